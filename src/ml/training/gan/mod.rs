//! A GAN in training, one half step at a time.
//!
//! Everything is a function of the seed, the first weights and the settings of each round, so the
//! same seed with the same settings is the same run.

mod learning;
mod player;
mod report;
mod sample;
mod settings;
mod slopes;
mod stage;
mod weights;

use candle_core::{Device, Result, Tensor};

pub use self::learning::{REAL_LABEL, generator_loss};
pub use self::player::Player;
pub use self::report::{DiscriminatorReport, GeneratorReport, Report};
pub use self::sample::{latents, sample};
pub use self::settings::{GeneratorLoss, MOST_IMAGES, MOST_STEPS, Settings, Turn};
pub use self::slopes::Slopes;
pub use self::stage::{LayerMove, StagedStep};
pub use self::weights::{Memory, generator_from_bytes, pair_spec};

use self::learning::{Generated, Lesson, Verdict};
use self::player::Snapshot;
use crate::ml::dataset::{Images, Order};
use crate::ml::layers::Use;
use crate::ml::models::gan::{Config, signed_pixels};
use crate::ml::models::{Discriminator, Generator};
use crate::ml::ops::tape::Tape;
use crate::ml::rng::{Draws, Purpose};

/// Images of a round that is made in one go: it takes no longer than half of a larger one, and to
/// keep the weights for the case that its second half never comes would take a part of that.
const IN_ONE_GO: usize = 64;

/// A loss of more nats than this is told as divergence: no verdict that says something of an image
/// is as sure. Rates that are far too high lead there within a few steps, but not to infinity, since
/// Adam's steps are no longer than its rate.
const MOST_LOSS: f32 = 1e4;

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
    before: Option<State>,
    discriminator_steps: u8,
    generator_steps: u8,
    /// Of the last step of the discriminator: what the generator's first one starts from.
    generated: Option<Generated>,
    report: Report,
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
            good: match self.round.as_ref().and_then(|round| round.before.clone()) {
                Some(before) => before,
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

    /// The next step of either net; with a round's last one its report. A round of few images is
    /// made in one go. A round that was begun otherwise is given up.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn go_on(&mut self, images: &Images, turn: Turn, settings: &Settings) -> Result<Outcome> {
        if settings.n_images_of(turn) > IN_ONE_GO {
            return self.half_step(images, turn, settings);
        }
        self.abandon()?;
        if !self.keep()? {
            return self.go_back();
        }
        let mut round = Round::new(turn, *settings, None);
        loop {
            if let Some(outcome) = self.step_of(&mut round, images)? {
                return Ok(outcome);
            }
        }
    }

    /// The same, one step at a time however few images there are.
    fn half_step(&mut self, images: &Images, turn: Turn, settings: &Settings) -> Result<Outcome> {
        let mut round = match self.round.take() {
            Some(round) if round.turn == turn && round.settings == *settings => round,
            other => {
                self.give_up(other)?;
                if !self.keep()? {
                    return self.go_back();
                }
                Round::new(turn, *settings, Some(self.state()?))
            }
        };
        match self.step_of(&mut round, images)? {
            Some(outcome) => Ok(outcome),
            None => {
                self.round = Some(round);
                Ok(Outcome::Working)
            }
        }
    }

    /// The next step of a round; what came of the round where it was the last.
    fn step_of(&mut self, round: &mut Round, images: &Images) -> Result<Option<Outcome>> {
        let steps = round.settings.steps(round.turn);
        let is_well = match round.discriminator_steps < steps.0 {
            true => self.discriminator_step(images, round)?,
            false => self.generator_step(round)?,
        };
        if !is_well {
            return self.go_back().map(Some);
        }
        if round.discriminator_steps < steps.0 || round.generator_steps < steps.1 {
            return Ok(None);
        }
        self.counts.rounds += 1;
        Ok(Some(Outcome::Made(std::mem::take(&mut round.report))))
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
            Some(Round {
                before: Some(before),
                ..
            }) => self.be_at(&before),
            _ => Ok(()),
        }
    }

    fn discriminator_step(&mut self, images: &Images, round: &mut Round) -> Result<bool> {
        let n = round.settings.n_images();
        let real = self.real(images, n)?;
        let generated = self.generate(round.n_steps(), n)?;
        let verdict = Verdict::of(&self.discriminator.model, &real, &generated.pixels)?;
        let report = verdict.report()?;
        let is_telling = report.loss.abs() <= MOST_LOSS;
        round.report.discriminator = Some(report);
        round.discriminator_steps += 1;
        let is_last = round.discriminator_steps == round.settings.steps(round.turn).0;
        round.generated = is_last.then_some(generated);
        self.counts.real += n as u64;
        let rate = round.settings.discriminator_rate;
        let norm = self.discriminator.apply(&verdict.gradients, rate)?;
        Ok(norm.is_some() && is_telling)
    }

    fn generator_step(&mut self, round: &mut Round) -> Result<bool> {
        let generated = match round.generated.take() {
            Some(generated) => generated,
            None => self.generate(round.n_steps(), round.settings.n_images())?,
        };
        let lesson = generated.lesson(&self.discriminator.model, round.settings.loss)?;
        round.generator_steps += 1;
        let rate = round.settings.generator_rate;
        let norm = self.generator.apply(&lesson.gradients, rate)?;
        round.report.generator = Some(GeneratorReport {
            loss: lesson.loss,
            logits: lesson.logits.flatten_all()?.to_vec1()?,
            gradient_norm: norm.unwrap_or(f64::NAN),
        });
        Ok(norm.is_some() && lesson.loss.abs() <= MOST_LOSS)
    }

    /// What the generator makes of the noise of a round's step.
    fn generate(&self, step: u8, n: usize) -> Result<Generated> {
        let mut tape = Tape::on();
        let noise = self.noise(step, n)?;
        let model = &self.generator.model;
        Ok(Generated {
            pixels: model.forward_on(&mut tape, &noise, Use::Training)?,
            tape,
        })
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
    fn new(turn: Turn, settings: Settings, before: Option<State>) -> Self {
        Self {
            turn,
            settings,
            before,
            discriminator_steps: 0,
            generator_steps: 0,
            generated: None,
            report: Report::default(),
        }
    }

    /// Steps made of it.
    const fn n_steps(&self) -> u8 {
        self.discriminator_steps + self.generator_steps
    }
}
