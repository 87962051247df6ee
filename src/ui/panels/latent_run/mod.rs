//! A run of an autoencoder or a VAE that is trained while the visitor watches: what the two panels
//! of training share. A pure [`Run`], the [`State`] around it, and small views of it.

mod hearing;
mod history;
mod in_words;
mod plan;
mod run;
mod schedule;
mod state;
mod stops;
#[cfg(feature = "ui")]
mod view;

pub use history::History;
pub use plan::{Link, Plan};
pub use run::{Diverged, Run, Sketches};
pub use schedule::Schedule;
pub use state::{State, Subject};
pub use stops::{BETAS, RATES, Stops};
#[cfg(feature = "ui")]
pub use view::{
    Progress, RunControls, RunPanel, Samples, ScaleChoice, SketchStage, StopSlider, run_data, spans,
};

use crate::protocol::{CodeSize, LatentNet};

/// The last step that a run goes to.
pub const LAST_STEP: u32 = 10_000;

/// Digits of a step, and training digits that ship.
pub const BATCH_SIZE: u32 = 64;
pub const N_TRAINING: u32 = 10_000;

/// What learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learner {
    Autoencoder(CodeSize),
    Vae,
}

impl Learner {
    /// The net to ask for, with the KL term's weight where it has one.
    pub const fn net(self, beta: f32) -> LatentNet {
        match self {
            Self::Autoencoder(size) => LatentNet::Autoencoder(size),
            Self::Vae => LatentNet::Vae { beta },
        }
    }
}
