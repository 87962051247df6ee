use crate::i18n::Words;

/// The panel of samples: from the prior, between two images, over the manifold.
pub struct SamplingText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for SamplingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SamplingText = SamplingText {
    title: "VAE: sample",
    notes: "What this shows",
};

const KO: SamplingText = SamplingText {
    title: "변분 오토인코더(VAE): 샘플링",
    notes: "이 화면이 보여 주는 것",
};
