//! What there is to find in points on a plane: with labels their classes' regions, without them
//! clusters, axes and a density.

pub mod k_means;
pub mod kernel_density;
pub mod principal_axes;
pub mod regions;

/// A point of the plane.
pub type Point = [f32; 2];

fn squared_distance(a: Point, b: Point) -> f64 {
    let along = |axis: usize| f64::from(a[axis]) - f64::from(b[axis]);
    along(0) * along(0) + along(1) * along(1)
}

/// The middle and half the width of the smallest square that has most of `points` in it, with some
/// room at its edge: along each axis [`BEYOND`] of them may lie beyond either end.
pub fn square(points: &[Point]) -> (Point, f32) {
    const ROOM: f32 = 1.1;
    let ends = [0, 1].map(|axis: usize| {
        let mut along: Vec<f32> = points.iter().map(|at| at[axis]).collect();
        along.sort_unstable_by(f32::total_cmp);
        let n_beyond = (along.len() as f64 * BEYOND) as usize;
        let end = |place: usize| along.get(place).copied().unwrap_or_default();
        (end(n_beyond), end(along.len().saturating_sub(1 + n_beyond)))
    });
    let widest = ends.map(|(low, high)| high - low);
    let widest = widest[0].max(widest[1]);
    (
        ends.map(|(low, high)| f32::midpoint(low, high)),
        match widest > 0.0 {
            true => widest / 2.0 * ROOM,
            false => 1.0,
        },
    )
}

/// Share of the points that lie so far out that the others would be too close together.
const BEYOND: f64 = 0.03;

/// The points in the middle of `side` by `side` cells of the square around `middle`, rows
/// downwards from the largest second number.
pub fn grid(middle: Point, half_width: f32, side: usize) -> impl Iterator<Item = Point> {
    let share = move |i: usize| (2 * i + 1) as f32 / side as f32 - 1.0;
    (0..side * side).map(move |i| {
        [
            middle[0] + half_width * share(i % side),
            middle[1] - half_width * share(i / side),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_has_most_points_in_it() {
        let (middle, half_width) = square(&[[0.0, 1.0], [4.0, 2.0]]);
        assert_eq!(middle, [2.0, 1.5]);
        assert!((half_width - 2.2).abs() < 1e-6);
        let line = (0..100).map(|i| [if i < 3 { 1e6 } else { i as f32 }, 0.0]);
        let (middle, half_width) = square(&line.collect::<Vec<_>>());
        assert!((middle[0] - 52.5).abs() < 1.0 && half_width < 60.0);
        assert_eq!(square(&[[3.0, 4.0]]), ([3.0, 4.0], 1.0));
        assert_eq!(square(&[]), ([0.0, 0.0], 1.0));
    }

    #[test]
    fn a_grids_rows_go_down() {
        let points: Vec<Point> = grid([1.0, 2.0], 1.0, 2).collect();
        assert_eq!(points, [[0.5, 2.5], [1.5, 2.5], [0.5, 1.5], [1.5, 1.5]]);
    }
}
