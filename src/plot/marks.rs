//! Things that have two values each, as marks with their names.

use super::{Level, PLOT_HEIGHT, PLOT_WIDTH, Role, Scale, fixed};

/// A thing with two values, the first of them above 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub name: String,
    pub role: Role,
    pub x: f64,
    pub y: f64,
    /// What is read out of it.
    pub says: String,
}

/// Where a mark and its name stand in the plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkPlace {
    pub x: f64,
    pub y: f64,
    /// How high the name stands: beside the mark, unless another's name is there.
    pub name_y: f64,
    /// Whether it stands left of the mark.
    pub is_left: bool,
}

/// Where values are: x by its logarithm, y as it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MarkFrame {
    pub x: Scale,
    pub y: Scale,
    pub x_range: (f64, f64),
    pub y_range: (f64, f64),
}

/// The height of a name, and more than the length of most, in the plot's coordinates.
const NAME_HEIGHT: f64 = 8.5;
const NAME_WIDTH: f64 = 90.0;

/// From a mark to its name.
const ASIDE: f64 = 4.0;

impl MarkFrame {
    /// Room for all marks and levels.
    pub fn new(marks: &[Mark], levels: &[Level]) -> Self {
        let range = |values: &mut dyn Iterator<Item = f64>| {
            let ends = (f64::INFINITY, f64::NEG_INFINITY);
            values.fold(ends, |(low, high), value| (low.min(value), high.max(value)))
        };
        let known = |value: &f64| value.is_finite();
        let (low, high) = range(
            &mut marks
                .iter()
                .map(|mark| mark.x)
                .filter(|x| known(x) && *x > 0.0),
        );
        let x_range = match low <= high {
            true => (low / 2.0, high * 2.0),
            false => (1.0, 10.0),
        };
        let ys = marks.iter().map(|mark| mark.y);
        let ys = ys.chain(levels.iter().map(|level| level.y));
        let (low, high) = range(&mut ys.filter(known));
        let y_range = match low <= high {
            true => {
                let margin = ((high - low) * 0.12).max(high.abs() * 1e-3).max(1e-6);
                (low - margin, high + margin)
            }
            false => (0.0, 1.0),
        };
        Self {
            x: Scale::log(x_range, (0.0, PLOT_WIDTH)),
            y: Scale::linear(y_range, (PLOT_HEIGHT, 0.0)),
            x_range,
            y_range,
        }
    }

    /// The marks' places, in their order. No name lies on another, nor on one of a level, which
    /// stands above its line's right end.
    pub fn places(&self, marks: &[Mark], levels: &[Level]) -> Vec<MarkPlace> {
        let mut places: Vec<MarkPlace> = (marks.iter())
            .map(|mark| {
                let (x, y) = (
                    self.x.screen_from_value(mark.x),
                    self.y.screen_from_value(mark.y),
                );
                MarkPlace {
                    x,
                    y,
                    name_y: y,
                    is_left: x > PLOT_WIDTH / 2.0,
                }
            })
            .collect();
        let mut from_above: Vec<usize> = (0..places.len()).collect();
        from_above.sort_by(|a, b| places[*a].y.total_cmp(&places[*b].y));
        let of_level = |level: &Level| {
            let y = self.y.screen_from_value(level.y);
            MarkPlace {
                x: PLOT_WIDTH,
                y,
                name_y: y - NAME_HEIGHT / 2.0,
                is_left: true,
            }
        };
        let mut taken: Vec<MarkPlace> = levels.iter().map(of_level).collect();
        taken.sort_by(|a, b| a.name_y.total_cmp(&b.name_y));
        for i in from_above {
            let mut place = places[i];
            // Those taken come from above too: one pass moves it below all that are in its way.
            for other in &taken {
                let is_beside =
                    place.is_left != other.is_left || (place.x - other.x).abs() >= NAME_WIDTH;
                if !is_beside && (place.name_y - other.name_y).abs() < NAME_HEIGHT {
                    place.name_y = other.name_y + NAME_HEIGHT;
                }
            }
            taken.push(place);
            taken.sort_by(|a, b| a.name_y.total_cmp(&b.name_y));
            places[i] = place;
        }
        places
    }

