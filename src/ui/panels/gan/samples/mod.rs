//! What the generator makes of the same noise as ever, and one of it more closely.

mod state;
#[cfg(feature = "ui")]
mod view;

pub use state::Samples;
#[cfg(feature = "ui")]
pub use view::{SampleInspector, SampleStage};
