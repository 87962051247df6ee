//! Adam (Kingma & Ba 2015, algorithm 1) in one pass over each parameter.

use std::cell::RefCell;

use candle_core::backprop::GradStore;
use candle_core::{CpuStorage, InplaceOp2, Layout, Result, Var, bail};

use super::f32_slice;

/// The constants of Adam that a run does not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Config {
    pub beta1: f64,
    pub beta2: f64,
    /// Added to the root of the second moment.
    pub epsilon: f64,
}

/// Running moments of one parameter's gradient, as long as the parameter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moments {
    pub first: Vec<f32>,
    pub second: Vec<f32>,
}

/// The optimiser's state over a list of parameters.
#[derive(Debug)]
pub struct Adam {
    config: Config,
    n_steps: u64,
    moments: Vec<RefCell<Moments>>,
}

impl Adam {
    /// Zero moments for each of `vars`.
    pub fn new(config: Config, vars: &[Var]) -> Self {
        let zeros = |var: &Var| Moments {
            first: vec![0.0; var.elem_count()],
            second: vec![0.0; var.elem_count()],
        };
        Self {
            config,
            n_steps: 0,
            moments: vars.iter().map(|var| RefCell::new(zeros(var))).collect(),
        }
    }

    /// Goes on from saved moments, in the order of the parameters.
    pub fn resume(config: Config, n_steps: u64, moments: Vec<Moments>) -> Self {
        Self {
            config,
            n_steps,
            moments: moments.into_iter().map(RefCell::new).collect(),
        }
    }

    pub const fn n_steps(&self) -> u64 {
        self.n_steps
    }

    /// The moments, in the order of the parameters.
    pub fn moments(&self) -> Vec<Moments> {
        self.moments.iter().map(|m| m.borrow().clone()).collect()
    }

    /// One step of every parameter that has a gradient, `gradient_scale` times it.
    ///
    /// # Errors
    /// Where a gradient does not fit its parameter.
    pub fn step(
        &mut self,
        vars: &[Var],
        gradients: &GradStore,
        learning_rate: f64,
        gradient_scale: f64,
    ) -> Result<()> {
        self.n_steps += 1;
        let unbias = |beta: f64| 1.0 - beta.powf(self.n_steps as f64);
        let second_unbias = unbias(self.config.beta2).sqrt();
        for (var, moments) in vars.iter().zip(&self.moments) {
            let Some(gradient) = gradients.get(var) else {
                continue;
            };
            let op = Step {
                beta1: self.config.beta1 as f32,
                beta2: self.config.beta2 as f32,
                rate: (learning_rate * second_unbias / unbias(self.config.beta1)) as f32,
                epsilon: (self.config.epsilon * second_unbias) as f32,
                gradient_scale: gradient_scale as f32,
                moments,
            };
            var.inplace_op2(&gradient.contiguous()?, &op)?;
        }
        Ok(())
    }
}

struct Step<'a> {
    beta1: f32,
    beta2: f32,
    rate: f32,
    epsilon: f32,
    gradient_scale: f32,
    moments: &'a RefCell<Moments>,
}

impl InplaceOp2 for Step<'_> {
    fn name(&self) -> &'static str {
        "adam"
    }

    fn cpu_fwd(
        &self,
        parameter: &mut CpuStorage,
        parameter_layout: &Layout,
        gradient: &CpuStorage,
        gradient_layout: &Layout,
    ) -> Result<()> {
        let gradient = f32_slice(gradient, gradient_layout, "adam")?;
        let (CpuStorage::F32(parameter), Some((start, end))) =
            (parameter, parameter_layout.contiguous_offsets())
        else {
            bail!("adam: a parameter is not contiguous f32")
        };
        let parameter = &mut parameter[start..end];
        let moments = &mut *self.moments.borrow_mut();
        let n = parameter.len();
        if gradient.len() != n || moments.first.len() != n || moments.second.len() != n {
            bail!("adam: a gradient or a moment does not fit its parameter of {n} numbers");
        }
        for (((p, g), m), v) in parameter
            .iter_mut()
            .zip(gradient)
            .zip(&mut moments.first)
            .zip(&mut moments.second)
        {
            let g = g * self.gradient_scale;
            *m += (1.0 - self.beta1) * (g - *m);
            *v += (1.0 - self.beta2) * (g * g - *v);
            *p -= self.rate * *m / (v.sqrt() + self.epsilon);
        }
        Ok(())
    }
}
