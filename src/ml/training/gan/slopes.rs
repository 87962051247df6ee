//! What each of the two losses would do to the generator as it is.

use candle_core::Result;

use super::{GanTraining, GeneratorLoss, Lesson, Settings};

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
        let generated = run.generate(0, settings.n_images())?;
        let lesson = |loss| generated.lesson(&run.discriminator.model, loss);
        let norm = |lesson: &Lesson| run.generator.gradient_norm(&lesson.gradients);
        let minimax = lesson(GeneratorLoss::Minimax)?;
        let non_saturating = lesson(GeneratorLoss::NonSaturating)?;
        Ok(Slopes {
            norms: [norm(&minimax)?, norm(&non_saturating)?],
            logits: minimax.logits.flatten_all()?.to_vec1()?,
        })
    }
}
