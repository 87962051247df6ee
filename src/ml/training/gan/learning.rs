//! What each net learns from a batch.

use candle_core::{Result, Tensor};

use super::{DiscriminatorReport, GeneratorLoss};
use crate::ml::models::Discriminator;
use crate::ml::ops::logistic::binary_cross_entropy_and_slopes;
use crate::ml::ops::tape::{Gradients, Tape};

/// What the discriminator is to say of a real image: not to be all too sure (Salimans et al. 2016,
/// section 3.4, one-sided label smoothing).
pub const REAL_LABEL: f32 = 0.9;

/// What the discriminator says of a batch, and what it learns from it.
pub struct Verdict {
    /// (n, 1) each.
    pub real_logits: Tensor,
    pub generated_logits: Tensor,
    /// In nats.
    pub loss: f32,
    pub gradients: Gradients,
}

impl Verdict {
    /// On `real` images and `generated` ones, (n, 784) each.
    ///
    /// # Errors
    /// Where they do not fit.
    pub fn of(discriminator: &Discriminator, real: &Tensor, generated: &Tensor) -> Result<Self> {
        let mut gradients = Gradients::default();
        let mut learn = |images: &Tensor, label: f32| -> Result<(Tensor, f32)> {
            let mut tape = Tape::on();
            let logits = discriminator.forward_on(&mut tape, images)?;
            let (loss, slopes) = binary_cross_entropy_and_slopes(&logits, label)?;
            tape.backward(slopes, &mut gradients)?;
            Ok((logits, loss))
        };
        let (real_logits, of_real) = learn(real, REAL_LABEL)?;
        // No gradient goes on to the generator.
        let (generated_logits, of_generated) = learn(&generated.detach(), 0.0)?;
        Ok(Self {
            real_logits,
            generated_logits,
            loss: of_real + of_generated,
            gradients,
        })
    }

    /// What is told of it.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn report(&self) -> Result<DiscriminatorReport> {
        Ok(DiscriminatorReport {
            loss: self.loss,
            real_logits: self.real_logits.flatten_all()?.to_vec1()?,
            generated_logits: self.generated_logits.flatten_all()?.to_vec1()?,
        })
    }
}

/// Images, (n, 784), and the way back from them to the generator's weights.
#[derive(Debug)]
pub struct Generated {
    pub pixels: Tensor,
    pub tape: Tape,
}

/// What the generator learns from its images.
pub struct Lesson {
    /// (n, 1).
    pub logits: Tensor,
    /// In nats.
    pub loss: f32,
    /// The loss by each pixel, (n, 784).
    pub by_pixels: Tensor,
    pub gradients: Gradients,
}

impl Generated {
    /// Of `discriminator`'s verdict on them.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn lesson(&self, discriminator: &Discriminator, loss: GeneratorLoss) -> Result<Lesson> {
        let mut tape = Tape::on();
        let logits = discriminator.frozen().forward_on(&mut tape, &self.pixels)?;
        let (loss, slopes) = generator_loss(&logits, loss)?;
        let mut gradients = Gradients::default();
        let Some(by_pixels) = tape.backward(slopes, &mut gradients)? else {
            candle_core::bail!("no gradient reaches the pixels")
        };
        self.tape.backward(by_pixels.clone(), &mut gradients)?;
        Ok(Lesson {
            logits,
            loss,
            by_pixels,
            gradients,
        })
    }
}

/// The loss of the generator whose images have these `logits`, in nats, and its gradient by them.
///
/// # Errors
/// Where there are no logits.
pub fn generator_loss(logits: &Tensor, loss: GeneratorLoss) -> Result<(f32, Tensor)> {
    match loss {
        GeneratorLoss::NonSaturating => binary_cross_entropy_and_slopes(logits, 1.0),
        GeneratorLoss::Minimax => {
            let (loss, slopes) = binary_cross_entropy_and_slopes(logits, 0.0)?;
            Ok((-loss, slopes.neg()?))
        }
    }
}
