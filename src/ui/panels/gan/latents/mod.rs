//! Noise by hand: drawn again, on the way from one to another, and number by number.

mod link;
mod slot;
mod state;
#[cfg(feature = "ui")]
mod view;
mod way;

pub use link::{Drawn, Link, Look, N_IN_SIGHT, N_PAGES};
pub use slot::{Images, Slot};
pub use state::{Large, Latents, N_STEPS};
#[cfg(feature = "ui")]
pub use view::{inspector, notes, stage};
pub use way::{Path, between, length};
