use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// The panel of training.
pub struct TrainingText {
    pub title: &'static str,
    pub lede: &'static str,
    pub digit: &'static str,
    pub map: &'static str,
    /// Before the first step.
    pub no_step: &'static str,
    /// The mean loss of the last step.
    pub last_loss: fn(bits_per_pixel: f32) -> String,
    pub samples: fn(n_steps: u32) -> String,
    pub cost: &'static str,
    pub cost_training: &'static str,
    pub cost_training_value: &'static str,
    pub cost_sampling: &'static str,
    /// Passes so far.
    pub cost_sampling_value: fn(n_passes: usize) -> String,
    pub cost_cached: &'static str,
    /// The share of one pass, in percent.
    pub cost_cached_value: fn(percent: f64) -> String,
    pub losses: &'static str,
    pub loss: &'static str,
    pub step: &'static str,
    pub steps_made: fn(n_steps: u32) -> String,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_step: &'static str,
    pub try_play: &'static str,
    pub try_another: &'static str,
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "PixelCNN: train",
    lede: "The pixel is its own label: every digit brings 784 questions and their answers.",
    digit: "The digit: input and labels",
    map: "The loss of each of 784 predictions",
    no_step: "No step yet: the weights are random.",
    last_loss: |bits| {
        format!(
            "mean loss of the step's 8 digits: {} bits a pixel",
            fixed(bits.into(), 2)
        )
    },
    samples: |n_steps| {
        format!(
            "What the net draws after {} steps",
            thousands(n_steps.into())
        )
    },
    cost: "Passes through the net",
    cost_training: "training, a digit",
    cost_training_value: "1 pass, 784 predictions",
    cost_sampling: "sampling, an image",
    cost_sampling_value: |n_passes| format!("{n_passes} of 784 passes"),
    cost_cached: "with kept activations",
    cost_cached_value: |percent| format!("{}% of one pass", fixed(percent, 0)),
    losses: "Loss of each step, in bits a pixel",
    loss: "loss",
    step: "step",
    steps_made: |n_steps| format!("{} steps", thousands(n_steps.into())),
    notes: "What this shows",
    paragraphs: [
        &[
            plain("In training the whole "),
            colored(Role::Data, "digit"),
            plain(
                " is known. One pass gives all 784 softmaxes at once, since the masks hide from \
                 each the pixels that it must guess.",
            ),
        ],
        &[
            plain("The "),
            colored(Role::Error, "loss"),
            plain(
                " is the surprise of the true pixels. A small net of its own learns here from \
                 nothing, eight training digits a step; the digits' own grey values are its labels.",
            ),
        ],
        &[
            plain("Drawing has no such luck: "),
            colored(Role::Generated, "each pixel"),
            plain(
                " waits for the one before. 784 passes, or the work of one where every layer's \
                 activations are kept.",
            ),
        ],
    ],
    try_step: "One step",
    try_play: "Let it learn",
    try_another: "Other first weights: the next seed",
};

const KO: TrainingText = TrainingText {
    title: "PixelCNN: 학습",
    lede: "픽셀이 곧 정답입니다. 숫자 하나가 문제 784개와 그 답을 함께 줍니다.",
    digit: "숫자: 입력이자 정답",
    map: "예측 784개 각각의 손실",
    no_step: "아직 학습하지 않아 가중치가 무작위입니다.",
    last_loss: |bits| {
        format!(
            "이번 단계 숫자 8개의 평균 손실: 픽셀당 {}비트",
            fixed(bits.into(), 2)
        )
    },
    samples: |n_steps| {
        format!(
            "{}단계 학습한 신경망이 그린 그림",
            thousands(n_steps.into())
        )
    },
    cost: "신경망을 통과하는 횟수",
    cost_training: "학습: 숫자 하나",
    cost_training_value: "1번 통과로 예측 784개",
    cost_sampling: "샘플링: 이미지 하나",
    cost_sampling_value: |n_passes| format!("784번 중 {n_passes}번 통과"),
    cost_cached: "활성값을 남겨 두면",
    cost_cached_value: |percent| format!("1번 통과의 {}%", fixed(percent, 0)),
    losses: "단계별 손실(픽셀당 비트)",
    loss: "손실",
    step: "단계",
    steps_made: |n_steps| format!("{}단계", thousands(n_steps.into())),
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("학습할 때는 "),
            colored(Role::Data, "숫자"),
            plain(
                " 전체를 알고 있습니다. 맞혀야 할 픽셀을 마스크가 가려 주므로 한 번의 통과로 \
                 소프트맥스 784개를 한꺼번에 얻습니다.",
            ),
        ],
        &[
            colored(Role::Error, "손실"),
            plain(
                "은 실제 픽셀의 정보량입니다. 여기서는 작은 신경망이 무작위 가중치에서 시작해 한 \
                 단계에 학습 숫자 여덟 개로 배웁니다. 숫자의 밝기 값이 그대로 정답입니다.",
            ),
        ],
        &[
            plain("그릴 때는 그렇지 않습니다. "),
            colored(Role::Generated, "각 픽셀"),
            plain(
                "은 바로 앞 픽셀을 기다려야 합니다. 784번 통과해야 하지만, 모든 층의 활성값을 남겨 \
                 두면 한 번 통과하는 만큼만 계산하면 됩니다.",
            ),
        ],
    ],
    try_step: "한 단계",
    try_play: "계속 학습하기",
    try_another: "다른 첫 가중치: 다음 시드",
};
