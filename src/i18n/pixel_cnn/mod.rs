//! The PixelCNN's panels.

use crate::i18n::Words;

pub mod complete;
pub mod sample;
pub mod training;

/// What the PixelCNN's panels say.
pub struct PixelCnnText {
    /// The names of the panels, for the links between them.
    pub tabs: &'static str,
    pub tab_sample: &'static str,
    pub tab_complete: &'static str,
    pub tab_surprise: &'static str,
    pub tab_training: &'static str,
}

impl Words for PixelCnnText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: PixelCnnText = PixelCnnText {
    tabs: "The PixelCNN's panels",
    tab_sample: "Draw",
    tab_complete: "Complete",
    tab_surprise: "Surprise",
    tab_training: "Train",
};

const KO: PixelCnnText = PixelCnnText {
    tabs: "PixelCNN 화면",
    tab_sample: "그리기",
    tab_complete: "이어 그리기",
    tab_surprise: "정보량",
    tab_training: "학습",
};
