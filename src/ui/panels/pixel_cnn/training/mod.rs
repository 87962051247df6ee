//! The small net that learns while the visitor watches.

mod in_words;
mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::{LAST_STEP, Link};
pub use state::{Lesson, Sketches, State};
#[cfg(feature = "ui")]
pub use view::TrainingPanel;
