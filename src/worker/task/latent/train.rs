//! An autoencoder or a VAE in training, and what it makes of digits meanwhile.

use candle_core::{Device, Result, Tensor};

use crate::ml::dataset::{binarize, unit_pixels};
use crate::ml::models::vae;
use crate::ml::ops::math::sigmoid;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::training::live_latent::{Kind, LatentTraining, Net, Report, Settings};
use crate::protocol::{
    Event, ImageSet, LatentNet, N_LATENT_SKETCHES, N_LIVE_AXES, RequestProblem, TrainLatentRequest,
};
use crate::worker::models::{autoencoder_config, greys};
use crate::worker::store::Store;
use crate::worker::task::{Progress, Task};

/// What is drawn of digits and latents is the same in every run.
const SKETCH_SEED: u64 = 1;

/// Widths of the hidden layers of the VAE that is trained live.
const HIDDEN: [usize; 2] = [96, 96];

/// A run on its way to a step.
#[derive(Debug)]
pub struct LatentRun {
    request: TrainLatentRequest,
    is_sketch_due: bool,
}

/// A run to step `until`, which may be 0: then the net shows what it makes of digits as it is.
///
/// # Errors
/// Where a number is not what it may be.
pub fn train_latent(request: TrainLatentRequest) -> std::result::Result<Task, RequestProblem> {
    if request.draw_every == 0 {
        return Err(RequestProblem::Steps {
            until: request.until,
            draw_every: request.draw_every,
        });
    }
    let beta = match request.net {
        LatentNet::Vae { beta } => beta,
        LatentNet::Autoencoder(_) => 0.0,
    };
    for (given, is_fit) in [
        (request.learning_rate, request.learning_rate > 0.0),
        (beta, beta >= 0.0),
    ] {
        if !is_fit || !given.is_finite() {
            return Err(RequestProblem::Rate { given });
        }
    }
    Ok(Task::TrainLatent(LatentRun {
        request,
        is_sketch_due: true,
    }))
}

impl LatentRun {
    /// One step, or one look.
    ///
    /// # Errors
    /// Where candle fails: then the run is given up, and begins again when it is asked for again.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let run = store.latent_training.take();
        let (progress, run) = self.go_on(run, store)?;
        store.latent_training = run;
        Ok(progress)
    }

    fn go_on(
        &mut self,
        run: Option<LatentTraining>,
        store: &Store,
    ) -> Result<(Progress, Option<LatentTraining>)> {
        let (Some(training), Some(test)) = (
            store.images(ImageSet::TrainingDigits),
            store.images(ImageSet::TestDigits),
        ) else {
            return Ok((Progress::Working, run));
        };
        let (seed, until) = (self.request.seed, u64::from(self.request.until));
        let kind = self.kind();
        let mut run = match run {
            Some(run) if run.is_of(&kind, seed) && run.n_steps() <= until => run,
            _ => LatentTraining::new(kind, seed, training.len())?,
        };
        if self.is_sketch_due {
            self.is_sketch_due = false;
            let sketch = self.sketch(&run, test.first(N_LATENT_SKETCHES))?;
            return Ok(match run.n_steps() >= until {
                true => (Progress::Finished(Some(sketch)), Some(run)),
                false => (Progress::Frame(sketch), Some(run)),
            });
        }
        if run.n_steps() >= until {
            return Ok((Progress::Finished(None), Some(run)));
        }
        let job = self.request.job;
        let progress = match run.step(training, self.settings())? {
            Report::Made { reconstruction, kl } => {
                let n_steps = run.n_steps();
                self.is_sketch_due =
                    n_steps == until || n_steps.is_multiple_of(u64::from(self.request.draw_every));
                Progress::Frame(Event::LatentTrained {
                    job,
                    n_steps: n_steps as u32,
                    reconstruction: reconstruction as f32,
                    kl,
                })
            }
            Report::Diverged { n_steps, kept } => Progress::Finished(Some(Event::Diverged {
                job,
                n_steps: n_steps as u32,
                kept: kept as u32,
            })),
        };
        Ok((progress, Some(run)))
    }

    fn kind(&self) -> Kind {
        match self.request.net {
            LatentNet::Autoencoder(size) => Kind::Autoencoder(autoencoder_config(size)),
            LatentNet::Vae { .. } => Kind::Vae(vae::Config {
                n_axes: N_LIVE_AXES,
                hidden: HIDDEN.to_vec(),
            }),
        }
    }

    fn settings(&self) -> Settings {
        Settings {
            learning_rate: self.request.learning_rate.into(),
            beta: match self.request.net {
                LatentNet::Vae { beta } => beta.into(),
                LatentNet::Autoencoder(_) => 0.0,
            },
        }
    }

    /// What the net makes of `digits`, and of codes from a standard normal.
    fn sketch(&self, run: &LatentTraining, digits: &[u8]) -> Result<Event> {
        let n = N_LATENT_SKETCHES;
        let noise = |n_code: usize| {
            let draws = Draws::new(SKETCH_SEED, Purpose::Latent);
            Tensor::from_vec(draws.normals(0, n * n_code), (n, n_code), &Device::Cpu)
        };
        let (seen, reconstructions, samples) = match run.net() {
            Net::Autoencoder(net) => {
                let codes = net.encode(&unit_pixels(digits, 255)?)?;
                let samples = net.decode(&noise(net.n_code())?)?;
                (digits.to_vec(), net.decode(&codes)?, samples)
            }
            Net::Vae(net) => {
                let draws = Draws::new(SKETCH_SEED, Purpose::Binarize);
                let ink = binarize(digits, &draws, 0);
                let posterior = net.encode(&unit_pixels(&ink, 1)?)?;
                let samples = net.decode(&noise(net.n_axes())?)?;
                let seen = ink.iter().map(|&ink| 255 * ink).collect();
                (seen, net.decode(&posterior.mean)?, samples)
            }
        };
        Ok(Event::LatentSketched {
            job: self.request.job,
            n_steps: run.n_steps() as u32,
            digits: seen,
            reconstructions: shown(&reconstructions)?,
            samples: shown(&samples)?,
        })
    }
}

fn shown(logits: &Tensor) -> Result<Vec<u8>> {
    let logits: Vec<f32> = logits.flatten_all()?.to_vec1()?;
    Ok(greys(
        &logits.into_iter().map(sigmoid).collect::<Vec<f32>>(),
    ))
}
