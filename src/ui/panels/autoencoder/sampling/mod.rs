//! Samples from nothing: codes drawn at random, decoded, and judged by a classifier.

#[cfg(feature = "ui")]
mod cards;
mod findings;
mod in_words;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use findings::Findings;
pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplingPanel;
