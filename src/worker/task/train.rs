//! The small net in training, and what it draws meanwhile.

use candle_core::Result;

use super::{Progress, Task};
use crate::ml::dataset::Images;
use crate::ml::sampling::Sampler;
use crate::ml::training::live::{LiveTraining, Report};
use crate::protocol::{Event, ImageSet, N_PIXELS, N_SKETCHES, RequestProblem, SIDE, TrainRequest};
use crate::worker::store::Store;

/// Pixels of a frame of samples: four rows.
const FRAME: usize = 4 * SIDE;

/// The temperature of the samples.
const TEMPERATURE: f32 = 1.0;

/// A run on its way to a step.
#[derive(Debug)]
pub struct Training {
    request: TrainRequest,
    sketch: Sketch,
}

/// Samples of the net as it is.
#[derive(Debug)]
enum Sketch {
    /// Wanted before anything else.
    Due,
    Drawing(Box<Sampler>),
    Done,
}

/// A run to step `until`, which may be 0: then the net draws as it is.
///
/// # Errors
/// Where samples are wanted after every zeroth step.
pub fn train(request: TrainRequest) -> std::result::Result<Task, RequestProblem> {
    if request.draw_every == 0 {
        return Err(RequestProblem::Steps {
            until: request.until,
            draw_every: request.draw_every,
        });
    }
    Ok(Task::Train(Box::new(Training {
        request,
        sketch: Sketch::Due,
    })))
}

impl Training {
    /// One image of a step, or one pixel of the samples.
    ///
    /// # Errors
    /// Where candle fails or the run diverges: then it is given up, and begins again when it is
    /// asked for again.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let run = store.training.take();
        let Some(images) = store.images(ImageSet::TrainingDigits) else {
            store.training = run;
            return Ok(Progress::Working);
        };
        let mut run = self.begun(run, images)?;
        let progress = self.go_on(&mut run, images)?;
        store.training = Some(run);
        Ok(progress)
    }

    /// The run so far, or a new one where it is another or further on.
    fn begun(&self, run: Option<LiveTraining>, images: &Images) -> Result<LiveTraining> {
        let (seed, until) = (self.request.seed, u64::from(self.request.until));
        match run {
            Some(run) if run.seed() == seed && run.n_steps() <= until => Ok(run),
            _ => LiveTraining::new(seed, images.len()),
        }
    }

    fn go_on(&mut self, run: &mut LiveTraining, images: &Images) -> Result<Progress> {
        let (seed, until) = (self.request.seed, u64::from(self.request.until));
        let n_steps = run.n_steps();
        match &mut self.sketch {
            Sketch::Due => {
                // Halfway between two looks at it, the run goes on.
                let is_due = n_steps == until || n_steps == 0;
                self.sketch = match is_due {
                    true => Sketch::drawing(run)?,
                    false => Sketch::Done,
                };
                // The job before this one may have been cancelled while the page was being told.
                Ok(match run.last() {
                    Some(report) => Progress::Frame(self.trained(n_steps, report)),
                    None => Progress::Working,
                })
            }
            Sketch::Drawing(sampler) => {
                let numbers: Vec<u32> = (0..N_SKETCHES as u32).collect();
                sampler.draw(seed, &numbers, TEMPERATURE);
                let n_pixels = sampler.pixels(0).len();
                if !n_pixels.is_multiple_of(FRAME) && n_pixels < N_PIXELS {
                    return Ok(Progress::Working);
                }
                let frame = Event::Sketched {
                    job: self.request.job,
                    n_steps: n_steps as u32,
                    pixels: (0..N_SKETCHES)
                        .map(|i| sampler.pixels(i).to_vec())
                        .collect(),
                };
                if n_pixels < N_PIXELS {
                    return Ok(Progress::Frame(frame));
                }
                self.sketch = Sketch::Done;
                Ok(match n_steps >= until {
                    true => Progress::Finished(Some(frame)),
                    false => Progress::Frame(frame),
                })
            }
            Sketch::Done if n_steps >= until => Ok(Progress::Finished(None)),
            Sketch::Done => {
                let Some(report) = run.go_on(images)? else {
                    return Ok(Progress::Working);
                };
                let n_steps = run.n_steps();
                if n_steps == until || n_steps.is_multiple_of(u64::from(self.request.draw_every)) {
                    self.sketch = Sketch::drawing(run)?;
                }
                Ok(Progress::Frame(self.trained(n_steps, &report)))
            }
        }
    }

    fn trained(&self, n_steps: u64, report: &Report) -> Event {
        Event::Trained {
            job: self.request.job,
            n_steps: n_steps as u32,
            bits_per_pixel: (report.loss / std::f64::consts::LN_2) as f32,
            digit: report.digit.clone(),
            bits: report.bits.clone(),
        }
    }
}

impl Sketch {
    fn drawing(run: &LiveTraining) -> Result<Self> {
        let sampler = Sampler::batch(run.model(), N_SKETCHES)?;
        Ok(Self::Drawing(Box::new(sampler)))
    }
}
