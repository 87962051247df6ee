//! Images drawn by the PixelRNN, and its states over them.

mod link;
#[cfg(feature = "ui")]
mod map;
#[cfg(feature = "ui")]
mod notes;
#[cfg(feature = "ui")]
mod parts;
mod showing;
mod state;
#[cfg(feature = "ui")]
mod view;
mod watching;

pub use link::{LAST_LAYER, LAST_UNIT, Link, Looks};
pub use showing::{Map, Showing};
pub use state::State;
#[cfg(feature = "ui")]
pub use view::SamplePanel;
pub use watching::Watching;
