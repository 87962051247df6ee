//! A normal distribution with any covariance, fitted to codes.

use crate::ml::rng::{Draws, Purpose};

/// Sums over codes, from which mean and covariance follow.
#[derive(Debug, Clone)]
pub struct Moments {
    n_dims: usize,
    n: usize,
    sum: Vec<f64>,
    /// (n_dims, n_dims), of products.
    products: Vec<f64>,
}

/// A normal distribution.
#[derive(Debug, Clone, PartialEq)]
pub struct Gaussian {
    mean: Vec<f64>,
    /// Lower triangle L of the covariance L L', (n_dims, n_dims).
    cholesky: Vec<f64>,
}

impl Moments {
    pub fn new(n_dims: usize) -> Self {
        Self {
            n_dims,
            n: 0,
            sum: vec![0.0; n_dims],
            products: vec![0.0; n_dims * n_dims],
        }
    }

    /// Codes taken in so far.
    pub const fn len(&self) -> usize {
        self.n
    }

    pub const fn is_empty(&self) -> bool {
        self.n == 0
    }

    /// Takes in `codes`, (n, n_dims).
    pub fn add(&mut self, codes: &[f32]) {
        for code in codes.chunks_exact(self.n_dims.max(1)) {
            self.n += 1;
            for (row, &a) in code.iter().enumerate() {
                self.sum[row] += f64::from(a);
                for (col, &b) in code[..=row].iter().enumerate() {
                    self.products[row * self.n_dims + col] += f64::from(a) * f64::from(b);
                }
            }
        }
    }

    /// The normal distribution with the codes' mean and covariance. Directions in which they do
    /// not vary get none.
    pub fn gaussian(&self) -> Gaussian {
        let n = self.n.max(1) as f64;
        let mean: Vec<f64> = self.sum.iter().map(|sum| sum / n).collect();
        let d = self.n_dims;
        let covariance =
            |row: usize, col: usize| self.products[row * d + col] / n - mean[row] * mean[col];
        let mut cholesky = vec![0.0; d * d];
        for row in 0..d {
            for col in 0..=row {
                let known: f64 = (0..col)
                    .map(|k| cholesky[row * d + k] * cholesky[col * d + k])
                    .sum();
                let rest = covariance(row, col) - known;
                let diagonal = cholesky[col * d + col];
                cholesky[row * d + col] = match (row == col, diagonal > 0.0) {
                    (true, _) => rest.max(0.0).sqrt(),
                    (false, true) => rest / diagonal,
                    (false, false) => 0.0,
                };
            }
        }
        Gaussian { mean, cholesky }
    }
}

impl Gaussian {
    /// `n` codes of `seed`, (n, n_dims).
    pub fn draw(&self, seed: u64, n: usize) -> Vec<f32> {
        let d = self.mean.len();
        let draws = Draws::new(seed, Purpose::Latent);
        let code = |i: usize| {
            let noise: Vec<f64> = (0..d).map(|k| draws.normal((i * d + k) as u64)).collect();
            let number = move |row: usize| {
                let spread: f64 = (0..=row)
                    .map(|k| self.cholesky[row * d + k] * noise[k])
                    .sum();
                (self.mean[row] + spread) as f32
            };
            (0..d).map(number).collect::<Vec<f32>>()
        };
        (0..n).flat_map(code).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_has_the_moments_of_what_it_was_fitted_to() {
        let draws = Draws::new(8, Purpose::Init);
        let (mut moments, n) = (Moments::new(2), 20_000);
        for i in 0..n {
            let (a, b) = (draws.normal(2 * i) as f32, draws.normal(2 * i + 1) as f32);
            moments.add(&[3.0 + 2.0 * a, -1.0 + a + 0.5 * b]);
        }
        let gaussian = moments.gaussian();
        let mut again = Moments::new(2);
        again.add(&gaussian.draw(5, n as usize));
        let redrawn = again.gaussian();
        for (a, b) in (gaussian.mean.iter().chain(&gaussian.cholesky))
            .zip(redrawn.mean.iter().chain(&redrawn.cholesky))
        {
            assert!((a - b).abs() < 0.06, "{gaussian:?} {redrawn:?}");
        }
    }

    #[test]
    fn codes_that_do_not_vary_are_drawn_as_they_are() {
        let mut moments = Moments::new(3);
        for _ in 0..10 {
            moments.add(&[1.0, 2.0, 3.0]);
        }
        assert_eq!(moments.gaussian().draw(1, 1), [1.0, 2.0, 3.0]);
    }
}
