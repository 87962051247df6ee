//! What each axis of the latent variable changes in an image.

mod in_words;
mod link;
mod mapping;
#[cfg(feature = "ui")]
mod rows;
#[cfg(feature = "ui")]
mod source;
mod state;
mod strips;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, Side};
pub use mapping::{Axis, DEAD_NATS, Mapping};
pub use state::{Origin, State};
#[cfg(feature = "ui")]
pub use view::AxesPanel;
