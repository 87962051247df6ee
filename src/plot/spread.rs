//! Quantities that are known by repeats: a middle and how far they spread, at places in a row.

use std::fmt::Write as _;

use super::{PLOT_HEIGHT, PLOT_WIDTH, Role, Scale, fixed, line_path};

/// What repeats say at one place.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub low: f64,
    pub middle: f64,
    pub high: f64,
}

/// One quantity at all places; None where it is not known.
#[derive(Debug, Clone, PartialEq)]
pub struct SpreadSeries {
    pub name: String,
    pub role: Role,
    pub points: Vec<Option<Spread>>,
}

/// A value that is the same at all places: a line across.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    pub name: String,
    pub role: Role,
    pub y: f64,
}

/// Where the places and values of a chart are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SpreadFrame {
    /// From a place's number to the plot.
    pub x: Scale,
    pub y: Scale,
    pub y_range: (f64, f64),
}

impl SpreadFrame {
    /// Room for `n_places` and for all values, at least for those of `y_at_least`.
    pub fn new(
        n_places: usize,
        series: &[SpreadSeries],
        levels: &[Level],
        y_at_least: Option<(f64, f64)>,
    ) -> Self {
        let ends = series.iter().flat_map(|series| {
            let points = series.points.iter().flatten();
            points.flat_map(|point| [point.low, point.middle, point.high])
        });
        let values = ends
            .chain(levels.iter().map(|level| level.y))
            .filter(|y| y.is_finite());
        let start = y_at_least.unwrap_or((f64::INFINITY, f64::NEG_INFINITY));
        let (low, high) = values.fold(start, |(low, high), y| (low.min(y), high.max(y)));
        let (low, high) = match low <= high {
            true => (low, high),
            false => (0.0, 1.0),
        };
        // What is given has an edge already.
        let margin = match y_at_least {
            Some(_) => 0.0,
            None => ((high - low) * 0.06).max(0.05),
        };
        let y_range = (low - margin, high + margin);
        let last = n_places.saturating_sub(1) as f64;
        Self {
            x: Scale::linear((-0.4, last + 0.4), (0.0, PLOT_WIDTH)),
            y: Scale::linear(y_range, (PLOT_HEIGHT, 0.0)),
            y_range,
        }
    }

    /// The line through the middles.
    pub fn middle_path(&self, points: &[Option<Spread>], shift: f64) -> String {
        let middles = points.iter().enumerate().map(|(place, point)| {
            let middle = point.map_or(f64::NAN, |point| point.middle);
            (place as f64 + shift, middle)
        });
        line_path(&middles.collect::<Vec<_>>(), &self.x, &self.y)
    }

    /// The area between lows and highs, from the first gap to the next.
    pub fn band_path(&self, points: &[Option<Spread>]) -> String {
        let mut d = String::new();
        let mut place = 0;
        for run in points.split(Option::is_none) {
            let run_points = (place..).zip(run.iter().flatten());
            let ends: Vec<_> = run_points.map(|(place, p)| (place as f64, p)).collect();
            let highs = ends.iter().map(|(x, point)| (*x, point.high));
            let lows = ends.iter().rev().map(|(x, point)| (*x, point.low));
            let outline: Vec<_> = highs.chain(lows).collect();
            if run.len() > 1 {
                write!(d, "{}Z", line_path(&outline, &self.x, &self.y)).ok();
            }
            place += run.len() + 1;
        }
        d
    }

    /// An upright stroke from low to high at each place with a short one at either end, a little
    /// aside, so that several series do not hide one another.
    pub fn whiskers_path(&self, points: &[Option<Spread>], shift: f64) -> String {
        const HALF_CAP: f64 = 2.0;
        let mut d = String::new();
        for (place, point) in points.iter().enumerate() {
            let Some(point) = point else { continue };
            let x = self.x.screen_from_value(place as f64 + shift);
            let y = |value: f64| fixed(self.y.screen_from_value(value), 2);
            let (left, at, right) = (fixed(x - HALF_CAP, 2), fixed(x, 2), fixed(x + HALF_CAP, 2));
            let (low, high) = (y(point.low), y(point.high));
            write!(
                d,
                "M{left} {low}H{right}M{at} {low}V{high}M{left} {high}H{right}"
            )
            .ok();
        }
        d
    }

    /// A stroke of no length at each middle, which a round cap makes a dot.
    pub fn dots_path(&self, points: &[Option<Spread>], shift: f64) -> String {
        let mut d = String::new();
        for (place, point) in points.iter().enumerate() {
            let Some(point) = point else { continue };
            let x = self.x.screen_from_value(place as f64 + shift);
            let y = self.y.screen_from_value(point.middle);
            write!(d, "M{} {}h0.01", fixed(x, 2), fixed(y, 2)).ok();
        }
        d
    }

    /// A line across at a value.
    pub fn level_path(&self, value: f64) -> String {
        let y = fixed(self.y.screen_from_value(value), 2);
        format!("M0 {y}H{}", fixed(PLOT_WIDTH, 0))
    }

    /// A line from top to bottom at a place.
    pub fn mark_path(&self, place: usize) -> String {
        let x = fixed(self.x.screen_from_value(place as f64), 2);
        format!("M{x} 0V{}", fixed(PLOT_HEIGHT, 0))
    }
}

