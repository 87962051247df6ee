//! The small VAE that learns while the visitor watches.

#[cfg(feature = "ui")]
mod axis_bars;
#[cfg(feature = "ui")]
mod view;

use crate::plot::BarScale;
use crate::ui::address::Page;
use crate::ui::panels::latent_run::{self, Learner, Subject};

#[cfg(feature = "ui")]
pub use view::TrainingPanel;

/// The panel of a VAE in training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfVae;

impl Subject for OfVae {
    const PAGE: Page = Page::new("vae/training");
    const LEARNER: Learner = Learner::Vae;
    // The two terms are far apart, and the smaller one falls to nothing.
    const SCALE: BarScale = BarScale::Log;
}

pub type State = latent_run::State<OfVae>;
pub type Link = latent_run::Link<OfVae>;

/// An axis whose KL term is below so many nats says nothing of the digit.
pub const DEAD_BELOW: f32 = 0.01;
