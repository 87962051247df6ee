//! The code that an image becomes, and the image that the code becomes.

#[cfg(feature = "ui")]
mod axes;
#[cfg(feature = "ui")]
mod flow;
mod in_words;
#[cfg(feature = "ui")]
mod inspector;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, read_size};
pub use state::State;
#[cfg(feature = "ui")]
pub use view::CodePanel;
