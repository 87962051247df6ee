//! How much a code that was learned without labels is worth where labels are few: the same
//! classifier on an autoencoder's codes and on raw pixels, and a small network trained from
//! scratch, all on the same few labelled images (after Kingma et al. 2014, "Semi-supervised
//! learning with deep generative models", model M1).
//!
//! Every choice of a setting is made by cross-validation on the labelled images alone, as whoever
//! has no more labels than these would have to (Oliver et al. 2018, "Realistic evaluation of deep
//! semi-supervised learning algorithms", section 4.6). A [`Trial`] is one draw of labels, done in
//! steps of a few milliseconds; [`summary`] is what many draws say together.

mod draw;
mod kernel;
mod kernel_choice;
mod kernel_ridge;
mod scratch;
mod solve;
pub mod summary;
mod trial;
mod validation;

use std::ops::Range;

use thiserror::Error;

pub use draw::draw;
pub use kernel_choice::KernelSettings;
pub use kernel_ridge::KernelRidge;
pub use scratch::{Scratch, ScratchSettings};
pub use trial::{Labelled, MethodOutcome, Outcome, Progress, Test, Trial};

use super::metrics::classes::likeliest;
use super::models::classifier::N_CLASSES;

/// The numbers of labels that are tried.
pub const LABEL_COUNTS: [usize; 6] = [10, 30, 100, 300, 1_000, 3_000];

/// Labelled images that settings are chosen on, at most: with more labels the choice is easy, and
/// its cost grows with the cube of their number.
pub const MOST_VALIDATED: usize = 300;

/// Why there can be no trial.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum FewLabelsError {
    #[error("{n_labels} labels are not the same number, at least one, of each class")]
    Unbalanced { n_labels: usize },
    #[error("class {class} has {n_images} images, and {n_wanted} are wanted")]
    TooFew {
        class: u8,
        n_images: usize,
        n_wanted: usize,
    },
    #[error("{label} is no class")]
    NoClass { label: u8 },
    #[error("{n_values} numbers, or {n_labels} labels, do not fit {n_dims} numbers an image")]
    Shape {
        n_values: usize,
        n_dims: usize,
        n_labels: usize,
    },
    #[error("a number of an image is not finite")]
    NotFinite,
}

/// What is known of some images: `n_dims` numbers of each, one image after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    pub values: Vec<f32>,
    /// Numbers of one image.
    pub n_dims: usize,
}

impl Features {
    /// Images.
    pub fn len(&self) -> usize {
        self.values.len() / self.n_dims.max(1)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The numbers of the images of `range`.
    fn rows(&self, range: Range<usize>) -> &[f32] {
        &self.values[range.start * self.n_dims..range.end * self.n_dims]
    }

    /// The images of `order`.
    fn gather(&self, order: &[u32]) -> Self {
        let rows = order.iter().map(|&i| self.rows(i as usize..i as usize + 1));
        Self {
            values: rows.flatten().copied().collect(),
            n_dims: self.n_dims,
        }
    }

    /// The standard deviation of each of an image's numbers over the images: (n_dims). One that
    /// never varies has 1, so that it can be divided by.
    pub fn deviations(&self) -> Vec<f32> {
        let n = self.len().max(1) as f64;
        let deviation = |dim: usize| {
            let values = || self.values[dim..].iter().step_by(self.n_dims);
            let mean = values().map(|&x| f64::from(x)).sum::<f64>() / n;
            let squares = values().map(|&x| (f64::from(x) - mean).powi(2));
            (squares.sum::<f64>() / n).sqrt() as f32
        };
        let floor = |deviation: f32| if deviation > 0.0 { deviation } else { 1.0 };
        (0..self.n_dims).map(deviation).map(floor).collect()
    }

    /// Each of an image's numbers divided by that of `scales` (n_dims).
    pub fn divided_by(&self, scales: &[f32]) -> Self {
        let values = self.values.iter().zip(scales.iter().cycle());
        Self {
            values: values.map(|(x, scale)| x / scale).collect(),
            n_dims: self.n_dims,
        }
    }

    /// Whether these are whole images of finite numbers, one at least, as many each as those of
    /// `other`.
    fn check_like(&self, other: &Self) -> Result<(), FewLabelsError> {
        self.check(self.len())?;
        match self.n_dims == other.n_dims && !self.is_empty() {
            true => Ok(()),
            false => Err(FewLabelsError::Shape {
                n_values: self.values.len(),
                n_dims: other.n_dims,
                n_labels: self.len(),
            }),
        }
    }

    /// Whether these are whole images of finite numbers, as many as `n_labels`.
    fn check(&self, n_labels: usize) -> Result<(), FewLabelsError> {
        if self.n_dims == 0 || self.values.len() != n_labels * self.n_dims {
            return Err(FewLabelsError::Shape {
                n_values: self.values.len(),
                n_dims: self.n_dims,
                n_labels,
            });
        }
        match self.values.iter().all(|x| x.is_finite()) {
            true => Ok(()),
            false => Err(FewLabelsError::NotFinite),
        }
    }
}

/// What was chosen for a method, and how well it did where it was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice<S> {
    pub settings: S,
    /// Share of left-out labels that were told right; None where there were too few labels to
    /// choose by, and the settings are those that are right for most draws.
    pub validated: Option<f64>,
}

/// The class of the largest score in each row of `scores` (n, 10); the first among equals.
fn classes(scores: &[f32]) -> Vec<u8> {
    let rows = scores.chunks_exact(N_CLASSES);
    rows.map(|row| likeliest(row) as u8).collect()
}

/// What an exponential costs, in multiplications with an addition of a matrix product.
const EXP_COST: f64 = 30.0;

/// Arithmetic of one step, in multiplications with an addition: a few milliseconds.
const STEP_COST: f64 = 16e6;
