//! One step of both nets in slow motion.

mod figures;
mod stages;
mod state;
#[cfg(feature = "ui")]
mod view;

pub use figures::{
    Figures, Layer, changes, discriminator_costs, farthest, generator_costs, layers, steepest,
};
pub use stages::{Flow, Place, Stage};
pub use state::{PACES, Staging, USUAL_PACE};

#[cfg(feature = "ui")]
pub use view::{inspector, notes, stage};
