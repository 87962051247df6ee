//! Muon (Jordan et al. 2024, "Muon: an optimizer for hidden layers in neural networks"): each
//! step of a matrix parameter is its momentum with all singular values made about 1.
//!
//! A gradient of a few images has few large singular values; made equal, the rare directions are
//! learned as fast as the common ones, and far fewer images are needed than with Adam.

use std::cell::RefCell;

use candle_core::{CpuStorage, InplaceOp2, Layout, Result, bail};

use super::adam::Moments;
use super::gemm::{View, add_product};
use super::{f32_slice, f32_slice_mut};

/// The constants of Muon that a run does not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Config {
    pub momentum: f64,
    /// Root mean square of a step's numbers, in learning rates.
    pub step_size: f64,
}

/// One step of a parameter, an in-place op on (parameter, gradient) of shape (n_rows, n_cols).
#[derive(Debug)]
pub struct Step<'a> {
    momentum: f32,
    rate: f32,
    gradient_scale: f32,
    moments: &'a RefCell<Moments>,
}

impl<'a> Step<'a> {
    /// A step down `gradient_scale` times the gradient; only the first moment is used.
    pub const fn new(
        config: Config,
        learning_rate: f64,
        gradient_scale: f64,
        moments: &'a RefCell<Moments>,
    ) -> Self {
        Self {
            momentum: config.momentum as f32,
            rate: (learning_rate * config.step_size) as f32,
            gradient_scale: gradient_scale as f32,
            moments,
        }
    }
}

impl InplaceOp2 for Step<'_> {
    fn name(&self) -> &'static str {
        "muon"
    }

    fn cpu_fwd(
        &self,
        parameter: &mut CpuStorage,
        parameter_layout: &Layout,
        gradient: &CpuStorage,
        gradient_layout: &Layout,
    ) -> Result<()> {
        let (n_rows, n_cols) = parameter_layout.shape().dims2()?;
        let gradient = f32_slice(gradient, gradient_layout, "muon")?;
        let parameter = f32_slice_mut(parameter, parameter_layout, "muon")?;
        let momentum = &mut self.moments.borrow_mut().first;
        let n = parameter.len();
        if gradient.len() != n || momentum.len() != n {
            bail!("muon: a gradient or a moment does not fit its parameter of {n} numbers");
        }
        // Nesterov's momentum: the gradient counts once more.
        let direction = momentum.iter_mut().zip(gradient).map(|(m, g)| {
            let g = g * self.gradient_scale;
            *m = self.momentum * *m + g;
            self.momentum * *m + g
        });
        let direction = orthogonalize(direction.collect(), n_rows, n_cols);
        // The squares of an orthogonal matrix's numbers sum to its smaller side.
        let rate = self.rate * (n_rows.max(n_cols) as f32).sqrt();
        for (p, d) in parameter.iter_mut().zip(direction) {
            *p -= rate * d;
        }
        Ok(())
    }
}

/// `u v'` of the matrix `u s v'` (n_rows, n_cols), about: singular values end between 0.7 and 1.2,
/// those below some thousandth of the largest ones lower.
pub fn orthogonalize(matrix: Vec<f32>, n_rows: usize, n_cols: usize) -> Vec<f32> {
    /// Steps of the Newton-Schulz iteration, and the coefficients of its odd polynomial, which
    /// lifts small singular values fast.
    const N_ITERATIONS: usize = 5;
    const COEFFICIENTS: [f32; 3] = [3.4445, -4.775, 2.0315];

    if n_rows > n_cols {
        // The products below are as large as the number of rows.
        let flipped = orthogonalize(transposed(&matrix, n_rows, n_cols), n_cols, n_rows);
        return transposed(&flipped, n_cols, n_rows);
    }
    let length = matrix.iter().map(|x| x * x).sum::<f32>().sqrt();
    let mut matrix: Vec<f32> = matrix.iter().map(|x| x / (length + 1e-12)).collect();
    let [a, b, c] = COEFFICIENTS;
    for _ in 0..N_ITERATIONS {
        let x = View::rows(&matrix, 0, n_cols);
        let mut gram = vec![0.0; n_rows * n_rows];
        add_product(n_rows, n_cols, n_rows, x, x.transposed(), &mut gram);
        let mut polynomial = vec![0.0; n_rows * n_rows];
        let g = View::rows(&gram, 0, n_rows);
        add_product(n_rows, n_rows, n_rows, g, g, &mut polynomial);
        for (p, g) in polynomial.iter_mut().zip(&gram) {
            *p = b * g + c * *p;
        }
        for diagonal in polynomial.iter_mut().step_by(n_rows + 1) {
            *diagonal += a;
        }
        let mut next = vec![0.0; n_rows * n_cols];
        let p = View::rows(&polynomial, 0, n_rows);
        add_product(n_rows, n_rows, n_cols, p, x, &mut next);
        matrix = next;
    }
    matrix
}

fn transposed(matrix: &[f32], n_rows: usize, n_cols: usize) -> Vec<f32> {
    (0..n_cols)
        .flat_map(|col| (0..n_rows).map(move |row| matrix[row * n_cols + col]))
        .collect()
}