    /// The mark nearest to a point of the plot, whose height is `height` times its width on the
    /// screen.
    pub fn nearest(places: &[MarkPlace], x: f64, y: f64, height: f64) -> Option<usize> {
        let distance = |place: &MarkPlace| {
            let (dx, dy) = (
                (place.x - x) / PLOT_WIDTH,
                (place.y - y) / PLOT_HEIGHT * height,
            );
            dx * dx + dy * dy
        };
        let nearer = |a: &&MarkPlace, b: &&MarkPlace| distance(a).total_cmp(&distance(b));
        let nearest = places.iter().min_by(nearer)?;
        places.iter().position(|place| place == nearest)
    }

    /// A line across at a value.
    pub fn level_path(&self, value: f64) -> String {
        let y = fixed(self.y.screen_from_value(value), 2);
        format!("M0 {y}H{}", fixed(PLOT_WIDTH, 0))
    }
}

impl MarkPlace {
    /// Where the name begins, or, left of the mark, ends.
    pub fn name_x(&self) -> f64 {
        match self.is_left {
            true => self.x - ASIDE,
            false => self.x + ASIDE,
        }
    }

    /// The mark, which a round cap makes a dot of, and a line to its name.
    pub fn path(&self) -> (String, String) {
        let (x, y) = (fixed(self.x, 2), fixed(self.y, 2));
        let (name_x, name_y) = (fixed(self.name_x(), 2), fixed(self.name_y, 2));
        (
            format!("M{x} {y}h0.01"),
            format!("M{x} {y}L{name_x} {name_y}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(x: f64, y: f64) -> Mark {
        Mark {
            name: String::new(),
            role: Role::Generated,
            x,
            y,
            says: String::new(),
        }
    }

    #[test]
    fn there_is_room_for_all() {
        let marks = [mark(0.02, 7.0), mark(20.0, 9.0)];
        let real = Level {
            name: String::new(),
            role: Role::Data,
            y: 9.8,
        };
        let frame = MarkFrame::new(&marks, &[real]);
        for place in frame.places(&marks, &[]) {
            assert!((0.0..=PLOT_WIDTH).contains(&place.x));
            assert!((0.0..=PLOT_HEIGHT).contains(&place.y));
        }
        assert!(frame.y_range.1 > 9.8);
        let sides: Vec<bool> = (frame.places(&marks, &[]).iter())
            .map(|place| place.is_left)
            .collect();
        assert_eq!(sides, [false, true]);
        let empty = MarkFrame::new(&[], &[]);
        assert_eq!((empty.x_range, empty.y_range), ((1.0, 10.0), (0.0, 1.0)));
    }

    #[test]
    fn no_name_lies_on_another() {
        let mut marks = vec![mark(1.0, 5.0); 5];
        marks.extend([mark(1000.0, 4.0), mark(1.0, 9.0)]);
        let places = MarkFrame::new(&marks, &[]).places(&marks, &[]);
        let of_group = &places[..5];
        for (i, a) in of_group.iter().enumerate() {
            for b in &of_group[..i] {
                assert!(
                    (a.name_y - b.name_y).abs() >= NAME_HEIGHT - 1e-9,
                    "{places:?}"
                );
            }
        }
        assert_eq!(places[5].name_y, places[5].y, "nothing is in its way");
    }

    #[test]
    fn no_name_lies_on_that_of_a_level() {
        let marks = [mark(0.01, 5.0), mark(100.0, 5.1)];
        let levels = [5.0, 5.2].map(|y| Level {
            name: String::new(),
            role: Role::Data,
            y,
        });
        let frame = MarkFrame::new(&marks, &levels);
        let places = frame.places(&marks, &levels);
        assert_eq!(places[0].name_y, places[0].y, "it is at the other end");
        for level in &levels {
            let name_y = frame.y.screen_from_value(level.y) - NAME_HEIGHT / 2.0;
            assert!((places[1].name_y - name_y).abs() >= NAME_HEIGHT - 1e-9);
        }
    }

    #[test]
    fn the_nearest_mark_is_found() {
        let marks = [mark(1.0, 1.0), mark(10.0, 1.0), mark(10.0, 2.0)];
        let places = MarkFrame::new(&marks, &[]).places(&marks, &[]);
        for (i, place) in places.iter().enumerate() {
            let found = MarkFrame::nearest(&places, place.x + 1.0, place.y - 1.0, 0.5);
            assert_eq!(found, Some(i));
        }
        assert_eq!(MarkFrame::nearest(&[], 0.0, 0.0, 1.0), None);
    }
}
