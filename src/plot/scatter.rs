//! Shapes on the plane of latents around its points: regions, centres, axes.

use std::fmt::Write as _;

use super::{PLANE_SIDE, Square, fixed};

/// A path on the plane in its own SVG coordinates, below the points or above them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaneShape {
    pub d: String,
    pub class: &'static str,
    pub is_above: bool,
}

impl Square {
    /// The cells of one class, of `side` by `side` that cover the square, rows downwards.
    pub fn regions_path(classes: &[u8], side: usize, class: u8) -> String {
        let mut d = String::new();
        if side == 0 {
            return d;
        }
        let cell = PLANE_SIDE / side as f64;
        // Each row in as few pieces as it has.
        for (row, classes) in classes.chunks_exact(side).enumerate() {
            let mut column = 0;
            for run in classes.chunk_by(|a, b| a == b) {
                if run[0] == class {
                    write!(
                        d,
                        "M{} {}h{}v{}h-{}z",
                        fixed(column as f64 * cell, 1),
                        fixed(row as f64 * cell, 1),
                        fixed(run.len() as f64 * cell, 1),
                        fixed(cell, 1),
                        fixed(run.len() as f64 * cell, 1),
                    )
                    .ok();
                }
                column += run.len();
            }
        }
        d
    }

    /// A line from each point to its centre.
    pub fn spokes_path(&self, points: &[[f32; 2]], centres: &[[f32; 2]], of: &[u8]) -> String {
        let mut d = String::new();
        for (point, centre) in points.iter().zip(of) {
            if let Some(centre) = centres.get(usize::from(*centre)) {
                write!(d, "M{}L{}", self.place(*point), self.place(*centre)).ok();
            }
        }
        d
    }

    /// A diamond at each centre.
    pub fn centres_path(&self, centres: &[[f32; 2]]) -> String {
        let mut d = String::new();
        for centre in centres {
            write!(d, "M{}m0-10l10 10l-10 10l-10-10z", self.place(*centre)).ok();
        }
        d
    }

    /// A straight line through `mean`, as far to both sides as `direction` is long.
    pub fn axis_path(&self, mean: [f32; 2], direction: [f32; 2]) -> String {
        let end = |sign: f32| {
            let along = |axis: usize| mean[axis] + sign * direction[axis];
            self.place([along(0), along(1)])
        };
        format!("M{}L{}", end(-1.0), end(1.0))
    }

    fn place(&self, at: [f32; 2]) -> String {
        let [x, y] = self.share_of(at).map(|share| {
            // Far outside is as good as anywhere outside.
            fixed(share.clamp(-9.0, 10.0) * PLANE_SIDE, 1)
        });
        format!("{x} {y}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Square = Square {
        middle: [0.0; 2],
        half_width: 1.0,
    };

    #[test]
    fn a_region_is_its_cells_in_runs() {
        let classes = [1, 1, 2, 1];
        assert_eq!(
            Square::regions_path(&classes, 2, 1),
            "M0.0 0.0h500.0v250.0h-500.0zM250.0 250.0h250.0v250.0h-250.0z"
        );
        assert_eq!(
            Square::regions_path(&classes, 2, 2),
            "M0.0 250.0h250.0v250.0h-250.0z"
        );
        assert_eq!(Square::regions_path(&classes, 0, 1), "");
        assert_eq!(Square::regions_path(&[], 2, 1), "");
    }

    #[test]
    fn spokes_lead_to_the_points_own_centre() {
        let points = [[-1.0, 1.0], [1.0, -1.0]];
        let centres = [[0.0, 0.0], [1.0, 1.0]];
        assert_eq!(
            SQUARE.spokes_path(&points, &centres, &[0, 1]),
            "M0.0 0.0L250.0 250.0M500.0 500.0L500.0 0.0"
        );
        assert_eq!(SQUARE.spokes_path(&points, &centres, &[7]), "");
        assert!(SQUARE.centres_path(&centres).starts_with("M250.0 250.0m"));
    }

    #[test]
    fn an_axis_goes_to_both_sides() {
        let axis = SQUARE.axis_path([0.0; 2], [0.5, 0.0]);
        assert_eq!(axis, "M125.0 250.0L375.0 250.0");
    }
}
