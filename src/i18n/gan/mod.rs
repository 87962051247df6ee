//! The GAN's panel.

use crate::i18n::Words;

pub mod curves;
pub mod files;
pub mod latents;
pub mod losses;
pub mod samples;
pub mod staging;
pub mod training;

/// The names of what the stage may show.
pub struct GanText {
    pub tabs: &'static str,
    pub tab: &'static str,
    pub show: &'static str,
    pub show_samples: &'static str,
    pub show_step: &'static str,
    pub show_losses: &'static str,
    pub show_latents: &'static str,
}

impl Words for GanText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: GanText = GanText {
    tabs: "The GAN's panels",
    tab: "Train",
    show: "On the stage",
    show_samples: "Samples",
    show_step: "One step",
    show_losses: "Two losses",
    show_latents: "Noise",
};

const KO: GanText = GanText {
    tabs: "GAN 화면",
    tab: "학습",
    show: "무대에 보일 것",
    show_samples: "샘플",
    show_step: "한 단계",
    show_losses: "두 손실",
    show_latents: "잡음",
};
