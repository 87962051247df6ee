//! One step of both nets from within.

use candle_core::{Result, Tensor};

use crate::ml::dataset::Images;
use crate::ml::models::gan::greys;
use crate::ml::training::gan::{self as training, GanTraining, Settings};
use crate::protocol::{GanEvent, LayerMove, N_STAGED, Staged};

/// The next step of `run`, which stays where it is.
///
/// # Errors
/// Where candle fails, or the step diverges.
pub fn staged(run: &GanTraining, images: &Images, settings: &Settings) -> Result<GanEvent> {
    let step = run.staged(images, settings)?;
    let few = |tensor: &Tensor| tensor.narrow(0, 0, N_STAGED.min(tensor.dims()[0]));
    let numbers = |tensor: &Tensor| few(tensor)?.flatten_all()?.to_vec1::<f32>();
    let pixels = |tensor: &Tensor| greys(&few(tensor)?);
    Ok(GanEvent::Staged(Box::new(Staged {
        n_steps: run.n_rounds() as u32,
        noise: numbers(&step.noise)?,
        generated: pixels(&step.generated)?,
        real: pixels(&step.real)?,
        real_logits: first(&step.real_logits),
        generated_logits: first(&step.generated_logits),
        discriminator_loss: step.discriminator_loss,
        discriminator_layers: step.discriminator_layers.into_iter().map(layer).collect(),
        moved_logits: first(&step.moved_logits),
        generator_loss: step.generator_loss,
        pixel_gradient: numbers(&step.pixel_gradient)?,
        generator_layers: step.generator_layers.into_iter().map(layer).collect(),
        regenerated: pixels(&step.regenerated)?,
        digest: step.digest,
    })))
}

fn first(logits: &[f32]) -> Vec<f32> {
    logits.iter().copied().take(N_STAGED).collect()
}

fn layer(layer: training::LayerMove) -> LayerMove {
    LayerMove {
        tensor: layer.tensor,
        n_weights: layer.n_weights as u32,
        weights: layer.weights,
        gradient: layer.gradient,
        change: layer.change,
    }
}
