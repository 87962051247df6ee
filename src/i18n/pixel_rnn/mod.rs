//! The PixelRNN's panels.

use crate::i18n::Words;

pub mod race;
pub mod sample;

/// What the PixelRNN's panels say.
pub struct PixelRnnText {
    /// The names of the panels, for the links between them.
    pub tabs: &'static str,
    pub tab_sample: &'static str,
    pub tab_surprise: &'static str,
    pub tab_race: &'static str,
}

impl Words for PixelRnnText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: PixelRnnText = PixelRnnText {
    tabs: "The PixelRNN's panels",
    tab_sample: "Draw",
    tab_surprise: "Surprise",
    tab_race: "What recurrence costs",
};

const KO: PixelRnnText = PixelRnnText {
    tabs: "PixelRNN 화면",
    tab_sample: "그리기",
    tab_surprise: "정보량",
    tab_race: "순환의 비용",
};
