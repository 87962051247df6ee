//! What the charts have in common: axes, a cursor under pointer and keys, and its read-out.

mod cursor;
#[cfg(feature = "ui")]
mod frame;

pub use cursor::cursor_after_key;
#[cfg(feature = "ui")]
pub(super) use frame::{ChartFrame, percent_of};
