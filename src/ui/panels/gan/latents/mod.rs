//! Noise by hand: drawn again, on the way from one to another, and number by number.

#[cfg(feature = "ui")]
mod between;
#[cfg(feature = "ui")]
mod by_hand;
mod link;
#[cfg(feature = "ui")]
mod notes;
mod slot;
mod state;
#[cfg(feature = "ui")]
mod view;
mod way;

pub use link::{Drawn, Link, Look, N_IN_SIGHT, N_PAGES};
pub use slot::{Images, Slot};
pub use state::{Large, Latents, N_STEPS};
pub use way::{Path, between, length};
#[cfg(feature = "ui")]
pub use {
    notes::notes,
    view::{inspector, stage},
};
