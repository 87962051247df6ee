//! What the pair makes of noise, and what is said of it.

use candle_core::{Device, Result, Tensor};

use crate::ml::layers::Use;
use crate::ml::metrics::classes::{class_shares, classifier_score, likeliest, probabilities};
use crate::ml::models::Classifier;
use crate::ml::models::classifier::N_CLASSES;
use crate::ml::models::gan::greys;
use crate::ml::ops::math::sigmoid_all;
use crate::ml::training::gan::{self, GanTraining};
use crate::protocol::{N_GAN_LATENTS, Verdict};

/// Latents made into images in one go.
pub const CHUNK: usize = 64;

/// `n` latents of `seed`, from number `first` on.
pub fn latents(seed: u64, first: usize, n: usize) -> Vec<f32> {
    gan::latents(seed, first, n, N_GAN_LATENTS)
}

/// The images of `latents`, grey, and the discriminator's logit of each.
///
/// # Errors
/// Where `latents` are not whole.
pub fn images(run: &GanTraining, latents: &[f32]) -> Result<(Vec<u8>, Vec<f32>)> {
    let shape = (latents.len() / N_GAN_LATENTS, N_GAN_LATENTS);
    let noise = Tensor::from_slice(latents, shape, &Device::Cpu)?;
    let pixels = run.generator.model.forward(&noise, Use::Sampling)?.detach();
    let logits = run.discriminator.model.frozen().forward(&pixels)?;
    Ok((greys(&pixels)?, logits.flatten_all()?.to_vec1()?))
}

/// Mean D of `logits`.
pub fn mean_probability(logits: &[f32]) -> f32 {
    let mut probabilities = logits.to_vec();
    sigmoid_all(&mut probabilities);
    probabilities.iter().sum::<f32>() / probabilities.len().max(1) as f32
}

/// The classifier's probabilities so far.
#[derive(Debug, Default)]
pub struct Opinions(Vec<f32>);

impl Opinions {
    /// Images judged.
    pub const fn len(&self) -> usize {
        self.0.len() / N_CLASSES
    }

    /// # Errors
    /// Where `pixels` are not whole images.
    pub fn add(&mut self, classifier: &Classifier, pixels: &[u8]) -> Result<()> {
        self.0.extend(probabilities(classifier, pixels)?);
        Ok(())
    }

    /// The likeliest class of each image.
    pub fn classes(&self) -> Vec<u8> {
        let images = self.0.chunks_exact(N_CLASSES);
        images.map(|of_image| likeliest(of_image) as u8).collect()
    }

    pub fn verdict(&self) -> Verdict {
        let images = self.0.chunks_exact(N_CLASSES);
        let sum: f32 = images.map(|of_image| of_image[likeliest(of_image)]).sum();
        Verdict {
            n: self.len() as u16,
            score: classifier_score(&self.0) as f32,
            shares: class_shares(&self.0).map(|p| p as f32).to_vec(),
            confidence: sum / self.len().max(1) as f32,
        }
    }
}
