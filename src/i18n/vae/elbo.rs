use crate::i18n::Words;

/// The panel of the ELBO.
pub struct ElboText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for ElboText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: ElboText = ElboText {
    title: "VAE: the ELBO",
    notes: "What this shows",
};

const KO: ElboText = ElboText {
    title: "변분 오토인코더(VAE): ELBO",
    notes: "이 화면이 보여 주는 것",
};
