//! A GAN in training, one half step at a time.
//!
//! Everything is a function of the seed, the first weights and the settings of each round, so the
//! same seed with the same settings is the same run.

mod player;
mod settings;
mod slopes;
mod stage;
mod weights;

use candle_core::{Device, Result, Tensor};

pub use self::player::Player;
pub use self::settings::{GeneratorLoss, MOST_IMAGES, MOST_STEPS, Settings, Turn};
pub use self::slopes::Slopes;
pub use self::stage::{LayerMove, StagedStep};
pub use self::weights::pair_spec;

use self::player::Snapshot;
use crate::ml::dataset::{Images, Order};
use crate::ml::layers::Use;
use crate::ml::models::gan::{Config, signed_pixels};
use crate::ml::models::{Discriminator, Generator};
use crate::ml::ops::logistic::binary_cross_entropy;
use crate::ml::rng::{Draws, Purpose};

/// What the discriminator is to say of a real image: not to be all too sure (Salimans et al. 2016,
/// section 3.4, one-sided label smoothing).
pub const REAL_LABEL: f32 = 0.9;

/// Rounds between two states that a run can go back to.
const KEEP_EVERY: u64 = 20;

/// A run under way.
#[derive(Debug)]
pub struct GanTraining {
    config: Config,
    seed: u64,
    pub generator: Player<Generator>,
    pub discriminator: Player<Discriminator>,
    order: Order,
    counts: Counts,
    round: Option<Round>,
    /// The state to go back to, at least [`KEEP_EVERY`] rounds old where there were as many, and
    /// the one that comes after it.
    good: State,
    newer: Option<State>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    /// Rounds made.
    rounds: u64,
    /// Real images that the discriminator has seen.
    real: u64,
}

/// What a run can go back to, or another can begin at.
#[derive(Debug, Clone)]
struct State {
    counts: Counts,
    generator: Snapshot,
    discriminator: Snapshot,
}

/// A round under way.
#[derive(Debug)]
struct Round {
    turn: Turn,
    settings: Settings,
    /// What it began with: a round that is not finished was not made.
    before: State,
    discriminator_steps: u8,
    generator_steps: u8,
    /// Of the last step of the discriminator: what the generator's first one starts from.
    generated: Option<Tensor>,
    report: Report,
}

/// What a round did, each step's numbers taken before its weights moved.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Report {
    /// Of the round's last step of the discriminator, if it had any.
    pub discriminator: Option<DiscriminatorReport>,
    /// Of the round's last step of the generator.
    pub generator: Option<GeneratorReport>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct DiscriminatorReport {
    /// In nats, with [`REAL_LABEL`].
    pub loss: f32,
    /// One an image.
    pub real_logits: Vec<f32>,
    pub generated_logits: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct GeneratorReport {
    /// In nats.
    pub loss: f32,
    /// Of the images that it learnt from, by the discriminator as it is in this step.
    pub logits: Vec<f32>,
    /// The length of the gradient that reaches the weights.
    pub gradient_norm: f64,
}

/// What half a step brought.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The round goes on.
    Working,
    /// The round is made.
    Made(Report),
    /// A loss, a gradient or a weight is no number: the run is again where it was after `kept`
    /// rounds.
    Diverged { n_rounds: u64, kept: u64 },
}

