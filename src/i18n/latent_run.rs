//! What is said of a run of an autoencoder or a VAE in training.

use super::{Span, colored, plain, thousands};
use crate::i18n::Words;
use crate::plot::{Role, fixed};

/// What the two panels of training share.
pub struct RunText {
    /// The picture of digits over their reconstructions, after so many steps.
    pub pairs: fn(n_steps: u32) -> String,
    pub pairs_legend: &'static [Span],
    pub rate: &'static str,
    pub step: &'static str,
    pub scale: &'static str,
    pub linear: &'static str,
    pub log: &'static str,
    pub passes: &'static str,
    /// Digits seen, and passes over all of them.
    pub passes_value: fn(n_digits: u32, n_passes: f64) -> String,
    /// At which step, and how many are left.
    pub diverged: fn(n_steps: u32, kept: u32) -> String,
    /// At which rate.
    pub slower: fn(rate: &str) -> String,
    pub notes: &'static str,
}

impl Words for RunText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: RunText = RunText {
    pairs: |n_steps| {
        format!(
            "Test digits and their reconstructions after {} steps",
            thousands(n_steps.into())
        )
    },
    pairs_legend: &[
        colored(Role::Data, "Test digits"),
        plain(" over what the net makes of them"),
    ],
    rate: "Learning rate",
    step: "step",
    scale: "Axis of the loss",
    linear: "Linear",
    log: "Log",
    passes: "Digits seen, 64 a step",
    passes_value: |n_digits, n_passes| {
        format!(
            "{} = {} passes over 10,000",
            thousands(n_digits.into()),
            fixed(n_passes, 1)
        )
    },
    diverged: |n_steps, kept| {
        format!(
            "Training has diverged: after {} steps the loss can no longer be computed or lowered. \
             The weights are those of step {} again.",
            thousands(n_steps.into()),
            thousands(kept.into())
        )
    },
    slower: |rate| format!("Go on at a rate of {rate}"),
    notes: "What this shows",
};

const KO: RunText = RunText {
    pairs: |n_steps| {
        format!(
            "{}단계 학습한 뒤의 테스트 숫자와 재구성 결과",
            thousands(n_steps.into())
        )
    },
    pairs_legend: &[
        plain("위는 "),
        colored(Role::Data, "테스트 숫자"),
        plain(", 아래는 신경망이 재구성한 그림"),
    ],
    rate: "학습률",
    step: "단계",
    scale: "손실 축",
    linear: "선형",
    log: "로그",
    passes: "지금까지 본 숫자(단계당 64개)",
    passes_value: |n_digits, n_passes| {
        format!(
            "{}개(10,000개를 {}번)",
            thousands(n_digits.into()),
            fixed(n_passes, 1)
        )
    },
    diverged: |n_steps, kept| {
        format!(
            "학습이 발산했습니다. {}단계 뒤에 손실을 더는 계산하거나 줄일 수 없게 되어 가중치를 \
             {}단계 때로 되돌렸습니다.",
            thousands(n_steps.into()),
            thousands(kept.into())
        )
    },
    slower: |rate| format!("학습률 {rate}에서 계속하기"),
    notes: "이 화면이 보여 주는 것",
};
