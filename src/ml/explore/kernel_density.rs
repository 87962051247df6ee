//! A density from points alone: a small Gaussian on each of them (Parzen 1962, "On estimation of a
//! probability density function and mode").

use super::{Point, squared_distance};

/// `ln p(at)` where p is the mean of round Gaussians of deviation `bandwidth` on `points`, in nats
/// for each square unit; minus infinity without points.
pub fn log_density(points: &[Point], bandwidth: f32, at: Point) -> f64 {
    let square = f64::from(bandwidth) * f64::from(bandwidth);
    let exponent = |point: &Point| -squared_distance(*point, at) / (2.0 * square);
    // The largest is taken out first, or far from all points every term would be 0.
    let largest = points
        .iter()
        .map(exponent)
        .fold(f64::NEG_INFINITY, f64::max);
    if !largest.is_finite() {
        return f64::NEG_INFINITY;
    }
    let sum: f64 = (points.iter())
        .map(|point| libm::exp(exponent(point) - largest))
        .sum();
    largest + libm::log(sum / (points.len() as f64 * std::f64::consts::TAU * square))
}

/// Mean [`log_density`] of `held_out` points, which took no part in it.
pub fn mean_log_density(points: &[Point], bandwidth: f32, held_out: &[Point]) -> f64 {
    let all = held_out
        .iter()
        .map(|at| log_density(points, bandwidth, *at));
    all.sum::<f64>() / held_out.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ml::explore::grid;
    use crate::ml::rng::{Draws, Purpose};

    fn normals(seed: u64, n: usize) -> Vec<Point> {
        let numbers = Draws::new(seed, Purpose::Noise).normals(0, 2 * n);
        numbers.chunks(2).map(|pair| [pair[0], pair[1]]).collect()
    }

    #[test]
    fn one_points_density_is_its_gaussian() {
        let at_point = log_density(&[[1.0, 2.0]], 0.5, [1.0, 2.0]);
        // 1 / (2 pi h^2), and exp(-1/2) of it a deviation away.
        assert!((at_point - libm::log(1.0 / (std::f64::consts::TAU * 0.25))).abs() < 1e-12);
        let beside = log_density(&[[1.0, 2.0]], 0.5, [1.5, 2.0]);
        assert!((at_point - beside - 0.5).abs() < 1e-12);
    }

    #[test]
    fn it_integrates_to_one() {
        let points = normals(1, 30);
        let side = 120;
        let cell = f64::from((20.0 / side as f32).powi(2));
        let density = grid([0.0, 0.0], 10.0, side).map(|at| log_density(&points, 0.4, at).exp());
        let integral = density.sum::<f64>() * cell;
        assert!((integral - 1.0).abs() < 1e-3, "{integral}");
    }

    #[test]
    fn held_out_points_choose_a_bandwidth_in_between() {
        let (points, held_out) = (normals(1, 200), normals(2, 400));
        let at = |bandwidth| mean_log_density(&points, bandwidth, &held_out);
        assert!(at(0.4) > at(0.05) && at(0.4) > at(3.0));
        // The density of the points themselves has no such best bandwidth.
        let own = |bandwidth| mean_log_density(&points, bandwidth, &points);
        assert!(own(0.001) > own(0.05) && own(0.05) > own(0.4));
    }

    #[test]
    fn far_from_all_points_it_is_small_and_still_a_number() {
        assert!(log_density(&normals(1, 9), 0.01, [1e4, 0.0]).is_finite());
        assert_eq!(log_density(&[], 0.1, [0.0; 2]), f64::NEG_INFINITY);
        assert_eq!(mean_log_density(&normals(1, 9), 0.1, &[]), 0.0);
    }
}
