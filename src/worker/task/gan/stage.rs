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
        discriminator_layers: layers(step.discriminator_layers, usize::MAX),
        moved_logits: first(&step.moved_logits),
        generator_loss: step.generator_loss,
        pixel_gradient: numbers(&step.pixel_gradient)?,
        generator_layers: layers(step.generator_layers, 0),
        regenerated: pixels(&step.regenerated)?,
        digest: step.digest,
    })))
}

fn first(logits: &[f32]) -> Vec<f32> {
    logits.iter().copied().take(N_STAGED).collect()
}

/// In the order in which a net has them, the convolutional net's one linear layer at `linear`.
fn layers(mut moves: Vec<training::LayerMove>, linear: usize) -> Vec<LayerMove> {
    moves.sort_by_key(|of| depth(&of.tensor, linear));
    moves.into_iter().map(layer).collect()
}

/// How deep in its net a tensor is: `kind.number.name`, of which a layer that changes the size has
/// its normalisation before or after it.
fn depth(tensor: &str, linear: usize) -> usize {
    let mut parts = tensor.split('.');
    let kind = parts.next().unwrap_or_default();
    let number = parts.next().and_then(|number| number.parse::<usize>().ok());
    match (kind, number) {
        ("norms", Some(number)) => 3 * number + 1,
        ("enlarge", Some(number)) => 3 * number + 2,
        (_, Some(number)) => 3 * number,
        (_, None) => linear,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tensors_come_in_the_order_of_their_layers() {
        let sorted = |names: &[&str], linear: usize| {
            let mut names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
            names.sort();
            names.sort_by_key(|name| depth(name, linear));
            names.join(" ")
        };
        assert_eq!(
            sorted(
                &[
                    "enlarge.0.weight",
                    "enlarge.1.bias",
                    "linear.bias",
                    "norms.0.bias",
                    "norms.1.bias"
                ],
                0
            ),
            "linear.bias norms.0.bias enlarge.0.weight norms.1.bias enlarge.1.bias"
        );
        assert_eq!(
            sorted(
                &["linear.weight", "reduce.0.weight", "reduce.1.weight"],
                usize::MAX
            ),
            "reduce.0.weight reduce.1.weight linear.weight"
        );
        assert_eq!(
            sorted(
                &[
                    "linears.0.bias",
                    "linears.1.bias",
                    "norms.0.bias",
                    "norms.1.bias"
                ],
                0
            ),
            "linears.0.bias norms.0.bias linears.1.bias norms.1.bias"
        );
    }
}
