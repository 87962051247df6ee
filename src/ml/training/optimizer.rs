use std::cell::RefCell;

use candle_core::{Result, Tensor, Var};

use crate::ml::ops::adam::{self, Moments};
use crate::ml::ops::tape::{GradientOf, Gradients, Tape};
use crate::ml::ops::{muon, sum_of_squares};

/// How a parameter is moved.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Rule {
    Adam(adam::Config),
    /// For the matrices between hidden layers; embeddings and last layers are Adam's.
    Muon(muon::Config),
}

#[derive(Debug)]
struct Parameter {
    var: Var,
    rule: Rule,
    moments: RefCell<Moments>,
}

impl Rule {
    pub const ADAM: Self = Self::Adam(adam::Config {
        beta1: 0.9,
        beta2: 0.99,
        epsilon: 1e-8,
    });
    pub const MUON: Self = Self::Muon(muon::Config {
        momentum: 0.95,
        step_size: 1.0,
    });
}

/// What one step did.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StepReport {
    /// The loss before the step.
    pub loss: f32,
    /// The length of the gradient, all parameters together.
    pub gradient_norm: f64,
}

/// Moves a list of parameters down a loss.
#[derive(Debug)]
pub struct Optimizer {
    parameters: Vec<Parameter>,
    n_steps: u64,
}

impl Optimizer {
    /// Moments of zero for each parameter.
    pub fn new(parameters: impl IntoIterator<Item = (Var, Rule)>) -> Self {
        let parameter = |(var, rule): (Var, Rule)| {
            let zeros = vec![0.0; var.elem_count()];
            let moments = Moments {
                second: match rule {
                    Rule::Adam(_) => zeros.clone(),
                    Rule::Muon(_) => Vec::new(),
                },
                first: zeros,
            };
            Parameter {
                var,
                rule,
                moments: RefCell::new(moments),
            }
        };
        Self {
            parameters: parameters.into_iter().map(parameter).collect(),
            n_steps: 0,
        }
    }

    /// Adam for all of `vars`.
    pub fn adam(config: adam::Config, vars: impl IntoIterator<Item = Var>) -> Self {
        Self::new(vars.into_iter().map(|var| (var, Rule::Adam(config))))
    }

    /// Goes on from saved moments, in the order of the parameters.
    pub fn resume(&mut self, n_steps: u64, moments: Vec<Moments>) {
        self.n_steps = n_steps;
        for (parameter, moments) in self.parameters.iter_mut().zip(moments) {
            parameter.moments = RefCell::new(moments);
        }
    }

    pub const fn n_steps(&self) -> u64 {
        self.n_steps
    }

    /// The moments, in the order of the parameters.
    pub fn moments(&self) -> Vec<Moments> {
        (self.parameters.iter())
            .map(|parameter| parameter.moments.borrow().clone())
            .collect()
    }

    /// One step down the gradient of `loss`, whose length is cut to `max_norm`, by candle's own
    /// backward pass: for the native trainer, since it would double the worker.
    ///
    /// # Errors
    /// Where the backward pass fails, or the loss is no number.
    pub fn step(&mut self, loss: &Tensor, learning_rate: f64, max_norm: f64) -> Result<StepReport> {
        let value = finite(loss)?;
        let gradients = loss.backward()?;
        self.descend(value, &gradients, learning_rate, max_norm)
    }

    /// The same along the tape on which the loss was made.
    ///
    /// # Errors
    /// As [`Self::step`].
    pub fn step_along(
        &mut self,
        tape: &Tape,
        loss: &Tensor,
        learning_rate: f64,
        max_norm: f64,
    ) -> Result<StepReport> {
        let value = finite(loss)?;
        let mut gradients = Gradients::default();
        tape.backward_from_loss(loss, &mut gradients)?;
        self.descend(value, &gradients, learning_rate, max_norm)
    }

    fn descend(
        &mut self,
        loss: f32,
        gradients: &impl GradientOf,
        learning_rate: f64,
        max_norm: f64,
    ) -> Result<StepReport> {
        let gradient_norm = self.gradient_norm(gradients)?;
        let scale = (max_norm / gradient_norm).min(1.0);
        self.apply(gradients, learning_rate, scale)?;
        Ok(StepReport {
            loss,
            gradient_norm,
        })
    }

    /// The length of the gradient, all parameters together.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn gradient_norm(&self, gradients: &impl GradientOf) -> Result<f64> {
        let mut sum = 0.0;
        for gradient in (self.parameters.iter()).filter_map(|p| gradients.gradient_of(&p.var)) {
            sum += sum_of_squares(&gradient.contiguous()?)?;
        }
        Ok(sum.sqrt())
    }

    /// One step down `scale` times `gradients`; a parameter without one stays.
    ///
    /// # Errors
    /// Where a gradient does not fit its parameter.
    pub fn apply(
        &mut self,
        gradients: &impl GradientOf,
        learning_rate: f64,
        scale: f64,
    ) -> Result<()> {
        self.n_steps += 1;
        for Parameter { var, rule, moments } in &self.parameters {
            let Some(gradient) = gradients.gradient_of(var) else {
                continue;
            };
            let gradient = gradient.contiguous()?;
            match *rule {
                Rule::Adam(config) => {
                    let step = adam::Step::new(config, self.n_steps, learning_rate, scale, moments);
                    var.inplace_op2(&gradient, &step)?;
                }
                Rule::Muon(config) => {
                    let step = muon::Step::new(config, learning_rate, scale, moments);
                    var.inplace_op2(&gradient, &step)?;
                }
            }
        }
        Ok(())
    }
}

fn finite(loss: &Tensor) -> Result<f32> {
    let value = loss.to_scalar::<f32>()?;
    if !value.is_finite() {
        candle_core::bail!("the loss is {value}: training has diverged");
    }
    Ok(value)
}
