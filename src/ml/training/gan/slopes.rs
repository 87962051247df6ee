//! What each of the two losses would do to the generator as it is.

use candle_core::Result;

use super::{GanTraining, GeneratorLoss, Settings, generator_loss};
use crate::ml::layers::Use;

/// Gradients of the same nets on the same images under both losses.
#[derive(Debug, Clone, PartialEq)]
pub struct Slopes {
    /// Of the images that the generator would learn from next.
    pub logits: Vec<f32>,
    /// The length of the gradient that reaches the generator's weights: of the minimax loss, and
    /// of the non-saturating one.
    pub norms: [f64; 2],
}

impl GanTraining {
    /// Nothing of the run is changed.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn slopes(&self, settings: &Settings) -> Result<Slopes> {
        let run = self.fork()?;
        let noise = run.noise(0, settings.n_images())?;
        let generated = run.generator.model.forward(&noise, Use::Training)?;
        let logits = run.discriminator.model.frozen().forward(&generated)?;
        let norm = |loss: GeneratorLoss| {
            let gradients = generator_loss(&logits, loss)?.backward()?;
            run.generator.gradient_norm(&gradients)
        };
        Ok(Slopes {
            norms: [
                norm(GeneratorLoss::Minimax)?,
                norm(GeneratorLoss::NonSaturating)?,
            ],
            logits: logits.flatten_all()?.to_vec1()?,
        })
    }
}
