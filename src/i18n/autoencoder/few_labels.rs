use crate::i18n::Words;

/// The panel of few labels: a classifier on the code.
pub struct FewLabelsText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for FewLabelsText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: FewLabelsText = FewLabelsText {
    title: "Autoencoder: few labels",
    notes: "What this shows",
};

const KO: FewLabelsText = FewLabelsText {
    title: "오토인코더: 적은 레이블로 분류",
    notes: "이 화면이 보여 주는 것",
};
