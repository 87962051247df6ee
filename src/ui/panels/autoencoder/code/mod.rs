//! The code that an image becomes, and the image that the code becomes.

mod link;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use link::Link;
pub use state::State;
#[cfg(feature = "ui")]
pub use view::CodePanel;
