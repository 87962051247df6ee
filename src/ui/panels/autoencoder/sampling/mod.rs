//! Samples from nothing: codes drawn at random, decoded, and judged by a classifier.

mod findings;
mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use findings::{Findings, Standing};
pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplingPanel;
