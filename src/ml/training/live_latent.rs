//! An autoencoder or a VAE trained from scratch while somebody watches.

use candle_core::{Device, Result, Tensor, Var};

use super::{Optimizer, Rule};
use crate::ml::N_PIXELS;
use crate::ml::dataset::{Batches, Images, binarize, unit_pixels};
use crate::ml::models::{Autoencoder, Model, Vae, autoencoder, vae};
use crate::ml::ops::adam::Moments;
use crate::ml::ops::sum_of_squares;
use crate::ml::ops::tape::{Gradients, Tape};
use crate::ml::rng::{Draws, Purpose};
use crate::ml::weights::FreshVars;

/// Digits of a step.
pub const BATCH_SIZE: usize = 64;

/// The length to which a step's gradient is cut, of a loss by the pixel.
const MAX_GRADIENT_NORM: f64 = 1.0;

/// A gradient shorter than this moves nothing: every pixel is black or white for certain, whatever
/// the digit, and no step leads out of that.
const LEAST_GRADIENT_NORM: f64 = 1e-9;

/// Steps between two states that a run can go back to.
const KEEP_EVERY: u64 = 20;

/// Which net.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    Autoencoder(autoencoder::Config),
    Vae(vae::Config),
}

/// What may change from step to step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Adam's.
    pub learning_rate: f64,
    /// What a VAE's KL term weighs.
    pub beta: f64,
}

/// The net as it is.
#[derive(Debug)]
pub enum Net {
    Autoencoder(Autoencoder),
    Vae(Vae),
}

/// A run under way.
#[derive(Debug)]
pub struct LatentTraining {
    kind: Kind,
    seed: u64,
    net: Net,
    vars: Vec<Var>,
    optimizer: Optimizer,
    batches: Batches,
    /// The state to go back to: at least [`KEEP_EVERY`] steps old where there were as many, since
    /// what ends in divergence begins some steps before.
    good: State,
    /// The one that comes after it.
    newer: Option<State>,
}

/// All that a step changes.
#[derive(Debug)]
struct State {
    n_steps: u64,
    values: Vec<Tensor>,
    moments: Vec<Moments>,
}

/// Before the weights are moved.
struct Lesson {
    /// By the pixel.
    loss: f64,
    gradients: Gradients,
    /// What is told of it once they are.
    shown: Report,
}

/// What one step did.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    /// Taken before the weights moved.
    Made {
        /// Mean squared error of a pixel, or nats an image.
        reconstruction: f64,
        /// By axis, in nats, mean over the step's digits; empty for an autoencoder.
        kl: Vec<f32>,
    },
    /// The loss is no number or has no slope: the run is again where it was after `kept` steps.
    Diverged { n_steps: u64, kept: u64 },
}