impl GanTraining {
    /// Nets that nothing has been taught, for `n_images` to learn from.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(config: &Config, seed: u64, n_images: usize) -> Result<Self> {
        let (generator, discriminator) = (
            Player::new(config, seed)?,
            // Two nets, two sets of draws.
            Player::new(config, !seed)?,
        );
        let good = State {
            counts: Counts::default(),
            generator: generator.snapshot()?,
            discriminator: discriminator.snapshot()?,
        };
        Ok(Self {
            config: config.clone(),
            seed,
            generator,
            discriminator,
            order: Order::new(seed, n_images),
            counts: Counts::default(),
            round: None,
            good,
            newer: None,
        })
    }

    /// A run of its own that begins where this one is, to the bit, without the round under way.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn fork(&self) -> Result<Self> {
        let mut fork = Self {
            config: self.config.clone(),
            seed: self.seed,
            generator: self.generator.copy(&self.config)?,
            discriminator: self.discriminator.copy(&self.config)?,
            order: self.order.clone(),
            counts: self.counts,
            round: None,
            good: match &self.round {
                Some(round) => round.before.clone(),
                None => self.state()?,
            },
            newer: None,
        };
        fork.go_back_to_good()?;
        Ok(fork)
    }

    pub const fn config(&self) -> &Config {
        &self.config
    }

    pub const fn seed(&self) -> u64 {
        self.seed
    }

    /// Rounds made.
    pub const fn n_rounds(&self) -> u64 {
        self.counts.rounds
    }

    /// The next step of either net; with a round's last one its report. A round that was begun
    /// otherwise is given up.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn go_on(&mut self, images: &Images, turn: Turn, settings: &Settings) -> Result<Outcome> {
        let mut round = match self.round.take() {
            Some(round) if round.turn == turn && round.settings == *settings => round,
            other => {
                self.give_up(other)?;
                if !self.keep()? {
                    return self.go_back();
                }
                Round {
                    turn,
                    settings: *settings,
                    before: self.state()?,
                    discriminator_steps: 0,
                    generator_steps: 0,
                    generated: None,
                    report: Report::default(),
                }
            }
        };
        let steps = settings.steps(turn);
        let is_well = match round.discriminator_steps < steps.0 {
            true => self.discriminator_step(images, &mut round)?,
            false => self.generator_step(&mut round)?,
        };
        if !is_well {
            return self.go_back();
        }
        if round.discriminator_steps < steps.0 || round.generator_steps < steps.1 {
            self.round = Some(round);
            return Ok(Outcome::Working);
        }
        self.counts.rounds += 1;
        Ok(Outcome::Made(round.report))
    }

    /// Gives up a round that is not finished: the run is where it was before it.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn abandon(&mut self) -> Result<()> {
        let round = self.round.take();
        self.give_up(round)
    }

    fn give_up(&mut self, round: Option<Round>) -> Result<()> {
        match round {
            Some(round) => self.be_at(&round.before),
            None => Ok(()),
        }
    }

    fn discriminator_step(&mut self, images: &Images, round: &mut Round) -> Result<bool> {
        let n = round.settings.n_images();
        let real = self.real(images, n)?;
        let generated =
            (self.generator.model).forward(&self.noise(round.n_steps(), n)?, Use::Training)?;
        let verdict = Verdict::of(&self.discriminator.model, &real, &generated)?;
        round.report.discriminator = Some(DiscriminatorReport {
            loss: verdict.loss.to_scalar()?,
            real_logits: verdict.real_logits.flatten_all()?.to_vec1()?,
            generated_logits: verdict.generated_logits.flatten_all()?.to_vec1()?,
        });
        round.discriminator_steps += 1;
        let is_last = round.discriminator_steps == round.settings.steps(round.turn).0;
        round.generated = is_last.then_some(generated);
        self.counts.real += n as u64;
        let gradients = verdict.loss.backward()?;
        let rate = round.settings.discriminator_rate;
        Ok(self.discriminator.apply(&gradients, rate)?.is_some())
    }

    fn generator_step(&mut self, round: &mut Round) -> Result<bool> {
        let generated = match round.generated.take() {
            Some(generated) => generated,
            None => {
                let noise = self.noise(round.n_steps(), round.settings.n_images())?;
                self.generator.model.forward(&noise, Use::Training)?
            }
        };
        let logits = self.discriminator.model.frozen().forward(&generated)?;
        let loss = generator_loss(&logits, round.settings.loss)?;
        round.generator_steps += 1;
        let gradients = loss.backward()?;
        let norm = self
            .generator
            .apply(&gradients, round.settings.generator_rate)?;
        round.report.generator = Some(GeneratorReport {
            loss: loss.to_scalar()?,
            logits: logits.flatten_all()?.to_vec1()?,
            gradient_norm: norm.unwrap_or(f64::NAN),
        });
        Ok(norm.is_some())
    }

    /// The next `n` real images, (n, 784).
    fn real(&mut self, images: &Images, n: usize) -> Result<Tensor> {
        signed_pixels(&images.gather(&self.order.at(self.counts.real, n)))
    }

    /// The noise of a round's step, (n, n_latent). The first images of a larger batch are those
    /// of a smaller one.
    fn noise(&self, step: u8, n: usize) -> Result<Tensor> {
        let n_latent = self.config.n_latent;
        let at = self.counts.rounds * 2 * u64::from(MOST_STEPS) + u64::from(step);
        let first = at * (MOST_IMAGES * n_latent) as u64;
        let draws = Draws::new(self.seed, Purpose::Latent);
        Tensor::from_vec(
            draws.normals(first, n * n_latent),
            (n, n_latent),
            &Device::Cpu,
        )
    }

    fn state(&self) -> Result<State> {
        Ok(State {
            counts: self.counts,
            generator: self.generator.snapshot()?,
            discriminator: self.discriminator.snapshot()?,
        })
    }

    /// Keeps the state where one is due; whether it is worth keeping.
    fn keep(&mut self) -> Result<bool> {
        // A round that is begun again finds its state kept.
        let is_kept = (self.newer.as_ref()).is_some_and(|state| state.counts == self.counts);
        if is_kept || !self.counts.rounds.is_multiple_of(KEEP_EVERY) {
            return Ok(true);
        }
        if !(self.generator.is_finite()? && self.discriminator.is_finite()?) {
            return Ok(false);
        }
        let state = self.state()?;
        if let Some(older) = self.newer.replace(state) {
            self.good = older;
        }
        Ok(true)
    }

    fn go_back(&mut self) -> Result<Outcome> {
        let n_rounds = self.counts.rounds;
        self.go_back_to_good()?;
        Ok(Outcome::Diverged {
            n_rounds,
            kept: self.counts.rounds,
        })
    }

    fn go_back_to_good(&mut self) -> Result<()> {
        self.newer = None;
        self.round = None;
        let good = self.good.clone();
        self.be_at(&good)
    }

    fn be_at(&mut self, state: &State) -> Result<()> {
        self.counts = state.counts;
        self.generator.restore(&state.generator)?;
        self.discriminator.restore(&state.discriminator)
    }
}

