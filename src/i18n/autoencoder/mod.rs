//! The autoencoder's panels.

use crate::i18n::Words;

pub mod code;
pub mod few_labels;
pub mod sampling;
pub mod training;

/// The names of the panels, for the links between them.
pub struct AutoencoderText {
    pub tabs: &'static str,
    pub tab_code: &'static str,
    pub tab_sampling: &'static str,
    pub tab_few_labels: &'static str,
    pub tab_training: &'static str,
}

impl Words for AutoencoderText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: AutoencoderText = AutoencoderText {
    tabs: "The autoencoder's panels",
    tab_code: "Code",
    tab_sampling: "Sample",
    tab_few_labels: "Few labels",
    tab_training: "Train",
};

const KO: AutoencoderText = AutoencoderText {
    tabs: "오토인코더 화면",
    tab_code: "잠재 코드",
    tab_sampling: "샘플링",
    tab_few_labels: "적은 레이블",
    tab_training: "학습",
};