impl LatentTraining {
    /// A net that nothing has been taught, for `n_images` to learn from.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(kind: Kind, seed: u64, n_images: usize) -> Result<Self> {
        let fresh = FreshVars::new(seed);
        let net = match &kind {
            Kind::Autoencoder(config) => {
                Net::Autoencoder(Autoencoder::new(config, fresh.builder())?)
            }
            Kind::Vae(config) => Net::Vae(Vae::new(config, fresh.builder())?),
        };
        let vars: Vec<Var> = fresh.vars().into_values().collect();
        let optimizer = Optimizer::new(vars.iter().map(|var| (var.clone(), Rule::ADAM)));
        let good = State::of(&vars, &optimizer)?;
        Ok(Self {
            kind,
            seed,
            net,
            vars,
            optimizer,
            batches: Batches::new(seed, n_images, BATCH_SIZE),
            good,
            newer: None,
        })
    }

    /// Whether this is the run of `kind` and `seed`.
    pub fn is_of(&self, kind: &Kind, seed: u64) -> bool {
        self.kind == *kind && self.seed == seed
    }

    /// Steps made.
    pub const fn n_steps(&self) -> u64 {
        self.optimizer.n_steps()
    }

    /// The net as it is.
    pub const fn net(&self) -> &Net {
        &self.net
    }

    /// One step on some of `images`; back to the last good state where it diverges.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, images: &Images, settings: Settings) -> Result<Report> {
        let at = self.n_steps();
        let grey = images.gather(self.batches.at(at));
        if grey.is_empty() {
            candle_core::bail!("live training: there are fewer than {BATCH_SIZE} images");
        }
        let Lesson {
            loss,
            gradients,
            shown,
        } = self.learn(&grey, settings)?;
        if !loss.is_finite() || !self.is_finite(at)? {
            return self.go_back();
        }
        let norm = self.optimizer.gradient_norm(&gradients)?;
        if !norm.is_finite() || norm < LEAST_GRADIENT_NORM {
            return self.go_back();
        }
        if at.is_multiple_of(KEEP_EVERY) {
            let state = State::of(&self.vars, &self.optimizer)?;
            if let Some(older) = self.newer.replace(state) {
                self.good = older;
            }
        }
        let scale = (MAX_GRADIENT_NORM / norm).min(1.0);
        self.optimizer
            .apply(&gradients, settings.learning_rate, scale)?;
        Ok(shown)
    }

    fn go_back(&mut self) -> Result<Report> {
        let n_steps = self.n_steps();
        self.newer = None;
        self.good.restore(&self.vars, &mut self.optimizer)?;
        Ok(Report::Diverged {
            n_steps,
            kept: self.n_steps(),
        })
    }

    /// What the net is to learn from `grey` digits.
    fn learn(&self, grey: &[u8], settings: Settings) -> Result<Lesson> {
        let mut tape = Tape::on();
        let mut gradients = Gradients::default();
        let (loss, shown) = match &self.net {
            Net::Autoencoder(net) => {
                let pixels = unit_pixels(grey, 255)?;
                let error = net.loss_on(&mut tape, &pixels, &pixels)?;
                tape.backward_from_loss(&error, &mut gradients)?;
                let reconstruction = f64::from(error.to_scalar::<f32>()?);
                let kl = vec![];
                (reconstruction, Report::Made { reconstruction, kl })
            }
            Net::Vae(net) => {
                let at = self.n_steps();
                let draws = Draws::new(self.seed, Purpose::Binarize);
                let pixels = unit_pixels(&binarize(grey, &draws, at * grey.len() as u64), 1)?;
                let n = pixels.dims()[0] * net.n_axes();
                let noise = Draws::new(self.seed, Purpose::Latent).normals(at * n as u64, n);
                let noise = Tensor::from_vec(noise, ((), net.n_axes()), &Device::Cpu)?;
                let terms = net.terms_on(&mut tape, &pixels, &noise)?;
                // By the pixel, as the other term is.
                let beta = settings.beta / N_PIXELS as f64;
                let by_kl = Tensor::full(beta as f32, net.n_axes(), &Device::Cpu)?;
                let by_reconstruction = Tensor::new(1f32, &Device::Cpu)?;
                let outputs = [
                    (&terms.reconstruction, by_reconstruction),
                    (&terms.kl, by_kl),
                ];
                tape.backward_from(outputs, &mut gradients)?;
                let per_pixel = f64::from(terms.reconstruction.to_scalar::<f32>()?);
                let kl: Vec<f32> = terms.kl.to_vec1()?;
                let loss = per_pixel + beta * kl.iter().map(|&kl| f64::from(kl)).sum::<f64>();
                let reconstruction = per_pixel * N_PIXELS as f64;
                (loss, Report::Made { reconstruction, kl })
            }
        };
        Ok(Lesson {
            loss,
            gradients,
            shown,
        })
    }

    /// Whether the weights are numbers, where a state is about to be kept.
    fn is_finite(&self, at: u64) -> Result<bool> {
        if !at.is_multiple_of(KEEP_EVERY) {
            return Ok(true);
        }
        for var in &self.vars {
            if !sum_of_squares(var)?.is_finite() {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

impl State {
    fn of(vars: &[Var], optimizer: &Optimizer) -> Result<Self> {
        Ok(Self {
            n_steps: optimizer.n_steps(),
            values: vars.iter().map(|var| var.copy()).collect::<Result<_>>()?,
            moments: optimizer.moments(),
        })
    }

    fn restore(&self, vars: &[Var], optimizer: &mut Optimizer) -> Result<()> {
        for (var, value) in vars.iter().zip(&self.values) {
            var.set(value)?;
        }
        optimizer.resume(self.n_steps, self.moments.clone());
        Ok(())
    }
}
