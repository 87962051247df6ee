//! Adam (Kingma & Ba 2015, algorithm 1) in one pass over each parameter.

use std::cell::RefCell;

use candle_core::{CpuStorage, InplaceOp2, Layout, Result, bail};

use super::{f32_slice, f32_slice_mut};

/// The constants of Adam that a run does not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Config {
    pub beta1: f64,
    pub beta2: f64,
    /// Added to the root of the second moment.
    pub epsilon: f64,
}

/// Running means of one parameter's gradient, as long as the parameter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Moments {
    pub first: Vec<f32>,
    /// Of the gradient's square; empty where the optimiser does not use it.
    pub second: Vec<f32>,
}

/// One step of a parameter, an in-place op on (parameter, gradient) of one shape.
#[derive(Debug)]
pub struct Step<'a> {
    beta1: f32,
    beta2: f32,
    rate: f32,
    epsilon: f32,
    gradient_scale: f32,
    moments: &'a RefCell<Moments>,
}

impl<'a> Step<'a> {
    /// Step `n_steps`, counted from 1, down `gradient_scale` times the gradient.
    pub fn new(
        config: Config,
        n_steps: u64,
        learning_rate: f64,
        gradient_scale: f64,
        moments: &'a RefCell<Moments>,
    ) -> Self {
        let unbias = |beta: f64| 1.0 - beta.powf(n_steps as f64);
        let second_unbias = unbias(config.beta2).sqrt();
        Self {
            beta1: config.beta1 as f32,
            beta2: config.beta2 as f32,
            rate: (learning_rate * second_unbias / unbias(config.beta1)) as f32,
            epsilon: (config.epsilon * second_unbias) as f32,
            gradient_scale: gradient_scale as f32,
            moments,
        }
    }
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
        let parameter = f32_slice_mut(parameter, parameter_layout, "adam")?;
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
