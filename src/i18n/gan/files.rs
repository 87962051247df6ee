use crate::i18n::Words;

/// A run as files.
pub struct FilesText {
    pub files: &'static str,
    pub save: &'static str,
    pub load: &'static str,
    pub png: &'static str,
    pub csv: &'static str,
    pub help: &'static str,
    /// The file's name.
    pub trying: fn(&str) -> String,
    pub saved: fn(&str) -> String,
    pub began: fn(&str) -> String,
}

impl Words for FilesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: FilesText = FilesText {
    files: "Files",
    save: "Save the pair",
    load: "Load a pair",
    png: "Samples as PNG",
    csv: "Curves as CSV",
    help: "A pair is the weights of both nets in one safetensors file. A run that begins with it \
           counts its steps from 0, and its optimisers remember nothing.",
    trying: |name| format!("Trying {name}"),
    saved: |name| format!("Saved as {name}"),
    began: |name| format!("The run began with {name}"),
};

const KO: FilesText = FilesText {
    files: "파일",
    save: "신경망 쌍 저장",
    load: "신경망 쌍 불러오기",
    png: "샘플을 PNG로",
    csv: "곡선을 CSV로",
    help: "신경망 쌍은 두 신경망의 가중치를 담은 safetensors 파일 하나입니다. 이 파일로 시작한 학습은 \
           단계를 0부터 세고, 옵티마이저의 기억도 처음부터 쌓습니다.",
    trying: |name| format!("{name} 확인 중"),
    saved: |name| format!("{name} 파일로 저장했습니다"),
    began: |name| format!("{name} 파일에서 시작한 학습입니다"),
};
