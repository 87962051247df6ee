//! The PixelCNN's panels.

pub mod complete;
pub mod sample;
pub mod source;
pub mod surprise;
pub mod training;

/// What the PixelCNN's panels say.
pub struct PixelCnnText {
    /// The names of the panels, for the links between them.
    pub tabs: &'static str,
    pub tab_sample: &'static str,
    pub tab_complete: &'static str,
    pub tab_surprise: &'static str,
    pub tab_training: &'static str,
    pub sample: sample::SampleText,
    pub source: source::SourceText,
    pub complete: complete::CompleteText,
    pub surprise: surprise::SurpriseText,
    pub training: training::TrainingText,
}

pub const EN: PixelCnnText = PixelCnnText {
    tabs: "The PixelCNN's panels",
    tab_sample: "Draw",
    tab_complete: "Complete",
    tab_surprise: "Surprise",
    tab_training: "Train",
    sample: sample::EN,
    source: source::EN,
    complete: complete::EN,
    surprise: surprise::EN,
    training: training::EN,
};

pub const KO: PixelCnnText = PixelCnnText {
    tabs: "PixelCNN 화면",
    tab_sample: "그리기",
    tab_complete: "이어 그리기",
    tab_surprise: "정보량",
    tab_training: "학습",
    sample: sample::KO,
    source: source::KO,
    complete: complete::KO,
    surprise: surprise::KO,
    training: training::KO,
};
