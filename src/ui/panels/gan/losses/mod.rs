//! The two losses of the generator: what they ask of it, and what becomes of it under each.

#[cfg(feature = "ui")]
mod chart;
mod duel;
#[cfg(feature = "ui")]
mod duel_view;
mod slopes;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use duel::{Duel, Phase, Side};
pub use slopes::Slopes;
pub use state::Losses;

#[cfg(feature = "ui")]
pub use view::{inspector, notes, stage};

/// Steps that each side of a duel makes.
pub const DUEL_STEPS: u32 = 100;
