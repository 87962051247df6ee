//! What the classifier says of images: their classes, and how good and how varied they are.

use candle_core::{Result, Tensor};

use crate::ml::N_PIXELS;
use crate::ml::dataset::unit_pixels;
use crate::ml::models::Classifier;
use crate::ml::models::classifier::N_CLASSES;
use crate::ml::sampling::categorical::softmax;

/// Images classified at once: their activations stay in cache.
pub const CHUNK: usize = 20;

/// p(class | image) of grey `pixels`, (n images of 784), ten numbers an image.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn probabilities(model: &Classifier, pixels: &[u8]) -> Result<Vec<f32>> {
    let mut all = Vec::with_capacity(pixels.len() / N_PIXELS * N_CLASSES);
    for chunk in pixels.chunks(CHUNK * N_PIXELS) {
        all.extend(probabilities_of(model, &unit_pixels(chunk, 255)?)?);
    }
    Ok(all)
}

fn probabilities_of(model: &Classifier, pixels: &Tensor) -> Result<Vec<f32>> {
    let logits = model.logits(&model.features(pixels)?)?;
    let logits: Vec<f32> = logits.flatten_all()?.to_vec1()?;
    Ok(logits
        .chunks_exact(N_CLASSES)
        .flat_map(|logits| softmax(logits, 1.0))
        .collect())
}

/// The part of the images whose likeliest class is their label.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn accuracy(model: &Classifier, pixels: &[u8], labels: &[u8]) -> Result<f64> {
    let probabilities = probabilities(model, pixels)?;
    let right = (probabilities.chunks_exact(N_CLASSES).zip(labels))
        .filter(|(probabilities, label)| likeliest(probabilities) == usize::from(**label));
    Ok(right.count() as f64 / labels.len().max(1) as f64)
}

/// The index of the largest number, the first of equals.
pub fn likeliest(probabilities: &[f32]) -> usize {
    let better = |best: usize, (i, p): (usize, &f32)| match *p > probabilities[best] {
        true => i,
        false => best,
    };
    probabilities.iter().enumerate().fold(0, better)
}

/// How good and how varied images are, by the classifier: `exp of the mean over images of
/// KL(p(class | image) || p(class))` (Salimans et al. 2016, "Improved techniques for training
/// GANs", with a classifier of digits for one of photographs). 1 is the worst, 10 the best.
pub fn classifier_score(probabilities: &[f32]) -> f64 {
    let marginal = class_shares(probabilities);
    let n = (probabilities.len() / N_CLASSES).max(1) as f64;
    let divergence = |p: f32, share: f64| match p > 0.0 && share > 0.0 {
        true => f64::from(p) * libm::log(f64::from(p) / share),
        false => 0.0,
    };
    let sum: f64 = probabilities
        .chunks_exact(N_CLASSES)
        .flat_map(|of_image| of_image.iter().zip(marginal))
        .map(|(&p, share)| divergence(p, share))
        .sum();
    libm::exp(sum / n)
}

/// p(class) over all images.
pub fn class_shares(probabilities: &[f32]) -> [f64; N_CLASSES] {
    let mut shares = [0.0; N_CLASSES];
    let n = (probabilities.len() / N_CLASSES).max(1) as f64;
    for of_image in probabilities.chunks_exact(N_CLASSES) {
        for (share, &p) in shares.iter_mut().zip(of_image) {
            *share += f64::from(p) / n;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_is_ten_for_sure_and_even_classes_and_one_where_all_are_alike() {
        let mut sure = vec![0.0; 100];
        for i in 0..N_CLASSES {
            sure[i * N_CLASSES + i] = 1.0;
        }
        assert!((classifier_score(&sure) - 10.0).abs() < 1e-9);
        let unsure = vec![0.1; 100];
        assert!((classifier_score(&unsure) - 1.0).abs() < 1e-6);
        let collapsed: Vec<f32> = (0..100).map(|i| f32::from(u8::from(i % 10 == 3))).collect();
        assert!((classifier_score(&collapsed) - 1.0).abs() < 1e-9);
    }
}
