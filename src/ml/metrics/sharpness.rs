//! How sharp images are, as a distance from real ones.
//!
//! The steps between neighbouring pixels of real digits have a distribution: mostly none, on the
//! edges of strokes large ones. Blurred images lack the large steps, noise has far too many, and
//! either is a distance; a mean step, or any other measure without a middle, would let noise win.

use crate::ml::{N_PIXELS, SIDE};

/// Steps of whole grey values: the largest goes over a corner, `255 * sqrt 2`.
const N_SIZES: usize = 362;

/// How often each size of step occurs: the length of `(right - here, below - here)`, of every pixel
/// that has both neighbours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Steps {
    counts: Vec<u64>,
    n_images: usize,
}

impl Default for Steps {
    fn default() -> Self {
        Self {
            counts: vec![0; N_SIZES],
            n_images: 0,
        }
    }
}

impl Steps {
    /// Takes in grey `pixels`, whole images.
    pub fn add(&mut self, pixels: &[u8]) {
        for image in pixels.chunks_exact(N_PIXELS) {
            let rows = image.chunks_exact(SIDE);
            for (row, below) in rows.clone().zip(rows.skip(1)) {
                for (pair, below) in row.windows(2).zip(below) {
                    let square = |to: u8| u32::from(pair[0].abs_diff(to)).pow(2);
                    // The nearest whole number, without a number that is not whole.
                    let twice = (4 * (square(pair[1]) + square(*below))).isqrt();
                    self.counts[twice.div_ceil(2) as usize] += 1;
                }
            }
            self.n_images += 1;
        }
    }

    /// Images taken in.
    pub const fn n_images(&self) -> usize {
        self.n_images
    }

    /// The mean step, in greys of 0..1; none without images. By itself it says little of sharpness,
    /// for noise has a large one too; beside a distance it says on which side of it images are.
    pub fn mean(&self) -> Option<f64> {
        let n = self.counts.iter().sum::<u64>() as f64;
        let sizes = self.counts.iter().enumerate();
        let sum: f64 = sizes.map(|(size, n)| size as f64 * *n as f64).sum();
        (n > 0.0).then(|| sum / n / f64::from(u8::MAX))
    }

    /// The Wasserstein-1 distance between both distributions, in greys of 0..1: how far the steps
    /// of one must be changed on average to become those of the other. The area between the two
    /// cumulative distributions. None where either has no image.
    pub fn distance(&self, other: &Self) -> Option<f64> {
        let total = |steps: &Self| steps.counts.iter().sum::<u64>() as f64;
        let (n, n_other) = (total(self), total(other));
        if n == 0.0 || n_other == 0.0 {
            return None;
        }
        let (mut ahead, mut area) = (0.0, 0.0);
        for (count, count_of_other) in self.counts.iter().zip(&other.counts) {
            ahead += *count as f64 / n - *count_of_other as f64 / n_other;
            area += f64::abs(ahead);
        }
        Some(area / f64::from(u8::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pixels: &[u8]) -> Steps {
        let mut steps = Steps::default();
        steps.add(pixels);
        steps
    }

    /// An image whose left part is of one grey and whose right part of another.
    fn edge(left: u8, right: u8) -> Vec<u8> {
        let grey = |at: usize| if at % SIDE < 14 { left } else { right };
        (0..N_PIXELS).map(grey).collect()
    }

    #[test]
    fn the_distance_is_how_far_the_steps_must_be_changed() {
        let (flat, step) = (of(&edge(9, 9)), of(&edge(0, 255)));
        assert_eq!(flat.distance(&flat), Some(0.0));
        // One in 27 pixels has the step, which is as large as there is one between two pixels.
        let distance = flat.distance(&step).unwrap();
        assert!((distance - 1.0 / 27.0).abs() < 1e-12, "{distance}");
        assert_eq!(step.distance(&flat), Some(distance));
        let half = of(&edge(255, 127)).distance(&flat).unwrap();
        assert!((half - 128.0 / 255.0 / 27.0).abs() < 1e-12, "{half}");
        assert_eq!(flat.distance(&Steps::default()), None);
        // Where one has larger steps throughout, the distance is that of the means.
        assert_eq!((flat.mean(), Steps::default().mean()), (Some(0.0), None));
        assert!((step.mean().unwrap() - 1.0 / 27.0).abs() < 1e-12);
    }

    #[test]
    fn the_largest_step_is_counted_too() {
        let checked: Vec<u8> = (0..N_PIXELS)
            .map(|at| match (at / SIDE + at % SIDE).is_multiple_of(2) {
                true => 0,
                false => 255,
            })
            .collect();
        let steps = of(&checked);
        assert_eq!(steps.counts[N_SIZES - 1], 27 * 27);
        assert_eq!(steps.n_images(), 1);
    }
}
