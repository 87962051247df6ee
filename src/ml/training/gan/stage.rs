//! One step of both nets, seen from within.

use std::collections::BTreeMap;

use candle_core::backprop::GradStore;
use candle_core::{Result, Tensor, Var};

use super::{GanTraining, Outcome, Settings, Turn, Verdict, generator_loss};
use crate::ml::dataset::Images;
use crate::ml::layers::Use;

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
        let generated = seen.generator.model.forward(&noise, Use::Training)?;
        let verdict = Verdict::of(&seen.discriminator.model, &real, &generated)?;
        let gradients = verdict.loss.backward()?;
        made.make(images, settings)?;
        let discriminator_layers = moves(
            seen.discriminator.vars(),
            &gradients,
            made.discriminator.vars(),
        )?;

        let moved = made.discriminator.model.frozen();
        let logits = moved.forward(&generated)?;
        let loss = generator_loss(&logits, settings.loss)?;
        let gradients = loss.backward()?;
        let pixels = Var::from_tensor(&generated.detach())?;
        let by_pixels = generator_loss(&moved.forward(pixels.as_tensor())?, settings.loss)?;
        let pixel_gradient = match by_pixels.backward()?.get(&pixels) {
            Some(gradient) => gradient.clone(),
            None => candle_core::bail!("no gradient reaches the pixels"),
        };
        for _ in 0..n_generator {
            made.make(images, settings)?;
        }
        let generator_layers = moves(seen.generator.vars(), &gradients, made.generator.vars())?;
        let digest = made.digest()?;
        Ok(StagedStep {
            generated: generated.detach(),
            real,
            real_logits: verdict.real_logits.flatten_all()?.to_vec1()?,
            generated_logits: verdict.generated_logits.flatten_all()?.to_vec1()?,
            discriminator_loss: verdict.loss.to_scalar()?,
            discriminator_layers,
            moved_logits: logits.flatten_all()?.to_vec1()?,
            generator_loss: loss.to_scalar()?,
            pixel_gradient,
            generator_layers,
            regenerated: made.generator.model.forward(&noise, Use::Training)?,
            digest,
            noise,
        })
    }

    /// A step of a round of both nets.
    fn make(&mut self, images: &Images, settings: &Settings) -> Result<()> {
        match self.go_on(images, Turn::Both, settings)? {
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
    gradients: &GradStore,
    after: &BTreeMap<String, Var>,
) -> Result<Vec<LayerMove>> {
    let length = |values: &Tensor| values.sqr()?.sum_all()?.to_scalar::<f32>().map(f32::sqrt);
    let mut moves = Vec::new();
    for ((name, before), after) in before.iter().zip(after.values()) {
        if let Some(gradient) = gradients.get(before) {
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
