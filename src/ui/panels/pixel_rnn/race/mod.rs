//! Training steps of both nets, timed then and there: what recurrence costs.

mod chain;
mod figures;
mod in_words;
#[cfg(feature = "ui")]
mod lanes;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod state;
#[cfg(feature = "ui")]
mod table;
#[cfg(feature = "ui")]
mod view;

pub use figures::{Figures, Part, shortest_told};
pub use link::{Link, N_IMAGES, N_LAPS};
pub use state::{Run, State};
#[cfg(feature = "ui")]
pub use view::RacePanel;
