//! A classifier on the code, trained on few labels.

mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::FewLabelsPanel;
