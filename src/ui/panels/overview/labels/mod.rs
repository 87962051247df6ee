//! What labels change: the same digits on a plane, seen with their labels and without.

#[cfg(feature = "ui")]
mod charts;
mod classifying;
mod clustering;
#[cfg(feature = "ui")]
mod controls;
#[cfg(feature = "ui")]
mod found;
#[cfg(feature = "ui")]
mod images;
mod in_words;
mod link;
#[cfg(feature = "ui")]
mod notes;
pub mod scene;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use classifying::Classifying;
pub use clustering::Clustering;
pub use link::{Link, Show};
pub use state::State;
#[cfg(feature = "ui")]
pub use view::LabelsPanel;
