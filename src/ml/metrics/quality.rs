//! Whether images look like digits, all of them, and not one again and again.

use candle_core::Result;

use super::classes::{classifier_score, likeliest, probabilities};
use crate::ml::N_PIXELS;
use crate::ml::models::Classifier;
use crate::ml::models::classifier::N_CLASSES;

/// The part of the images that a class must hold to count as covered.
pub const COVERED: f64 = 0.03;

/// The part of real digits' score from which on images are called readable.
pub const READABLE_SCORE: f64 = 0.8;

/// The part of real digits' spread below which a class counts as one image repeated.
pub const READABLE_SPREAD: f64 = 0.5;

/// Images of a class between which distances are taken, at the most.
const MOST_COMPARED: usize = 60;

/// What the classifier makes of some images.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quality {
    /// 1 to 10: [`classifier_score`].
    pub score: f64,
    /// The part of the images that each class is likeliest for.
    pub shares: [f64; N_CLASSES],
    /// Mean distance between two images of one class: root of the summed squared differences,
    /// pixels in 0..1.
    pub spread: f64,
}

impl Quality {
    /// Of grey `pixels`, whole images.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn of(classifier: &Classifier, pixels: &[u8]) -> Result<Self> {
        let probabilities = probabilities(classifier, pixels)?;
        Ok(Self::from_probabilities(&probabilities, pixels))
    }

    /// The same where the classifier has spoken: ten probabilities an image.
    pub fn from_probabilities(probabilities: &[f32], pixels: &[u8]) -> Self {
        let classes: Vec<usize> = probabilities
            .chunks_exact(N_CLASSES)
            .map(likeliest)
            .collect();
        Self {
            score: classifier_score(probabilities),
            shares: shares(&classes),
            spread: spread(&classes, pixels),
        }
    }

    /// Classes that hold [`COVERED`] of the images.
    pub fn n_covered(&self) -> usize {
        n_holding(&self.shares)
    }

    /// Whether the images are readable digits of every class, by what `real` ones have.
    pub fn is_readable(&self, real: &Self) -> bool {
        self.score >= READABLE_SCORE * real.score
            && self.n_covered() == N_CLASSES
            && self.spread >= READABLE_SPREAD * real.spread
    }
}

/// Classes that hold [`COVERED`] of images of which the classifier says `probabilities`.
pub fn n_covered(probabilities: &[f32]) -> usize {
    let classes: Vec<usize> = probabilities
        .chunks_exact(N_CLASSES)
        .map(likeliest)
        .collect();
    n_holding(&shares(&classes))
}

fn n_holding(shares: &[f64]) -> usize {
    shares.iter().filter(|share| **share >= COVERED).count()
}

/// The part of `classes` that is each class.
pub fn shares(classes: &[usize]) -> [f64; N_CLASSES] {
    let mut shares = [0.0; N_CLASSES];
    for &class in classes {
        shares[class] += 1.0 / classes.len() as f64;
    }
    shares
}

fn spread(classes: &[usize], pixels: &[u8]) -> f64 {
    let (mut sum, mut n_pairs) = (0.0, 0u32);
    for class in 0..N_CLASSES {
        let images: Vec<&[u8]> = (classes.iter().zip(pixels.chunks_exact(N_PIXELS)))
            .filter(|(of_image, _)| **of_image == class)
            .map(|(_, image)| image)
            .take(MOST_COMPARED)
            .collect();
        for (i, a) in images.iter().enumerate() {
            for b in &images[..i] {
                sum += distance(a, b);
                n_pairs += 1;
            }
        }
    }
    sum / f64::from(n_pairs.max(1))
}

fn distance(a: &[u8], b: &[u8]) -> f64 {
    let square = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b)).pow(2);
    let squares: u32 = a.iter().zip(b).map(square).sum();
    f64::from(squares).sqrt() / 255.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Images of one grey, each surely of the class that is given with it.
    fn judged(images: &[(usize, u8)]) -> Quality {
        let mut probabilities = vec![0.0; N_CLASSES * images.len()];
        for (i, (class, _)) in images.iter().enumerate() {
            probabilities[i * N_CLASSES + class] = 1.0;
        }
        let pixels: Vec<u8> = (images.iter())
            .flat_map(|(_, grey)| [*grey; N_PIXELS])
            .collect();
        Quality::from_probabilities(&probabilities, &pixels)
    }

    #[test]
    fn one_image_again_and_again_is_neither_varied_nor_readable() {
        let real: Vec<(usize, u8)> = (0..20).map(|i| (i % 10, 255 * (i / 10) as u8)).collect();
        let real = judged(&real);
        assert_eq!((real.n_covered(), real.spread), (10, 28.0));
        assert!((real.score - 10.0).abs() < 1e-6 && real.is_readable(&real));
        let repeated: Vec<(usize, u8)> = (0..20).map(|i| (i % 10, 7)).collect();
        assert_eq!(judged(&repeated).spread, 0.0);
        assert!(!judged(&repeated).is_readable(&real));
        let of_three: Vec<(usize, u8)> = (0..20).map(|i| (i % 3, 255 * (i / 10) as u8)).collect();
        assert_eq!(judged(&of_three).n_covered(), 3);
        assert!(!judged(&of_three).is_readable(&real));
    }
}
