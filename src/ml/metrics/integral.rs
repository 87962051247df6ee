//! log p(x) of a VAE with two axes: the integral over its latents, by a grid.
//!
//! First a coarse grid over all of the prior that counts, then a fine one over the part that holds
//! the posterior. The integrand is smooth and vanishes at the edges, so the plain sum converges
//! faster than any power of the spacing, once the spacing is below the posterior's width.

use candle_core::{Device, Result, Tensor};

use super::vae::{log_likelihoods, log_mean_exp};
use crate::ml::models::Vae;

/// Points along a side of either grid.
pub const N_SIDE: usize = 128;

/// Half the width of the coarse grid: beyond, the prior's density is below e^-18 of its largest.
const REACH: f64 = 6.0;

/// Points whose density is below e^-25 of the largest are left out.
const NEGLIGIBLE: f64 = 25.0;

/// A square of latents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Square {
    pub middle: [f64; 2],
    pub half_width: f64,
}

/// An integral in the making: rows of grid points, one at a time.
#[derive(Debug, Clone)]
pub struct GridIntegral {
    pixels: Vec<u8>,
    square: Square,
    is_fine: bool,
    /// `log p(x, z)` at the points so far, rows downwards from the largest second axis.
    log_joint: Vec<f64>,
}

/// The result.
#[derive(Debug, Clone, PartialEq)]
pub struct Integrated {
    /// log p(x), in nats.
    pub log_likelihood: f64,
    pub square: Square,
    /// (N_SIDE, N_SIDE): `log p(x, z)`.
    pub log_joint: Vec<f64>,
}

impl GridIntegral {
    /// Of one binary image.
    pub const fn new(pixels: Vec<u8>) -> Self {
        Self {
            pixels,
            square: Square {
                middle: [0.0, 0.0],
                half_width: REACH,
            },
            is_fine: false,
            log_joint: Vec::new(),
        }
    }

    /// The next row of points; the result after the last.
    ///
    /// # Errors
    /// Where the model has not two axes.
    pub fn step(&mut self, model: &Vae) -> Result<Option<Integrated>> {
        let row = self.log_joint.len() / N_SIDE;
        let latents: Vec<[f64; 2]> = (0..N_SIDE).map(|col| self.square.point(row, col)).collect();
        let values = latents.iter().flatten().map(|&z| z as f32);
        let tensor = Tensor::from_iter(values, &Device::Cpu)?.reshape((N_SIDE, 2))?;
        let likelihoods = log_likelihoods(model, &tensor, &self.pixels)?;
        let log_prior =
            |[a, b]: [f64; 2]| -0.5 * (a * a + b * b) - libm::log(std::f64::consts::TAU);
        self.log_joint
            .extend((likelihoods.iter().zip(latents)).map(|(&l, z)| f64::from(l) + log_prior(z)));
        if row + 1 < N_SIDE {
            return Ok(None);
        }
        if !self.is_fine {
            self.is_fine = true;
            self.square = self.square.around(&self.log_joint);
            self.log_joint.clear();
            return Ok(None);
        }
        let area = (2.0 * self.square.half_width).powi(2);
        Ok(Some(Integrated {
            log_likelihood: log_mean_exp(&self.log_joint) + libm::log(area),
            square: self.square,
            log_joint: std::mem::take(&mut self.log_joint),
        }))
    }

    /// The part that is done.
    pub fn part(&self) -> f64 {
        let rows = self.log_joint.len() / N_SIDE + usize::from(self.is_fine) * N_SIDE;
        rows as f64 / (2 * N_SIDE) as f64
    }
}

impl Square {
    /// Between two neighbours of the grid, whose points are the middles of N_SIDE^2 cells.
    fn spacing(&self) -> f64 {
        2.0 * self.half_width / N_SIDE as f64
    }

    fn point(&self, row: usize, col: usize) -> [f64; 2] {
        let at = |i: usize| (i as f64 + 0.5) * self.spacing() - self.half_width;
        [self.middle[0] + at(col), self.middle[1] - at(row)]
    }

    /// The smallest square that holds the points that count, and a margin of a few cells.
    fn around(&self, log_joint: &[f64]) -> Self {
        let largest = log_joint.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let (mut least, mut most) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for (i, _) in
            (log_joint.iter().enumerate()).filter(|(_, value)| **value > largest - NEGLIGIBLE)
        {
            let point = self.point(i / N_SIDE, i % N_SIDE);
            for axis in 0..2 {
                least[axis] = least[axis].min(point[axis]);
                most[axis] = most[axis].max(point[axis]);
            }
        }
        let half = |axis: usize| 0.5 * (most[axis] - least[axis]) + 3.0 * self.spacing();
        Self {
            middle: [0, 1].map(|axis| 0.5 * (least[axis] + most[axis])),
            half_width: half(0).max(half(1)).min(self.half_width),
        }
    }
}
