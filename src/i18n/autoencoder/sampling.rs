use crate::i18n::Words;

/// The panel of samples from nothing: codes drawn at random, decoded.
pub struct SamplingText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for SamplingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SamplingText = SamplingText {
    title: "Autoencoder: sample from nothing",
    notes: "What this shows",
};

const KO: SamplingText = SamplingText {
    title: "오토인코더: 무작위 코드에서 샘플링",
    notes: "이 화면이 보여 주는 것",
};
