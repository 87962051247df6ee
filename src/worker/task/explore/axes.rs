//! The directions in which codes and images vary most.

use crate::ml::N_PIXELS;
use crate::ml::explore::Point;
use crate::ml::explore::principal_axes::{Centred, PrincipalAxes, along};
use crate::protocol::Axes;

/// Numbers of a linear code, as many as the autoencoder's has.
const N_AXES: usize = 2;

/// Images of which the products are summed in one step.
const CHUNK: usize = 75;

/// The images' axes on their way.
#[derive(Debug)]
pub struct ImageAxes {
    images: Centred,
    /// Images taken in.
    n_added: usize,
    axes: PrincipalAxes,
}

impl ImageAxes {
    pub fn new(pixels: &[u8]) -> Self {
        let values: Vec<f32> = (pixels.iter())
            .map(|&grey| f32::from(grey) / 255.0)
            .collect();
        Self {
            images: Centred::new(&values, N_PIXELS),
            n_added: 0,
            axes: PrincipalAxes::new(N_PIXELS, N_AXES),
        }
    }

    /// Some images, or a round of the iteration; whether that was the last one.
    pub fn step(&mut self) -> bool {
        let first = self.n_added * N_PIXELS;
        let chunk = self.images.values.len().min(first + CHUNK * N_PIXELS);
        match self.images.values.get(first..chunk) {
            None | Some([]) => self.axes.step(),
            Some(images) => {
                self.axes.add(images);
                self.n_added += images.len() / N_PIXELS;
                false
            }
        }
    }

    /// Of the images, once the last round is made, and of their codes `points`.
    pub fn answer(&self, points: &[Point]) -> Axes {
        let codes = Centred::new(points.as_flattened(), 2);
        let mut plane = PrincipalAxes::new(2, N_AXES);
        plane.add(&codes.values);
        while !plane.step() {}
        let directions = plane.directions();
        let codes_along = along(&codes.values, directions, 2);
        let linear_codes = along(&self.images.values, self.axes.directions(), N_PIXELS);
        let squares = sums_of_squares(&linear_codes);
        let n = points.len().max(1) as f64;
        let deviations = |squares: [f64; N_AXES]| squares.map(|sum| libm::sqrt(sum / n) as f32);
        let all = self.axes.sum_of_squares().max(f64::MIN_POSITIVE);
        let image = |axis: usize| {
            let mut images = self.axes.directions().chunks_exact(N_PIXELS);
            images.nth(axis).unwrap_or_default().to_vec()
        };
        let pair = |values: &[f32], first: usize| {
            [first, first + 1].map(|at| values.get(at).copied().unwrap_or_default())
        };
        Axes {
            mean: pair(&codes.mean, 0),
            directions: [pair(directions, 0), pair(directions, 2)],
            deviations: deviations(sums_of_squares(&codes_along)),
            mean_image: self.images.mean.clone(),
            images: [image(0), image(1)],
            image_deviations: deviations(squares),
            shares: squares.map(|sum| (sum / all) as f32),
            linear_codes,
        }
    }
}

/// Along each axis.
fn sums_of_squares(codes: &[f32]) -> [f64; N_AXES] {
    [0, 1].map(|axis| {
        let along = codes.iter().skip(axis).step_by(N_AXES);
        along.map(|&z| f64::from(z) * f64::from(z)).sum()
    })
}
