//! The GAN in training: a step's time, the time until its samples are readable, how many digits
//! they cover, and what it leaves of the memory.

use candle_core::{Result, bail};

use super::Clock;
use crate::ml::dataset::Images;
use crate::ml::idx;
use crate::ml::metrics::quality::Quality;
use crate::ml::models::classifier;
use crate::ml::models::gan::Config;
use crate::ml::models::{Classifier, Model};
use crate::ml::training::gan::{GanTraining, Outcome, Settings, Turn, sample};

/// Samples that the classifier judges, and real digits beside them.
const N_JUDGED: usize = 1_000;
/// Steps between two looks at the samples.
const LOOK_EVERY: u64 = 25;

/// What a run learns from, and what judges it.
pub struct Bench {
    digits: Images,
    test: Images,
    classifier: Classifier,
    real: Quality,
}

/// Where a run stood at its last look.
pub struct Look {
    pub n_steps: u64,
    /// Milliseconds of training alone.
    pub ms: f64,
    pub quality: Quality,
    /// The first samples, grey.
    pub pixels: Vec<u8>,
}

impl Bench {
    /// Of the files that ship.
    ///
    /// # Errors
    /// Where they are not what they should be.
    pub fn new(digits: &[u8], test: &[u8], classifier: &[u8]) -> Result<Self> {
        let (Some(digits), Some(test)) = (idx::images(digits), idx::images(test)) else {
            bail!("these are no images")
        };
        let classifier = Classifier::from_weights(&classifier::Config::shipped(), classifier)?
            .map_err(candle_core::Error::wrap)?;
        Ok(Self {
            real: Quality::of(&classifier, test.first(N_JUDGED))?,
            digits,
            test,
            classifier,
        })
    }

    /// Milliseconds of each of `n` steps of both nets, after three that warm up.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step_times(&self, n: usize, batch_size: usize, clock: Clock<'_>) -> Result<Vec<f64>> {
        let settings = Settings {
            batch_size,
            ..Settings::default()
        };
        let mut run = GanTraining::new(&Config::convolutional(), 1, self.digits.len())?;
        let mut times = Vec::new();
        for _ in 0..n + 3 {
            let start = clock();
            self.step(&mut run, &settings)?;
            times.push(clock() - start);
        }
        Ok(times.split_off(3))
    }

    /// A run with the usual settings until its samples are readable, or for `most` steps.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn until_readable(&self, seed: u64, most: u64, clock: Clock<'_>) -> Result<Look> {
        let settings = Settings::default();
        let mut run = GanTraining::new(&Config::convolutional(), seed, self.digits.len())?;
        let mut ms = 0.0;
        loop {
            let start = clock();
            for _ in 0..LOOK_EVERY {
                self.step(&mut run, &settings)?;
            }
            ms += clock() - start;
            let look = self.look(&run, ms)?;
            if look.quality.is_readable(&self.real) || look.n_steps >= most {
                return Ok(look);
            }
        }
    }

    /// Where a run with `settings` stands after `n` steps.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn after(&self, settings: &Settings, seed: u64, n: u64) -> Result<Look> {
        let mut run = GanTraining::new(&Config::convolutional(), seed, self.digits.len())?;
        for _ in 0..n {
            self.step(&mut run, settings)?;
        }
        self.look(&run, 0.0)
    }

    /// What `memory` says after each number of steps of one run, rising.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn memory_after(&self, steps: &[u64], memory: &dyn Fn() -> f64) -> Result<Vec<f64>> {
        let settings = Settings {
            batch_size: 8,
            ..Settings::default()
        };
        let mut run = GanTraining::new(&Config::convolutional(), 1, self.digits.len())?;
        let mut said = Vec::new();
        for &n_steps in steps {
            while run.n_rounds() < n_steps {
                self.step(&mut run, &settings)?;
            }
            said.push(memory());
        }
        Ok(said)
    }

    /// What the test digits have.
    pub const fn real(&self) -> &Quality {
        &self.real
    }

    /// Test digits, for whoever looks at them.
    pub const fn test(&self) -> &Images {
        &self.test
    }

    fn step(&self, run: &mut GanTraining, settings: &Settings) -> Result<()> {
        loop {
            match run.go_on(&self.digits, Turn::Both, settings)? {
                Outcome::Working => (),
                Outcome::Made(_) => return Ok(()),
                Outcome::Diverged { n_rounds, .. } => bail!("step {n_rounds} diverges"),
            }
        }
    }

    fn look(&self, run: &GanTraining, ms: f64) -> Result<Look> {
        // Samples of every run are made of the same noise.
        let pixels = sample(run, 1, 0, N_JUDGED)?;
        Ok(Look {
            n_steps: run.n_rounds(),
            ms,
            quality: Quality::of(&self.classifier, &pixels)?,
            pixels,
        })
    }
}
