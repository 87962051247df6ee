use std::fmt::Write as _;

use super::{Role, Scale, fixed};

/// One line of a chart.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub name: String,
    pub role: Role,
    /// (x, y) by rising x. A y that is not finite is a gap.
    pub points: Vec<(f64, f64)>,
}

impl Series {
    /// The point whose x is nearest.
    pub fn nearest(&self, x: f64) -> Option<(f64, f64)> {
        let after_idx = self.points.partition_point(|point| point.0 < x);
        let before = after_idx
            .checked_sub(1)
            .and_then(|idx| self.points.get(idx));
        let candidates = before.into_iter().chain(self.points.get(after_idx));
        candidates
            .copied()
            .min_by(|a, b| (a.0 - x).abs().total_cmp(&(b.0 - x).abs()))
    }
}

/// The ranges that a chart must have room for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    pub x: (f64, f64),
    pub y: (f64, f64),
}

impl Extent {
    /// Grows `least` until every point of every series is inside, and each range has a length.
    pub fn covering(series: &[Series], least: Self) -> Self {
        let points = series.iter().flat_map(|series| &series.points);
        let grown = points
            .filter(|(_, y)| y.is_finite())
            .fold(least, |Self { x, y }, point| Self {
                x: (x.0.min(point.0), x.1.max(point.0)),
                y: (y.0.min(point.1), y.1.max(point.1)),
            });
        let with_length = |(low, high)| (low, if high > low { high } else { low + 1.0 });
        Self {
            x: with_length(grown.x),
            y: with_length(grown.y),
        }
    }

    /// The same for a logarithmic y axis, on which what is not above 0 has no place: as high as
    /// `least`, and at least a tenth of that in depth.
    pub fn covering_logs(series: &[Series], least: Self) -> Self {
        /// What lies deeper is out of sight.
        const DEEPEST: f64 = 1e-4;
        let high = Self::covering(series, least).y.1;
        let values = series.iter().flat_map(|series| &series.points);
        let visible = values.map(|(_, y)| *y).filter(|y| *y >= high * DEEPEST);
        let low = visible.fold(least.y.1 / 10.0, f64::min);
        Self {
            y: (low, high),
            ..Self::covering(series, least)
        }
    }
}

/// The path through points, broken at gaps.
pub fn line_path(points: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let mut d = String::with_capacity(points.len() * 14);
    let mut command = 'M';
    for &(at, value) in points {
        if value.is_finite() {
            let (x, y) = (x.screen_from_value(at), y.screen_from_value(value));
            write!(d, "{command}{} {}", fixed(x, 2), fixed(y, 2)).ok();
            command = 'L';
        } else {
            command = 'M';
        }
    }
    d
}

/// Points of a thinned line at the most, so that it is drawn in no time however long it is.
const MOST_POINTS: usize = 240;

/// A number of each step, the first one step 1, as means over as many steps as it takes, a power of
/// two, each at its last step. What is no number is left out of the means.
pub fn thinned(values: &[f32]) -> Vec<(f64, f64)> {
    let width = values.len().div_ceil(MOST_POINTS).next_power_of_two();
    let mean = |(i, values): (usize, &[f32])| {
        let last = i * width + values.len();
        let (mut sum, mut n) = (0.0, 0.0);
        for value in values.iter().filter(|value| value.is_finite()) {
            sum += f64::from(*value);
            n += 1.0;
        }
        (last as f64, sum / n)
    };
    values.chunks(width).enumerate().map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(points: &[(f64, f64)]) -> Series {
        Series {
            name: String::new(),
            role: Role::Error,
            points: points.to_vec(),
        }
    }

    #[test]
    fn a_gap_breaks_the_line() {
        let (x, y) = (
            Scale::linear((0.0, 3.0), (0.0, 30.0)),
            Scale::linear((0.0, 2.0), (20.0, 0.0)),
        );
        assert_eq!(
            line_path(
                &[(0.0, 0.0), (1.0, 1.0), (2.0, f64::NAN), (3.0, 2.0)],
                &x,
                &y
            ),
            "M0.00 20.00L10.00 10.00M30.00 0.00"
        );
    }

    #[test]
    fn the_extent_covers_all_series() {
        let least = Extent {
            x: (0.0, 1.0),
            y: (0.0, 1.0),
        };
        let all = [
            series(&[(0.0, 1.0), (5.0, 4.0), (9.0, f64::INFINITY)]),
            series(&[(1.0, -2.0)]),
        ];
        assert_eq!(
            Extent::covering(&all, least),
            Extent {
                x: (0.0, 5.0),
                y: (-2.0, 4.0)
            }
        );
        assert_eq!(Extent::covering(&[], least), least);
        let nothing = Extent {
            x: (0.0, 0.0),
            y: (0.0, 0.0),
        };
        assert_eq!(Extent::covering(&[], nothing), least);
    }

    #[test]
    fn a_logarithmic_axis_holds_what_is_above_zero() {
        let least = Extent {
            x: (0.0, 10.0),
            y: (0.0, 1.0),
        };
        let covering = |points: &[(f64, f64)]| Extent::covering_logs(&[series(points)], least).y;
        assert_eq!(covering(&[]), (0.1, 1.0));
        assert_eq!(
            covering(&[(0.0, 8.0), (1.0, 0.02), (2.0, 0.0)]),
            (0.02, 8.0)
        );
        assert_eq!(
            covering(&[(0.0, 1.0), (1.0, 1e-9), (2.0, f64::NAN)]),
            (0.1, 1.0)
        );
    }

    #[test]
    fn the_nearest_point_is_found_from_either_side() {
        let series = series(&[(1.0, 0.1), (2.0, 0.2), (4.0, 0.4)]);
        for (x, nearest_x) in [
            (-3.0, 1.0),
            (1.4, 1.0),
            (1.6, 2.0),
            (2.9, 2.0),
            (3.1, 4.0),
            (99.0, 4.0),
        ] {
            assert_eq!(series.nearest(x).map(|point| point.0), Some(nearest_x));
        }
        assert_eq!(self::series(&[]).nearest(1.0), None);
    }

    #[test]
    fn a_long_line_is_thinned_to_means() {
        let values: Vec<f32> = (1..=1_000).map(|i| i as f32).collect();
        let line = thinned(&values);
        assert!(line.len() <= MOST_POINTS && line.len() > MOST_POINTS / 3);
        assert_eq!(line[0], (8.0, 4.5));
        assert_eq!(line.last().map(|point| point.0), Some(1_000.0));
        assert!(thinned(&[]).is_empty());
    }
}
