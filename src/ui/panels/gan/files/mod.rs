//! A run as files: its pair, the pictures, the curves.

mod acts;
mod csv;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use csv::csv;
pub use state::{Download, Files, MOST_BYTES, file_name};
#[cfg(feature = "ui")]
pub use view::controls;
