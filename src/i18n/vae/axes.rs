use crate::i18n::Words;

/// The panel of the latent variable's axes.
pub struct AxesText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for AxesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: AxesText = AxesText {
    title: "VAE: axes",
    notes: "What this shows",
};

const KO: AxesText = AxesText {
    title: "변분 오토인코더(VAE): 잠재 변수의 축",
    notes: "이 화면이 보여 주는 것",
};