/// Which of `n_places` are named, so that at most `n_most` are: the last one always is.
pub fn named_places(n_places: usize, n_most: usize) -> Vec<usize> {
    let stride = n_places.div_ceil(n_most.max(1)).max(1);
    (0..n_places)
        .filter(|place| (n_places - 1 - place).is_multiple_of(stride))
        .collect()
}

/// One path for upright bars of `values` side by side, as high as `y` has them.
pub fn columns_path(values: &[f64], x: &Scale, y: &Scale) -> String {
    const HALF_WIDTH: f64 = 0.4;
    let mut d = String::with_capacity(values.len() * 32);
    for (place, &value) in values.iter().enumerate() {
        if !value.is_finite() {
            continue;
        }
        let from = x.screen_from_value(place as f64 - HALF_WIDTH);
        let to = x.screen_from_value(place as f64 + HALF_WIDTH);
        // Never too low to be seen.
        let top = y.screen_from_value(value).clamp(0.0, PLOT_HEIGHT - 0.4);
        let (from, to, top) = (fixed(from, 2), fixed(to, 2), fixed(top, 2));
        write!(
            d,
            "M{from} {foot}V{top}H{to}V{foot}Z",
            foot = PLOT_HEIGHT as u32
        )
        .ok();
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(low: f64, middle: f64, high: f64) -> Option<Spread> {
        Some(Spread { low, middle, high })
    }

    fn series(points: Vec<Option<Spread>>) -> SpreadSeries {
        SpreadSeries {
            name: String::new(),
            role: Role::Data,
            points,
        }
    }

    #[test]
    fn a_frame_has_room_for_every_spread_and_level() {
        let all = [series(vec![point(-90.0, -88.0, -86.0), None])];
        let level = Level {
            name: String::new(),
            role: Role::Error,
            y: -80.0,
        };
        let frame = SpreadFrame::new(2, &all, &[level], None);
        assert!(frame.y_range.0 < -90.0 && frame.y_range.1 > -80.0);
        assert!(frame.x.screen_from_value(0.0) > 0.0);
        assert!(frame.x.screen_from_value(1.0) < PLOT_WIDTH);
        let given = SpreadFrame::new(2, &[], &[], Some((0.0, 100.0)));
        assert_eq!(given.y_range, (0.0, 100.0));
        let empty = SpreadFrame::new(0, &[], &[], None);
        assert!(empty.y_range.0 < empty.y_range.1);
    }

    #[test]
    fn a_band_goes_there_above_and_back_below_and_breaks_at_gaps() {
        let frame = SpreadFrame::new(4, &[], &[], Some((0.0, 10.0)));
        let pair = [point(1.0, 2.0, 3.0), point(2.0, 3.0, 4.0)];
        let band = frame.band_path(&pair);
        assert_eq!(band.matches('M').count(), 1);
        assert_eq!(band.matches('L').count(), 3);
        assert!(band.ends_with('Z'));
        let gap = [pair[0], None, pair[0], pair[1]];
        // A lone place has no area, and what follows it keeps its place.
        let after_gap = frame.band_path(&gap);
        assert_eq!(after_gap.matches('M').count(), 1);
        let x = fixed(frame.x.screen_from_value(2.0), 2);
        assert!(after_gap.starts_with(&format!("M{x} 70.00")), "{after_gap}");
        assert_eq!(frame.middle_path(&gap, 0.0).matches('M').count(), 2);
    }

    #[test]
    fn whiskers_reach_from_low_to_high() {
        let frame = SpreadFrame::new(1, &[], &[], Some((0.0, 10.0)));
        let d = frame.whiskers_path(&[point(2.0, 3.0, 4.0), None], 0.0);
        assert_eq!(
            d,
            "M126.00 80.00H130.00M128.00 80.00V60.00M126.00 60.00H130.00"
        );
        let dot = frame.dots_path(&[None, point(2.0, 3.0, 4.0)], -1.0);
        assert_eq!(dot, "M128.00 70.00h0.01");
        assert_eq!(frame.level_path(5.0), "M0 50.00H256");
        assert_eq!(frame.mark_path(0), "M128.00 0V100");
    }

    #[test]
    fn few_places_are_named_and_the_last_one_always() {
        assert_eq!(named_places(3, 7), [0, 1, 2]);
        assert_eq!(named_places(13, 7), [0, 2, 4, 6, 8, 10, 12]);
        assert_eq!(named_places(10, 7), [1, 3, 5, 7, 9]);
        assert!(named_places(0, 7).is_empty());
    }

    #[test]
    fn columns_stand_on_the_foot_and_are_never_too_low_to_be_seen() {
        let x = Scale::linear((-0.5, 1.5), (0.0, PLOT_WIDTH));
        let y = Scale::linear((0.0, 4.0), (PLOT_HEIGHT, 0.0));
        let d = columns_path(&[4.0, 0.0, f64::NAN], &x, &y);
        assert_eq!(
            d,
            "M12.80 100V0.00H115.20V100ZM140.80 100V99.60H243.20V100Z"
        );
    }
}
