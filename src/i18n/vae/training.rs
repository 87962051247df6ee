use crate::i18n::Words;

/// The panel of training.
pub struct TrainingText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "VAE: train",
    notes: "What this shows",
};

const KO: TrainingText = TrainingText {
    title: "변분 오토인코더(VAE): 학습",
    notes: "이 화면이 보여 주는 것",
};
