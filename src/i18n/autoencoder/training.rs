use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::Role;

/// The panel of training.
pub struct TrainingText {
    pub title: &'static str,
    pub code: &'static str,
    /// With its numbers.
    pub code_value: fn(n: usize) -> String,
    pub samples: fn(n_steps: u32) -> String,
    pub losses: &'static str,
    pub loss: &'static str,
    pub last_loss: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_play: &'static str,
    pub try_two: &'static str,
    pub try_many: &'static str,
    pub try_fast: &'static str,
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "Autoencoder: train",
    code: "Numbers of the code",
    code_value: |n| n.to_string(),
    samples: |n_steps| {
        format!(
            "Decoded from random codes after {} steps",
            thousands(n_steps.into())
        )
    },
    losses: "Squared error of a pixel, at each step",
    loss: "error",
    last_loss: "Last step: squared error of a pixel",
    paragraphs: [
        &[
            plain("An encoder squeezes a "),
            colored(Role::Data, "digit"),
            plain(" into a few numbers, the code; a decoder makes a "),
            colored(Role::Generated, "reconstruction"),
            plain(" of them. Both learn here from nothing, 64 training digits a step."),
        ],
        &[
            plain("The digit is its own label: the "),
            colored(Role::Error, "loss"),
            plain(
                " is the squared difference between the two, the mean over all pixels. First comes \
                 the average digit, then what tells one digit from another. The test digits shown \
                 are never trained on.",
            ),
        ],
        &[
            plain(
                "Nothing in the loss says which codes are likely. However well digits are \
                 reconstructed, ",
            ),
            colored(Role::Generated, "random codes"),
            plain(" need not decode to any."),
        ],
    ],
    try_play: "Let it learn, or pause",
    try_two: "A code of 2 numbers, from nothing",
    try_many: "A code of 32 numbers, from nothing",
    try_fast: "Too high a learning rate: divergence",
};

const KO: TrainingText = TrainingText {
    title: "오토인코더: 학습",
    code: "코드의 차원",
    code_value: |n| format!("{n}차원"),
    samples: |n_steps| {
        format!(
            "{}단계 학습한 뒤 무작위 코드를 디코딩한 그림",
            thousands(n_steps.into())
        )
    },
    losses: "단계별 픽셀당 제곱 오차",
    loss: "오차",
    last_loss: "마지막 단계의 픽셀당 제곱 오차",
    paragraphs: [
        &[
            plain("인코더는 "),
            colored(Role::Data, "숫자"),
            plain("를 몇 개의 수, 곧 코드로 압축하고 디코더는 그 코드에서 숫자를 "),
            colored(Role::Generated, "재구성"),
            plain(
                "합니다. 여기서는 둘 다 무작위 가중치에서 시작해 한 단계에 학습 숫자 64개로 배웁니다.",
            ),
        ],
        &[
            plain("숫자 자신이 정답입니다. "),
            colored(Role::Error, "손실"),
            plain(
                "은 입력과 재구성의 차이를 제곱해 모든 픽셀에서 평균한 값입니다. 먼저 평균적인 숫자가 \
                 나타나고, 그다음 숫자마다 다른 점이 나타납니다. 보이는 테스트 숫자는 학습에 쓰지 \
                 않습니다.",
            ),
        ],
        &[
            plain(
                "손실에는 어떤 코드가 나올 법한지에 대한 항이 없습니다. 숫자를 아무리 잘 재구성해도 ",
            ),
            colored(Role::Generated, "무작위 코드"),
            plain("를 디코딩하면 숫자가 나온다는 보장은 없습니다."),
        ],
    ],
    try_play: "학습 시작 또는 일시 정지",
    try_two: "2차원 코드로 처음부터 학습하기",
    try_many: "32차원 코드로 처음부터 학습하기",
    try_fast: "너무 높은 학습률: 발산",
};
