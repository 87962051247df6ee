use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// The samples of a run, and one of them more closely.
pub struct SamplesText {
    /// All samples, and which one is looked at.
    pub sheet: fn(n_steps: u32, chosen: usize) -> String,
    pub legend: &'static [Span],
    /// The one that is looked at: its number.
    pub chosen: fn(n: usize) -> String,
    /// D of it, and what the classifier takes it for.
    pub verdict: fn(d: f64, class: u8) -> String,
    pub history: fn(first: u32, last: u32) -> String,
    pub real: &'static str,
}

impl Words for SamplesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SamplesText = SamplesText {
    sheet: |n_steps, chosen| {
        format!(
            "64 samples after {} steps, from noise that stays the same; number {chosen} is looked \
             at",
            thousands(n_steps.into())
        )
    },
    legend: &[
        colored(Role::Generated, "G(z)"),
        plain(" of 64 fixed "),
        colored(Role::Latent, "z"),
        plain(". Below each "),
        colored(Role::Error, "D(G(z))"),
        plain(", a bar from 0 to 1, and a classifier's digit."),
    ],
    chosen: |n| format!("Sample {n}"),
    verdict: |d, class| format!("D says {}, the classifier {class}", fixed(d, 2)),
    history: |first, last| {
        format!(
            "The same z from step {} to step {}",
            thousands(first.into()),
            thousands(last.into())
        )
    },
    real: "Real test digits, to compare with",
};

const KO: SamplesText = SamplesText {
    sheet: |n_steps, chosen| {
        format!(
            "{}단계 학습한 뒤 고정된 잠재 벡터에서 나온 샘플 64개. {chosen}번을 보는 중",
            thousands(n_steps.into())
        )
    },
    legend: &[
        plain("늘 같은 "),
        colored(Role::Latent, "z"),
        plain(" 64개로 만든 "),
        colored(Role::Generated, "G(z)"),
        plain(". 아래 막대는 0에서 1까지의 "),
        colored(Role::Error, "D(G(z))"),
        plain(", 숫자는 분류기의 답입니다."),
    ],
    chosen: |n| format!("샘플 {n}"),
    verdict: |d, class| format!("D의 답 {}, 분류기의 답 {class}", fixed(d, 2)),
    history: |first, last| {
        format!(
            "같은 z의 변화: {}단계부터 {}단계까지",
            thousands(first.into()),
            thousands(last.into())
        )
    },
    real: "비교할 진짜 테스트 숫자",
};
