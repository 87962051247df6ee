//! The VAE's panels.

use crate::i18n::Words;

pub mod axes;
pub mod elbo;
pub mod sampling;
pub mod training;

/// The names of the panels, for the links between them.
pub struct VaeText {
    pub tabs: &'static str,
    pub tab_axes: &'static str,
    pub tab_elbo: &'static str,
    pub tab_sampling: &'static str,
    pub tab_training: &'static str,
}

impl Words for VaeText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: VaeText = VaeText {
    tabs: "The VAE's panels",
    tab_axes: "Axes",
    tab_elbo: "ELBO",
    tab_sampling: "Sample",
    tab_training: "Train",
};

const KO: VaeText = VaeText {
    tabs: "VAE 화면",
    tab_axes: "잠재 축",
    tab_elbo: "ELBO",
    tab_sampling: "샘플링",
    tab_training: "학습",
};
