use crate::i18n::Words;

/// The panel of the code: what is left of an image between encoder and decoder.
pub struct CodeText {
    pub title: &'static str,
    pub notes: &'static str,
}

impl Words for CodeText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: CodeText = CodeText {
    title: "Autoencoder: code",
    notes: "What this shows",
};

const KO: CodeText = CodeText {
    title: "오토인코더: 잠재 코드",
    notes: "이 화면이 보여 주는 것",
};
