//! The beginning of a digit, completed in nine ways.

mod in_words;
mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, N_COMPLETIONS};
pub use state::State;
#[cfg(feature = "ui")]
pub use view::CompletePanel;
