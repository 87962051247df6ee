//! A classifier on the code, trained on few labels.

#[cfg(feature = "ui")]
mod charts;
mod in_words;
#[cfg(feature = "ui")]
mod lanes;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod state;
mod summary;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, MOST_DRAWS, N_COUNTS};
pub use state::{Labelled, State};
pub use summary::{Interval, Summary};
#[cfg(feature = "ui")]
pub use view::FewLabelsPanel;
