//! Principal components of images: the best linear code, which every autoencoder is held against.

use crate::ml::N_PIXELS;
use crate::ml::ops::gemm::{View, add_product, product};
use crate::ml::rng::{Draws, Purpose};

/// Images of which the products are summed at once.
const CHUNK: usize = 1_000;

/// Rounds of the iteration: each shrinks what is left of later components by the ratio of
/// variances.
const N_ROUNDS: usize = 100;

/// Directions beside the wanted ones, so that the last wanted one converges as well.
const N_SPARE: usize = 12;

/// Components of images in 0..1.
#[derive(Debug, Clone)]
pub struct Pca {
    mean: Vec<f32>,
    /// (n_components, 784), orthonormal rows.
    components: Vec<f32>,
    n_components: usize,
}

impl Pca {
    /// The `n_components` directions in which grey `pixels`, whole images, vary most, by subspace
    /// iteration on their covariance.
    pub fn fit(pixels: &[u8], n_components: usize) -> Self {
        let mean = mean(pixels);
        let mut covariance = vec![0.0f32; N_PIXELS * N_PIXELS];
        for chunk in pixels.chunks(CHUNK * N_PIXELS) {
            let centred = centred(chunk, &mean);
            let rows = View::rows(&centred, 0, N_PIXELS);
            let n = centred.len() / N_PIXELS;
            add_product(
                N_PIXELS,
                n,
                N_PIXELS,
                rows.transposed(),
                rows,
                &mut covariance,
            );
        }
        let n = (n_components + N_SPARE).min(N_PIXELS);
        let mut directions = Draws::new(1, Purpose::Init).normals(0, n * N_PIXELS);
        for _ in 0..N_ROUNDS {
            orthonormalize(&mut directions, n);
            let mut next = vec![0.0; n * N_PIXELS];
            let (d, c) = (
                View::rows(&directions, 0, N_PIXELS),
                View::rows(&covariance, 0, N_PIXELS),
            );
            product(n, N_PIXELS, N_PIXELS, d, c, &mut next);
            directions = next;
        }
        // The rows come in the order of their variances, since each is made orthogonal to those
        // before it.
        orthonormalize(&mut directions, n);
        directions.truncate(n_components * N_PIXELS);
        Self {
            mean,
            components: directions,
            n_components,
        }
    }

    /// Mean squared error of a pixel of grey `pixels`, whole images, after the way through the
    /// components and back.
    pub fn squared_error(&self, pixels: &[u8]) -> f64 {
        let mut sum = 0.0;
        for chunk in pixels.chunks(CHUNK * N_PIXELS) {
            let centred = centred(chunk, &self.mean);
            let n = centred.len() / N_PIXELS;
            let mut codes = vec![0.0; n * self.n_components];
            let rows = View::rows(&centred, 0, N_PIXELS);
            let components = View::rows(&self.components, 0, N_PIXELS).transposed();
            product(n, N_PIXELS, self.n_components, rows, components, &mut codes);
            let square = |values: &[f32]| -> f64 {
                values.iter().map(|&x| f64::from(x) * f64::from(x)).sum()
            };
            sum += square(&centred) - square(&codes);
        }
        sum / pixels.len() as f64
    }
}

fn mean(pixels: &[u8]) -> Vec<f32> {
    let mut sums = vec![0.0f64; N_PIXELS];
    for image in pixels.chunks_exact(N_PIXELS) {
        for (sum, &pixel) in sums.iter_mut().zip(image) {
            *sum += f64::from(pixel) / 255.0;
        }
    }
    let n = (pixels.len() / N_PIXELS).max(1) as f64;
    sums.into_iter().map(|sum| (sum / n) as f32).collect()
}

fn centred(pixels: &[u8], mean: &[f32]) -> Vec<f32> {
    let images = pixels.chunks_exact(N_PIXELS);
    let difference = |(&pixel, mean): (&u8, &f32)| f32::from(pixel) / 255.0 - mean;
    images
        .flat_map(|image| image.iter().zip(mean).map(difference))
        .collect()
}

/// Gram and Schmidt's way, twice for the digits that the first pass loses.
fn orthonormalize(rows: &mut [f32], n: usize) {
    for i in 0..n {
        let (before, rest) = rows.split_at_mut(i * N_PIXELS);
        let row = &mut rest[..N_PIXELS];
        for _ in 0..2 {
            for other in before.chunks_exact(N_PIXELS) {
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

    #[test]
    fn images_along_one_line_are_told_by_one_number() {
        let image = |grey: u8| {
            let mut image = vec![0; N_PIXELS];
            image[100..200].fill(grey);
            image
        };
        let pixels: Vec<u8> = (0..50).flat_map(|i| image(5 * i)).collect();
        let pca = Pca::fit(&pixels, 1);
        assert!(pca.squared_error(&pixels) < 1e-7);
        assert!(Pca::fit(&pixels, 0).squared_error(&pixels) > 1e-3);
    }
}
