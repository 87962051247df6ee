//! The directions in which points vary most, by subspace iteration on their covariance
//! (Golub & Van Loan 2013, section 8.2).

use crate::ml::ops::gemm::{View, add_product, product};
use crate::ml::rng::{Draws, Purpose};

/// Rounds of the iteration: each shrinks what is left of later directions by the ratio of
/// variances.
const N_ROUNDS: usize = 100;

/// Directions beside the wanted ones, so that the last wanted one converges as well.
const N_SPARE: usize = 12;

/// Points around their mean.
#[derive(Debug, Clone)]
pub struct Centred {
    pub mean: Vec<f32>,
    /// (n, n_dims).
    pub values: Vec<f32>,
}

impl Centred {
    /// Whole points of `mean.len()` numbers, less the mean.
    pub fn around(mean: &[f32], values: impl Iterator<Item = f32>) -> Vec<f32> {
        let mean = mean.iter().cycle();
        values.zip(mean).map(|(x, mean)| x - mean).collect()
    }

    /// Whole points of `n_dims` numbers.
    pub fn new(values: &[f32], n_dims: usize) -> Self {
        let mut sums = vec![0.0f64; n_dims];
        for point in values.chunks_exact(n_dims) {
            for (sum, &x) in sums.iter_mut().zip(point) {
                *sum += f64::from(x);
            }
        }
        let n = (values.len() / n_dims).max(1) as f64;
        let mean: Vec<f32> = sums.into_iter().map(|sum| (sum / n) as f32).collect();
        Self {
            values: Self::around(&mean, values.iter().copied()),
            mean,
        }
    }
}

/// Directions on their way.
#[derive(Debug, Clone)]
pub struct PrincipalAxes {
    n_dims: usize,
    n_axes: usize,
    /// Sum over the points, (n_dims, n_dims).
    covariance: Vec<f32>,
    /// (n, n_dims), the wanted ones first.
    directions: Vec<f32>,
    n_rounds: usize,
}

impl PrincipalAxes {
    /// The `n_axes` first directions of points that are still to be added.
    pub fn new(n_dims: usize, n_axes: usize) -> Self {
        let n = (n_axes + N_SPARE).min(n_dims);
        Self {
            n_dims,
            n_axes,
            covariance: vec![0.0; n_dims * n_dims],
            directions: Draws::new(1, Purpose::Init).normals(0, n * n_dims),
            n_rounds: 0,
        }
    }

    /// Takes in points around their mean, (n, n_dims).
    pub fn add(&mut self, centred: &[f32]) {
        let n_dims = self.n_dims;
        let rows = View::rows(centred, 0, n_dims);
        let n = centred.len() / n_dims;
        add_product(
            n_dims,
            n,
            n_dims,
            rows.transposed(),
            rows,
            &mut self.covariance,
        );
    }

    /// A round of the iteration; whether it was the last one.
    pub fn step(&mut self) -> bool {
        let n_dims = self.n_dims;
        let n = self.directions.len() / n_dims;
        // The rows come in the order of their variances, since each is made orthogonal to those
        // before it.
        orthonormalize(&mut self.directions, n_dims);
        if self.n_rounds >= N_ROUNDS {
            return true;
        }
        self.n_rounds += 1;
        let mut next = vec![0.0; n * n_dims];
        let directions = View::rows(&self.directions, 0, n_dims);
        let covariance = View::rows(&self.covariance, 0, n_dims);
        product(n, n_dims, n_dims, directions, covariance, &mut next);
        self.directions = next;
        false
    }

    /// The directions, (n_axes, n_dims), orthonormal rows, once the last round is made.
    pub fn directions(&self) -> &[f32] {
        let n = (self.n_axes * self.n_dims).min(self.directions.len());
        &self.directions[..n]
    }

    /// The sum of squares over all points and directions: n times the variance in all.
    pub fn sum_of_squares(&self) -> f64 {
        let diagonal = self.covariance.iter().step_by(self.n_dims + 1);
        diagonal.map(|&x| f64::from(x)).sum()
    }
}

/// How far along each direction points around their mean are, (n, n_axes).
pub fn along(centred: &[f32], directions: &[f32], n_dims: usize) -> Vec<f32> {
    let (n, n_axes) = (centred.len() / n_dims, directions.len() / n_dims);
    let mut codes = vec![0.0; n * n_axes];
    let rows = View::rows(centred, 0, n_dims);
    let directions = View::rows(directions, 0, n_dims).transposed();
    product(n, n_dims, n_axes, rows, directions, &mut codes);
    codes
}

/// Gram and Schmidt's way, twice for the digits that the first pass loses.
fn orthonormalize(rows: &mut [f32], n_dims: usize) {
    for i in 0..rows.len() / n_dims {
        let (before, rest) = rows.split_at_mut(i * n_dims);
        let row = &mut rest[..n_dims];
        for _ in 0..2 {
            for other in before.chunks_exact(n_dims) {
                let along: f32 = other.iter().zip(row.iter()).map(|(a, b)| a * b).sum();
                for (x, a) in row.iter_mut().zip(other) {
                    *x -= along * a;
                }
            }
        }
        let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
        for x in row {
            *x /= length.max(f32::MIN_POSITIVE);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Points along a line that rises 3 for 4, and a little beside it.
    fn line() -> Vec<f32> {
        let draws = Draws::new(5, Purpose::Noise);
        let point = |i: u64| {
            let (far, beside) = (3.0 * draws.normal(2 * i), 0.5 * draws.normal(2 * i + 1));
            [
                (10.0 + 0.8 * far - 0.6 * beside) as f32,
                (20.0 + 0.6 * far + 0.8 * beside) as f32,
            ]
        };
        (0..500).flat_map(point).collect()
    }

    #[test]
    fn the_first_axis_goes_along_the_line_and_the_second_across() {
        let centred = Centred::new(&line(), 2);
        assert!((centred.mean[0] - 10.0).abs() < 0.5 && (centred.mean[1] - 20.0).abs() < 0.5);
        let mut axes = PrincipalAxes::new(2, 2);
        axes.add(&centred.values);
        while !axes.step() {}
        let [a, b, c, d] = axes.directions() else {
            panic!("two directions");
        };
        assert!((a * b - 0.48).abs() < 0.03 && a.abs() > b.abs());
        assert!((a * c + b * d).abs() < 1e-6, "at a right angle");
        let codes = along(&centred.values, axes.directions(), 2);
        let variance = |axis: usize| {
            let along = codes.iter().skip(axis).step_by(2);
            along.map(|&x| f64::from(x).powi(2)).sum::<f64>()
        };
        assert!(((variance(0) / 500.0).sqrt() - 3.0).abs() < 0.3);
        let part = (variance(0) + variance(1)) / axes.sum_of_squares();
        assert!((part - 1.0).abs() < 1e-4);
        let across = codes.chunks(2).map(|code| code[0] * code[1]).sum::<f32>();
        assert!(across.abs() / 500.0 < 1e-2, "what is along is not across");
    }
}
