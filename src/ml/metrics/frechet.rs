//! The distance between two sets of images, by the classifier's features.

use candle_core::Result;

use super::classes::CHUNK;
use crate::ml::N_PIXELS;
use crate::ml::dataset::unit_pixels;
use crate::ml::models::Classifier;

/// Mean and covariance of the features of some images.
#[derive(Debug, Clone)]
pub struct Features {
    mean: Vec<f64>,
    /// (n, n), symmetric.
    covariance: Vec<f64>,
}

impl Features {
    /// Of grey `pixels`, whole images.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn of(classifier: &Classifier, pixels: &[u8]) -> Result<Self> {
        let mut rows: Vec<Vec<f32>> = Vec::new();
        for chunk in pixels.chunks(CHUNK * N_PIXELS) {
            let features = classifier.features(&unit_pixels(chunk, 255)?)?;
            rows.extend(features.to_vec2::<f32>()?);
        }
        Ok(Self::from_rows(&rows))
    }

    fn from_rows(rows: &[Vec<f32>]) -> Self {
        let n = rows.first().map_or(0, Vec::len);
        let scale = 1.0 / rows.len().max(1) as f64;
        let mut mean = vec![0.0; n];
        for row in rows {
            for (mean, x) in mean.iter_mut().zip(row) {
                *mean += scale * f64::from(*x);
            }
        }
        let mut covariance = vec![0.0; n * n];
        for row in rows {
            let centred: Vec<f64> = (row.iter().zip(&mean))
                .map(|(x, mean)| f64::from(*x) - mean)
                .collect();
            for (sums, a) in covariance.chunks_exact_mut(n).zip(&centred) {
                for (sum, b) in sums.iter_mut().zip(&centred) {
                    *sum += scale * a * b;
                }
            }
        }
        Self { mean, covariance }
    }

    /// `|m - m'|^2 + tr(C + C' - 2 (C C')^(1/2))`: the Frechet distance between two normal
    /// distributions (Dowson & Landau 1982), squared, as Heusel et al. 2017 use it for images.
    pub fn distance(&self, other: &Self) -> f64 {
        let n = self.mean.len();
        let means = self.mean.iter().zip(&other.mean);
        let apart: f64 = means.map(|(a, b)| (a - b) * (a - b)).sum();
        // The root of C C' has the trace of the root of the symmetric C^(1/2) C' C^(1/2).
        let root = function(&self.covariance, n, f64::sqrt);
        let inner = product(&product(&root, &other.covariance, n), &root, n);
        let (values, _) = eigen(&inner, n);
        let trace = |matrix: &[f64]| -> f64 { (0..n).map(|i| matrix[i * n + i]).sum() };
        let common: f64 = values.iter().map(|value| value.max(0.0).sqrt()).sum();
        apart + trace(&self.covariance) + trace(&other.covariance) - 2.0 * common
    }
}

/// A function of a symmetric matrix that has no negative eigenvalue but by rounding.
fn function(matrix: &[f64], n: usize, f: fn(f64) -> f64) -> Vec<f64> {
    let (values, vectors) = eigen(matrix, n);
    let mut out = vec![0.0; n * n];
    for (k, value) in values.iter().enumerate() {
        let scale = f(value.max(0.0));
        for row in 0..n {
            for col in 0..n {
                out[row * n + col] += scale * vectors[row * n + k] * vectors[col * n + k];
            }
        }
    }
    out
}

fn product(a: &[f64], b: &[f64], n: usize) -> Vec<f64> {
    let mut out = vec![0.0; n * n];
    for (out, a) in out.chunks_exact_mut(n).zip(a.chunks_exact(n)) {
        for (a, b) in a.iter().zip(b.chunks_exact(n)) {
            for (out, b) in out.iter_mut().zip(b) {
                *out += a * b;
            }
        }
    }
    out
}

/// Eigenvalues of a symmetric matrix, and its eigenvectors as columns, by Jacobi's rotations.
fn eigen(matrix: &[f64], n: usize) -> (Vec<f64>, Vec<f64>) {
    /// Each sweep about squares what is left off the diagonal.
    const N_SWEEPS: usize = 12;
    let mut a = matrix.to_vec();
    let mut vectors = vec![0.0; n * n];
    for i in 0..n {
        vectors[i * n + i] = 1.0;
    }
    for _ in 0..N_SWEEPS {
        for p in 0..n {
            for q in p + 1..n {
                let off = a[p * n + q];
                if off == 0.0 {
                    continue;
                }
                let ratio = (a[q * n + q] - a[p * n + p]) / (2.0 * off);
                let t = ratio.signum() / (ratio.abs() + (ratio * ratio + 1.0).sqrt());
                let cosine = 1.0 / (t * t + 1.0).sqrt();
                let sine = t * cosine;
                for k in 0..n {
                    rotate(&mut a, k * n + p, k * n + q, cosine, sine);
                }
                for k in 0..n {
                    rotate(&mut a, p * n + k, q * n + k, cosine, sine);
                    rotate(&mut vectors, k * n + p, k * n + q, cosine, sine);
                }
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), vectors)
}

fn rotate(values: &mut [f64], p: usize, q: usize, cosine: f64, sine: f64) {
    let (x, y) = (values[p], values[q]);
    values[p] = cosine * x - sine * y;
    values[q] = sine * x + cosine * y;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ml::rng::{Draws, Purpose};

    #[test]
    fn a_matrix_is_made_again_of_its_eigenvectors() {
        let n = 6;
        let draws = Draws::new(3, Purpose::Init);
        let random: Vec<f64> = (0..36).map(|i| draws.normal(i)).collect();
        let transposed: Vec<f64> = (0..36).map(|i| random[i % n * n + i / n]).collect();
        let matrix = product(&random, &transposed, n);
        let root = function(&matrix, n, f64::sqrt);
        for (a, b) in product(&root, &root, n).iter().zip(&matrix) {
            assert!((a - b).abs() < 1e-9, "{a} {b}");
        }
    }

    #[test]
    fn along_one_axis_the_distance_is_known() {
        let of = |mean: f64, variance: f64| Features {
            mean: vec![mean, 0.0],
            covariance: vec![variance, 0.0, 0.0, 1.0],
        };
        let (a, b) = (of(1.0, 4.0), of(3.0, 9.0));
        // (1 - 3)^2 + (2 - 3)^2.
        assert!((a.distance(&b) - 5.0).abs() < 1e-9);
        assert!(a.distance(&a).abs() < 1e-9);
    }
}
