//! A run on its way to a step.

use super::replay::{Replay, total};
use super::samples::{Opinions, images, latents};
use crate::ml::N_PIXELS;
use crate::ml::metrics::classes::CHUNK;
use crate::ml::ops::logistic::nats;
use crate::ml::training::gan::{DiscriminatorReport, Outcome, Report};
use crate::protocol::{
    DiscriminatorStep, Failure, GanEvent, GanRun, GeneratorStep, N_GAN_SAMPLES, Stretch,
};
use crate::worker::store::Store;
use crate::worker::task::internal;

/// Real images between two frames: a wait for the screen after each small step would take longer
/// than the steps.
const IMAGES_A_FRAME: u64 = 64;

/// What is left to do.
#[derive(Debug)]
pub struct Training {
    next: Stretch,
    draw_every: u32,
    /// Steps of the run in the end.
    until: u64,
    sketch: Sketch,
}

#[derive(Debug)]
enum Sketch {
    Due,
    /// The samples and the discriminator's logits; the classifier goes through them.
    Judging {
        pixels: Vec<u8>,
        logits: Vec<f32>,
        opinions: Opinions,
    },
    Done,
}

/// What half a step brought.
#[derive(Debug)]
pub enum Shown {
    Nothing,
    /// To be heard.
    Told(GanEvent),
    /// To be seen.
    Frame(GanEvent),
    /// The last word, if any.
    End(Option<GanEvent>),
}

impl Training {
    pub fn new(run: &GanRun, next: Stretch, draw_every: u32) -> Self {
        Self {
            next,
            draw_every,
            until: total(&run.past) + u64::from(next.n_steps),
            sketch: Sketch::Due,
        }
    }

    /// Half a step of the run, or a part of its picture.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, seed: u64, run: &mut Replay, store: &Store) -> Result<Shown, Failure> {
        let n_steps = run.training.n_rounds();
        let is_there = n_steps >= self.until;
        match &mut self.sketch {
            Sketch::Due => {
                // A job that was cancelled may have left a round half made.
                run.training.abandon().map_err(internal)?;
                let noise = latents(seed, 0, N_GAN_SAMPLES);
                let (pixels, logits) = images(&run.training, &noise).map_err(internal)?;
                self.sketch = Sketch::Judging {
                    pixels,
                    logits,
                    opinions: Opinions::default(),
                };
                Ok(Shown::Nothing)
            }
            Sketch::Judging {
                pixels,
                logits,
                opinions,
            } => {
                let Some(classifier) = store.classifier.get() else {
                    return Ok(Shown::Nothing);
                };
                let from = opinions.len() * N_PIXELS;
                let to = (from + CHUNK * N_PIXELS).min(pixels.len());
                let chunk = pixels.get(from..to).unwrap_or_default();
                opinions.add(classifier, chunk).map_err(internal)?;
                if opinions.len() < N_GAN_SAMPLES {
                    return Ok(Shown::Nothing);
                }
                let sketched = GanEvent::Sketched {
                    n_steps: n_steps as u32,
                    pixels: std::mem::take(pixels),
                    logits: std::mem::take(logits),
                    classes: opinions.classes(),
                    verdict: opinions.verdict(),
                };
                self.sketch = Sketch::Done;
                Ok(match is_there {
                    true => Shown::End(Some(sketched)),
                    false => Shown::Frame(sketched),
                })
            }
            Sketch::Done if is_there => Ok(Shown::End(None)),
            Sketch::Done => {
                let outcome = run.go_on(self.next.turn, self.next.settings, store)?;
                Ok(match outcome {
                    None | Some(Outcome::Working) => Shown::Nothing,
                    Some(Outcome::Diverged { n_rounds, kept }) => {
                        Shown::End(Some(GanEvent::Diverged {
                            n_steps: n_rounds as u32,
                            kept: kept as u32,
                        }))
                    }
                    Some(Outcome::Made(report)) => {
                        let n_steps = run.training.n_rounds();
                        let is_last = n_steps >= self.until;
                        if is_last || n_steps.is_multiple_of(u64::from(self.draw_every)) {
                            self.sketch = Sketch::Due;
                        }
                        let event = trained(n_steps as u32, report);
                        let batch_size = u64::from(self.next.settings.batch_size);
                        let is_frame = n_steps.is_multiple_of((IMAGES_A_FRAME / batch_size).max(1));
                        match is_frame || is_last {
                            true => Shown::Frame(event),
                            false => Shown::Told(event),
                        }
                    }
                })
            }
        }
    }
}

fn trained(n_steps: u32, report: Report) -> GanEvent {
    GanEvent::Trained {
        n_steps,
        discriminator: report.discriminator.map(|step| DiscriminatorStep {
            loss: step.loss,
            value: value(&step),
            real_logits: step.real_logits,
            generated_logits: step.generated_logits,
        }),
        generator: report.generator.map(|step| GeneratorStep {
            loss: step.loss,
            logits: step.logits,
        }),
    }
}

/// `E log D(x) + E log(1 - D(G(z)))`, in nats.
fn value(step: &DiscriminatorReport) -> f32 {
    let mean = |logits: &[f32], label: f32| {
        let sum: f32 = logits.iter().map(|&logit| nats(logit, label)).sum();
        sum / logits.len().max(1) as f32
    };
    -mean(&step.real_logits, 1.0) - mean(&step.generated_logits, 0.0)
}
