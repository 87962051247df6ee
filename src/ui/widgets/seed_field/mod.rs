//! Where the visitor says which seed everything random is drawn from.

mod parse;
#[cfg(feature = "ui")]
mod view;

pub use parse::{SeedError, parse_seed};
#[cfg(feature = "ui")]
pub use view::SeedField;
