//! Principal components of images: the best linear code, which every autoencoder is held against.

use crate::ml::N_PIXELS;
use crate::ml::explore::principal_axes::{Centred, PrincipalAxes, along};

/// Images of which the products are summed at once.
const CHUNK: usize = 1_000;

/// Components of images in 0..1.
#[derive(Debug, Clone)]
pub struct Pca {
    mean: Vec<f32>,
    /// (n_components, 784), orthonormal rows.
    components: Vec<f32>,
}

impl Pca {
    /// The `n_components` directions in which grey `pixels`, whole images, vary most.
    pub fn fit(pixels: &[u8], n_components: usize) -> Self {
        let mean = mean(pixels);
        let mut axes = PrincipalAxes::new(N_PIXELS, n_components);
        for chunk in pixels.chunks(CHUNK * N_PIXELS) {
            axes.add(&centred(chunk, &mean));
        }
        while !axes.step() {}
        Self {
            mean,
            components: axes.directions().to_vec(),
        }
    }

    /// Mean squared error of a pixel of grey `pixels`, whole images, after the way through the
    /// components and back.
    pub fn squared_error(&self, pixels: &[u8]) -> f64 {
        let mut sum = 0.0;
        for chunk in pixels.chunks(CHUNK * N_PIXELS) {
            let centred = centred(chunk, &self.mean);
            let codes = along(&centred, &self.components, N_PIXELS);
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
    Centred::around(mean, pixels.iter().map(|&pixel| f32::from(pixel) / 255.0))
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
