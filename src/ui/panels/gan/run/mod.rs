//! A run of the GAN: how far it is, what made it, and what it said.

mod gallery;
mod hearing;
mod history;
mod past;
mod plan;
mod reopening;
mod settings;
mod state;

pub use gallery::Gallery;
pub use history::{Column, History, Verdicts};
pub use past::Past;
pub use plan::Plan;
pub use settings::{BATCHES, COLLAPSE, MOST_RATE, RATES, RATIOS, USUAL, ratio_text};
pub use state::{Diverged, Run, Sketch};

/// The last step that a run goes to.
pub const LAST_STEP: u32 = 100_000;

/// Stretches that an address may have.
pub const MOST_STRETCHES: usize = 200;
