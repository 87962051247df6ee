//! The bound of an image's density, and its two terms.

mod bound;
#[cfg(feature = "ui")]
mod chart;
mod in_words;
#[cfg(feature = "ui")]
mod inspector;
mod link;
#[cfg(feature = "ui")]
mod map;
#[cfg(feature = "ui")]
mod notes;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use bound::{Bound, Estimate};
pub use link::{Link, Samples};
pub use state::{Image, State};
#[cfg(feature = "ui")]
pub use view::ElboPanel;
