use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// A run, its controls, its samples and its curves.
pub struct TrainingText {
    pub title: &'static str,
    pub notes: &'static str,
    // Controls
    /// Steps made, and those of the long run before them.
    pub at_step: fn(n_steps: u32, before: u32) -> String,
    pub step_both: &'static str,
    pub step_discriminator: &'static str,
    pub step_generator: &'static str,
    pub steps: &'static str,
    pub start: &'static str,
    pub start_fresh: &'static str,
    pub start_end: &'static str,
    pub net: &'static str,
    pub net_convolutional: &'static str,
    pub net_dense: &'static str,
    pub ratio: &'static str,
    pub batch: &'static str,
    pub images: fn(n: u32) -> String,
    pub discriminator_rate: &'static str,
    pub generator_rate: &'static str,
    pub loss: &'static str,
    pub loss_minimax: &'static str,
    pub loss_non_saturating: &'static str,
    pub preset: &'static str,
    pub preset_usual: &'static str,
    pub preset_collapse: &'static str,
    pub hidden: &'static str,
    pub hidden_goes_on: &'static str,
    pub hidden_pauses: &'static str,
    pub diverged: fn(n_steps: u32, kept: u32) -> String,
    pub reopening: fn(n_steps: u32, of: u32) -> String,
    pub again: fn(part: f32) -> String,
    pub stop: &'static str,
    // Samples
    pub samples: fn(n_steps: u32) -> String,
    pub paragraphs: [&'static [Span]; 3],
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "GAN: two nets, one game",
    notes: "What this shows",
    at_step: |n_steps, before| match before {
        0 => format!("Step {}", thousands(n_steps.into())),
        before => format!(
            "Step {} + {}",
            thousands(before.into()),
            thousands(n_steps.into())
        ),
    },
    step_both: "Both",
    step_discriminator: "D only",
    step_generator: "G only",
    steps: "One step of",
    start: "Begin at step",
    start_fresh: "0",
    start_end: "the end",
    net: "Nets",
    net_convolutional: "Convolutional",
    net_dense: "Fully connected",
    ratio: "Steps of D : of G",
    batch: "Batch size",
    images: |n| format!("{n} images"),
    discriminator_rate: "Learning rate of D",
    generator_rate: "Learning rate of G",
    loss: "Loss of G",
    loss_minimax: "log(1 − D(G(z)))",
    loss_non_saturating: "−log D(G(z))",
    preset: "Settings",
    preset_usual: "Usual",
    preset_collapse: "Mode collapse",
    hidden: "In a hidden tab",
    hidden_goes_on: "it goes on",
    hidden_pauses: "it pauses",
    diverged: |n_steps, kept| {
        format!(
            "Training has diverged: step {} brought numbers that are none. The weights are those \
             of step {} again.",
            thousands(n_steps.into()),
            thousands(kept.into())
        )
    },
    reopening: |n_steps, of| {
        format!(
            "The link's steps are made again: {} of {}.",
            thousands(n_steps.into()),
            thousands(of.into())
        )
    },
    again: |part| {
        format!(
            "The run's steps are made again: {} %.",
            fixed(f64::from(part) * 100.0, 0)
        )
    },
    stop: "Stop",
    samples: |n_steps| {
        format!(
            "64 samples from fixed noise after {} steps",
            thousands(n_steps.into())
        )
    },
    paragraphs: [
        &[
            plain("The "),
            colored(Role::Generated, "generator G"),
            plain(" turns "),
            colored(Role::Latent, "noise z"),
            plain(" into images; the "),
            colored(Role::Error, "discriminator D"),
            plain(" says how likely an image is "),
            colored(Role::Data, "real"),
            plain("."),
        ],
        &[plain(
            "A step is one turn of each: D learns to tell real from generated, then G learns to \
             be taken for real.",
        )],
        &[plain("")],
    ],
};

const KO: TrainingText = TrainingText {
    title: "GAN: 두 신경망의 게임",
    notes: "이 화면이 보여 주는 것",
    at_step: |n_steps, before| match before {
        0 => format!("{}단계", thousands(n_steps.into())),
        before => format!(
            "{} + {}단계",
            thousands(before.into()),
            thousands(n_steps.into())
        ),
    },
    step_both: "둘 다",
    step_discriminator: "D만",
    step_generator: "G만",
    steps: "한 단계 학습",
    start: "시작 단계",
    start_fresh: "0",
    start_end: "끝",
    net: "신경망",
    net_convolutional: "합성곱",
    net_dense: "완전 연결",
    ratio: "D : G 학습 횟수",
    batch: "배치 크기",
    images: |n| format!("이미지 {n}장"),
    discriminator_rate: "D의 학습률",
    generator_rate: "G의 학습률",
    loss: "G의 손실",
    loss_minimax: "log(1 − D(G(z)))",
    loss_non_saturating: "−log D(G(z))",
    preset: "설정",
    preset_usual: "기본",
    preset_collapse: "모드 붕괴",
    hidden: "가려진 탭에서",
    hidden_goes_on: "계속하기",
    hidden_pauses: "멈추기",
    diverged: |n_steps, kept| {
        format!(
            "학습이 발산했습니다. {}단계에서 값을 더는 계산할 수 없게 되어 가중치를 {}단계 때로 \
             되돌렸습니다.",
            thousands(n_steps.into()),
            thousands(kept.into())
        )
    },
    reopening: |n_steps, of| {
        format!(
            "링크의 단계를 다시 학습하는 중: {} / {}",
            thousands(n_steps.into()),
            thousands(of.into())
        )
    },
    again: |part| {
        format!(
            "지금까지의 단계를 다시 학습하는 중: {}%",
            fixed(f64::from(part) * 100.0, 0)
        )
    },
    stop: "멈추기",
    samples: |n_steps| {
        format!(
            "{}단계 학습한 뒤 고정된 잡음에서 나온 샘플 64개",
            thousands(n_steps.into())
        )
    },
    paragraphs: [
        &[
            colored(Role::Generated, "생성자 G"),
            plain("는 "),
            colored(Role::Latent, "잡음 z"),
            plain("를 이미지로 바꾸고, "),
            colored(Role::Error, "판별자 D"),
            plain("는 이미지가 "),
            colored(Role::Data, "진짜"),
            plain("일 확률을 말합니다."),
        ],
        &[plain(
            "한 단계는 둘이 한 번씩 배우는 것입니다. D는 진짜와 만들어진 것을 가려내는 법을, 이어서 \
             G는 진짜로 보이는 법을 배웁니다.",
        )],
        &[plain("")],
    ],
};