impl Round {
    /// Steps made of it.
    const fn n_steps(&self) -> u8 {
        self.discriminator_steps + self.generator_steps
    }
}

/// What the discriminator says of a batch, and the loss that it goes down.
struct Verdict {
    /// (n, 1) each.
    real_logits: Tensor,
    generated_logits: Tensor,
    loss: Tensor,
}

impl Verdict {
    fn of(discriminator: &Discriminator, real: &Tensor, generated: &Tensor) -> Result<Self> {
        let n = real.dims()[0];
        let real_logits = discriminator.forward(real)?;
        let generated_logits = discriminator.forward(&generated.detach())?;
        let loss = (binary_cross_entropy(&real_logits, &labels(n, REAL_LABEL)?)?
            + binary_cross_entropy(&generated_logits, &labels(n, 0.0)?)?)?;
        Ok(Self {
            real_logits,
            generated_logits,
            loss,
        })
    }
}

/// The loss of the generator whose images have these `logits` (n, 1), in nats.
///
/// # Errors
/// Where candle fails.
pub fn generator_loss(logits: &Tensor, loss: GeneratorLoss) -> Result<Tensor> {
    let n = logits.dims()[0];
    match loss {
        GeneratorLoss::Minimax => binary_cross_entropy(logits, &labels(n, 0.0)?)?.neg(),
        GeneratorLoss::NonSaturating => binary_cross_entropy(logits, &labels(n, 1.0)?),
    }
}

fn labels(n: usize, value: f32) -> Result<Tensor> {
    Tensor::full(value, (n, 1), &Device::Cpu)
}
