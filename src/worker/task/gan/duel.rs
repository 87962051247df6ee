//! The discriminator far ahead, and what each loss makes of that.

use super::samples::{images, latents, mean_probability};
use crate::ml::dataset::Images;
use crate::ml::training::gan::{
    DiscriminatorReport, GanTraining, GeneratorLoss, GeneratorReport, Outcome, Settings, Turn,
};
use crate::protocol::{DuelSide, FAR_AHEAD, GanEvent, MOST_LEAD, N_DUEL_SAMPLES};
use candle_core::Result;

/// Steps of a duel between two pictures of its samples.
const DRAW_EVERY: u32 = 10;

/// A duel under way.
#[derive(Debug)]
pub struct Duel {
    settings: Settings,
    /// Steps that each side makes.
    n_steps: u32,
    phase: Phase,
}

#[derive(Debug)]
enum Phase {
    Beginning,
    Leading { run: Box<GanTraining>, n_steps: u32 },
    Duelling(Box<[GanTraining; 2]>, u32),
}

const LOSSES: [GeneratorLoss; 2] = [GeneratorLoss::Minimax, GeneratorLoss::NonSaturating];

impl Duel {
    pub const fn new(settings: Settings, n_steps: u32) -> Self {
        Self {
            settings,
            n_steps,
            phase: Phase::Beginning,
        }
    }

    /// The next step; whether it was the last.
    ///
    /// # Errors
    /// Where candle fails, or a step diverges.
    pub fn step(
        &mut self,
        seed: u64,
        run: &GanTraining,
        digits: &Images,
    ) -> Result<(Option<GanEvent>, bool)> {
        match &mut self.phase {
            Phase::Beginning => {
                let run = Box::new(run.fork()?);
                self.phase = Phase::Leading { run, n_steps: 0 };
                Ok((None, false))
            }
            Phase::Leading { run, n_steps } => {
                let step = discriminator_step(run, digits, &self.settings)?;
                *n_steps += 1;
                let mean = mean_probability(&step.generated_logits);
                let led = GanEvent::Led {
                    n_steps: *n_steps,
                    mean,
                };
                if mean < FAR_AHEAD || *n_steps >= MOST_LEAD {
                    let sides = Box::new([run.fork()?, run.fork()?]);
                    self.phase = Phase::Duelling(sides, 0);
                }
                Ok((Some(led), false))
            }
            Phase::Duelling(sides, n_steps) => {
                let is_drawn = n_steps.is_multiple_of(DRAW_EVERY) || *n_steps == self.n_steps;
                let mut shown = Vec::new();
                for (side, loss) in sides.iter_mut().zip(LOSSES) {
                    let settings = Settings {
                        loss,
                        ..self.settings
                    };
                    let pixels = match is_drawn {
                        true => images(side, &latents(seed, 0, N_DUEL_SAMPLES))?.0,
                        false => vec![],
                    };
                    let step = generator_step(side, digits, &settings)?;
                    shown.push(DuelSide {
                        mean: mean_probability(&step.logits),
                        gradient: step.gradient_norm as f32,
                        logits: step.logits,
                        pixels,
                    });
                }
                let made = *n_steps;
                *n_steps += 1;
                let event = (shown.try_into().ok()).map(|sides| GanEvent::Duelled {
                    n_steps: made,
                    sides,
                });
                Ok((event, made >= self.n_steps))
            }
        }
    }
}

fn discriminator_step(
    run: &mut GanTraining,
    digits: &Images,
    settings: &Settings,
) -> Result<DiscriminatorReport> {
    match run.go_on(digits, Turn::Discriminator, settings)? {
        Outcome::Made(report) => match report.discriminator {
            Some(step) => Ok(step),
            None => candle_core::bail!("a step of the discriminator without a report"),
        },
        other => candle_core::bail!("a duel's lead: {other:?}"),
    }
}

/// A step's numbers are taken before it: the first ones are those of the common beginning.
fn generator_step(
    run: &mut GanTraining,
    digits: &Images,
    settings: &Settings,
) -> Result<GeneratorReport> {
    match run.go_on(digits, Turn::Generator, settings)? {
        Outcome::Made(report) => match report.generator {
            Some(step) => Ok(step),
            None => candle_core::bail!("a step of the generator without a report"),
        },
        other => candle_core::bail!("a duel's step: {other:?}"),
    }
}
