//! One step of both nets, seen from within.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor, Var};

use super::{GanTraining, Outcome, Settings, Turn, Verdict};
use crate::ml::dataset::Images;
use crate::ml::layers::Use;
use crate::ml::ops::tape::{GradientOf, Gradients};

/// All that happens in a round of both nets, in order. Where a net makes several steps, it is the
/// discriminator's last and the generator's first one.
#[derive(Debug, Clone)]
pub struct StagedStep {
    /// (n, n_latent).
    pub noise: Tensor,
    /// (n, 784) in -1..1.
    pub generated: Tensor,
    pub real: Tensor,
    pub real_logits: Vec<f32>,
    pub generated_logits: Vec<f32>,
    pub discriminator_loss: f32,
    pub discriminator_layers: Vec<LayerMove>,
    /// The moved discriminator's, of the same generated images.
    pub moved_logits: Vec<f32>,
    pub generator_loss: f32,
    /// The generator's loss by each pixel of the generated images, (n, 784).
    pub pixel_gradient: Tensor,
    pub generator_layers: Vec<LayerMove>,
    /// What the moved generator makes of the same noise, (n, 784).
    pub regenerated: Tensor,
    /// Of all weights after the round.
    pub digest: u64,
}

/// What a step does to one tensor of weights; lengths of vectors.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerMove {
    pub tensor: String,
    pub n_weights: usize,
    pub weights: f32,
    pub gradient: f32,
    /// Of the weights' change.
    pub change: f32,
}

impl GanTraining {
    /// The next round of both nets. The run stays where it is: the same round made by
    /// [`Self::go_on`] leads to the same weights.
    ///
    /// # Errors
    /// Where candle fails, or the round diverges.
    pub fn staged(&self, images: &Images, settings: &Settings) -> Result<StagedStep> {
        // One run is looked into while the other makes the round as any other round is made.
        let (mut seen, mut made) = (self.fork()?, self.fork()?);
        let (n_discriminator, n_generator) = settings.steps(Turn::Both);
        for _ in 1..n_discriminator {
            seen.make(images, settings)?;
            made.make(images, settings)?;
        }
        let step = n_discriminator - 1;
        let n = settings.n_images();
        let real = seen.real(images, n)?;
        let noise = seen.noise(step, n)?;
        let generated = seen.generate(step, n)?;
        let verdict = Verdict::of(&seen.discriminator.model, &real, &generated.pixels)?;
        made.make(images, settings)?;
        let discriminator_layers = moves(
            seen.discriminator.vars(),
            &verdict.gradients,
            made.discriminator.vars(),
        )?;
        let lesson = generated.lesson(&made.discriminator.model, settings.loss)?;
        for _ in 0..n_generator {
            made.make(images, settings)?;
        }
        let generator_layers = moves(
            seen.generator.vars(),
            &lesson.gradients,
            made.generator.vars(),
        )?;
        let digest = made.digest()?;
        Ok(StagedStep {
            generated: generated.pixels.detach(),
            real,
            real_logits: verdict.real_logits.flatten_all()?.to_vec1()?,
            generated_logits: verdict.generated_logits.flatten_all()?.to_vec1()?,
            discriminator_loss: verdict.loss,
            discriminator_layers,
            moved_logits: lesson.logits.flatten_all()?.to_vec1()?,
            generator_loss: lesson.loss,
            pixel_gradient: lesson.by_pixels,
            generator_layers,
            regenerated: made.generator.model.forward(&noise, Use::Training)?,
            digest,
            noise,
        })
    }

    /// A step of a round of both nets.
    fn make(&mut self, images: &Images, settings: &Settings) -> Result<()> {
        match self.half_step(images, Turn::Both, settings)? {
            Outcome::Working | Outcome::Made(_) => Ok(()),
            Outcome::Diverged { n_rounds, .. } => {
                candle_core::bail!("round {n_rounds} diverges")
            }
        }
    }
}

/// What became of each parameter that has a gradient.
fn moves(
    before: &BTreeMap<String, Var>,
    gradients: &Gradients,
    after: &BTreeMap<String, Var>,
) -> Result<Vec<LayerMove>> {
    let length = |values: &Tensor| values.sqr()?.sum_all()?.to_scalar::<f32>().map(f32::sqrt);
    let mut moves = Vec::new();
    for ((name, before), after) in before.iter().zip(after.values()) {
        if let Some(gradient) = gradients.gradient_of(before) {
            moves.push(LayerMove {
                tensor: name.clone(),
                n_weights: before.elem_count(),
                weights: length(before)?,
                gradient: length(gradient)?,
                change: length(&(after.as_tensor() - before.as_tensor())?)?,
            });
        }
    }
    Ok(moves)
}
