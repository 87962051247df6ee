//! Curves with things that lie on them.

use std::fmt::Write as _;

use super::{Role, Scale, fixed};

/// A curve, dots on it, and the direction that it has at some places.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    pub name: String,
    pub role: Role,
    /// (x, y) by rising x.
    pub points: Vec<(f64, f64)>,
    pub dots: Vec<(f64, f64)>,
    /// Places, and how steep it is there.
    pub slopes: Vec<((f64, f64), f64)>,
}

/// A stroke of no length at each dot, which a round cap makes a dot.
pub fn dots_path(dots: &[(f64, f64)], x: &Scale, y: &Scale) -> String {
    let mut d = String::with_capacity(dots.len() * 20);
    for &(at, value) in dots {
        if at.is_finite() && value.is_finite() {
            let (at, value) = (x.screen_from_value(at), y.screen_from_value(value));
            write!(d, "M{} {}h0.01", fixed(at, 2), fixed(value, 2)).ok();
        }
    }
    d
}

impl Curve {
    /// Strokes along the curve, `half_width` to both sides of each place.
    pub fn directions_path(&self, half_width: f64, x: &Scale, y: &Scale) -> String {
        let mut d = String::with_capacity(self.slopes.len() * 32);
        for &((at, value), slope) in &self.slopes {
            if !(at.is_finite() && value.is_finite() && slope.is_finite()) {
                continue;
            }
            let end = |side: f64| {
                let x = x.screen_from_value(at + side);
                let y = y.screen_from_value(value + side * slope);
                (fixed(x, 2), fixed(y, 2))
            };
            let (from, to) = (end(-half_width), end(half_width));
            write!(d, "M{} {}L{} {}", from.0, from.1, to.0, to.1).ok();
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_go_through_their_dots() {
        let x = Scale::linear((0.0, 10.0), (0.0, 100.0));
        let y = Scale::linear((0.0, 10.0), (100.0, 0.0));
        let curve = Curve {
            name: String::new(),
            role: Role::Error,
            points: vec![],
            dots: vec![(5.0, 5.0), (f64::NAN, 1.0), (2.0, 1.0)],
            slopes: vec![
                ((5.0, 5.0), -1.0),
                ((2.0, f64::NAN), 0.0),
                ((2.0, 1.0), 0.0),
            ],
        };
        assert_eq!(
            curve.directions_path(1.0, &x, &y),
            "M40.00 40.00L60.00 60.00M10.00 90.00L30.00 90.00"
        );
        assert_eq!(
            dots_path(&curve.dots, &x, &y),
            "M50.00 50.00h0.01M20.00 90.00h0.01"
        );
    }
}
