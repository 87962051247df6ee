//! The PixelCNN panel: an image that fills pixel by pixel, each drawn from a distribution that
//! is shown with it.

#[cfg(feature = "ui")]
mod inspector;
mod link;
#[cfg(feature = "ui")]
mod notes;
#[cfg(feature = "ui")]
mod panel;
mod reading;
mod run;
mod schedule;
mod showing;
mod state;
#[cfg(feature = "ui")]
mod trouble;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, SPEEDS};
pub use reading::{Place, Reading, digest, running_mean};
pub use run::Run;
pub use schedule::Schedule;
pub use showing::Showing;
pub use state::{Loaded, State};
#[cfg(feature = "ui")]
pub use {panel::provide_pixel_cnn, view::PixelCnnPanel};
