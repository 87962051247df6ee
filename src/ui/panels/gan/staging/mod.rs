//! One step of both nets in slow motion.

#[cfg(feature = "ui")]
mod diagram;
mod figures;
#[cfg(feature = "ui")]
mod lens;
mod stages;
mod state;
mod told;
#[cfg(feature = "ui")]
mod view;

pub use figures::{
    Figures, Layer, changes, discriminator_costs, farthest, generator_costs, layers, steepest,
};
pub use stages::{Flow, Place, Stage};
pub use state::{PACES, Staging, USUAL_PACE};
pub use told::{Told, amount, nats};

#[cfg(feature = "ui")]
pub use view::{inspector, notes, stage};
