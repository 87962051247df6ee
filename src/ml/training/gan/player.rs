//! One of the two nets with its optimiser.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor, Var};

use crate::ml::layers::BatchNorm;
use crate::ml::models::Model;
use crate::ml::models::gan::Config;
use crate::ml::ops::adam::{self, Moments};
use crate::ml::ops::tape::{GradientOf, Gradients};
use crate::ml::training::{Optimizer, Rule};
use crate::ml::weights::FreshVars;

/// No first moment: past gradients are of an opponent that has moved since (Karras et al. 2018,
/// appendix A.1, and Brock et al. 2019 have none either).
const ADAM: Rule = Rule::Adam(adam::Config {
    beta1: 0.0,
    beta2: 0.999,
    epsilon: 1e-8,
});

/// A net in training.
#[derive(Debug)]
pub struct Player<M> {
    pub model: M,
    /// Parameters and running statistics, by name.
    vars: BTreeMap<String, Var>,
    optimizer: Optimizer,
}

/// All that a step changes.
#[derive(Debug, Clone)]
pub struct Snapshot {
    values: Vec<Tensor>,
    n_steps: u64,
    moments: Vec<Moments>,
}

impl<M: Model<Config = Config>> Player<M> {
    /// Fresh weights from `seed`.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(config: &Config, seed: u64) -> Result<Self> {
        Self::of(config, &FreshVars::new(seed))
    }

    /// A net of its own with the same weights, and an optimiser without a memory.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn copy(&self, config: &Config) -> Result<Self> {
        let copy =
            |(name, var): (&String, &Var)| Ok((name.clone(), Var::from_tensor(&var.copy()?)?));
        let vars = self.vars.iter().map(copy).collect::<Result<_>>()?;
        Self::of(config, &FreshVars::holding(vars))
    }

    fn of(config: &Config, vars: &FreshVars) -> Result<Self> {
        let model = M::new(config, vars.builder())?;
        let vars = vars.vars();
        let parameters = vars
            .iter()
            .filter(|(name, _)| !BatchNorm::is_statistic(name));
        Ok(Self {
            model,
            optimizer: Optimizer::new(parameters.map(|(_, var)| (var.clone(), ADAM))),
            vars,
        })
    }

    /// Steps made.
    pub const fn n_steps(&self) -> u64 {
        self.optimizer.n_steps()
    }

    /// The optimiser's moments, by parameter.
    pub fn moments(&self) -> Vec<Moments> {
        self.optimizer.moments()
    }

    /// Goes on from saved moments.
    pub fn resume(&mut self, n_steps: u64, moments: Vec<Moments>) {
        self.optimizer.resume(n_steps, moments);
    }

    /// Parameters and running statistics, by name.
    pub const fn vars(&self) -> &BTreeMap<String, Var> {
        &self.vars
    }

    /// The length of the gradient that reaches the parameters.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn gradient_norm(&self, gradients: &impl GradientOf) -> Result<f64> {
        self.optimizer.gradient_norm(gradients)
    }

    /// Moves the parameters; the gradient's length, or none where that is no number: then nothing
    /// moves.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn apply(&mut self, gradients: &Gradients, rate: f64) -> Result<Option<f64>> {
        let norm = self.gradient_norm(gradients)?;
        if !norm.is_finite() {
            return Ok(None);
        }
        self.optimizer.apply(gradients, rate, 1.0)?;
        Ok(Some(norm))
    }

    /// Whether all weights are numbers.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn is_finite(&self) -> Result<bool> {
        for var in self.vars.values() {
            if !var.abs()?.max_all()?.to_scalar::<f32>()?.is_finite() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// # Errors
    /// Where candle fails.
    pub fn snapshot(&self) -> Result<Snapshot> {
        Ok(Snapshot {
            values: (self.vars.values())
                .map(|var| var.copy())
                .collect::<Result<_>>()?,
            n_steps: self.n_steps(),
            moments: self.optimizer.moments(),
        })
    }

    /// # Errors
    /// Where the snapshot is another net's.
    pub fn restore(&mut self, snapshot: &Snapshot) -> Result<()> {
        for (var, value) in self.vars.values().zip(&snapshot.values) {
            var.set(value)?;
        }
        self.optimizer
            .resume(snapshot.n_steps, snapshot.moments.clone());
        Ok(())
    }
}
