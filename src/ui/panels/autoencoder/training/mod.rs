//! The small autoencoder that learns while the visitor watches.

#[cfg(feature = "ui")]
mod view;

use crate::plot::BarScale;
use crate::protocol::CodeSize;
use crate::ui::address::Page;
use crate::ui::panels::latent_run::{self, Learner, Subject};

#[cfg(feature = "ui")]
pub use view::TrainingPanel;

/// The panel of an autoencoder in training.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfAutoencoder;

impl Subject for OfAutoencoder {
    const PAGE: Page = Page::new("autoencoder/training");
    const LEARNER: Learner = Learner::Autoencoder(CodeSize::Eight);
    const SCALE: BarScale = BarScale::Linear;
}

pub type State = latent_run::State<OfAutoencoder>;
pub type Link = latent_run::Link<OfAutoencoder>;
