use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// What the two nets said over the steps, and what the samples show.
pub struct CurvesText {
    pub step: &'static str,
    pub spread: &'static str,
    pub spread_colored: &'static [Span],
    /// The axis of D in percent.
    pub d_percent: &'static str,
    pub real: &'static str,
    pub generated: &'static str,
    /// Both means, as far as there are any.
    pub means_now: fn(real: Option<f32>, generated: Option<f32>) -> String,
    pub means: &'static str,
    pub means_colored: &'static [Span],
    pub losses: &'static str,
    pub losses_colored: &'static [Span],
    pub loss_discriminator: &'static str,
    pub loss_generator: &'static str,
    pub value: &'static str,
    pub value_colored: &'static [Span],
    pub undecided: &'static str,
    pub classes: &'static str,
    /// Digits that are covered.
    pub covered: fn(n: usize) -> String,
    pub covered_legend: &'static str,
    /// The axis of the digits.
    pub digit: &'static str,
    /// A unit: what a number of samples is followed by.
    pub samples: &'static str,
}

impl Words for CurvesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

/// One mean after the other, each with its name; empty where there is none.
fn named(real: Option<f32>, generated: Option<f32>, mean: &str) -> String {
    let one =
        |name, value: Option<f32>| value.map(|value| format!("{name} {}", fixed(value.into(), 2)));
    let both = [one("D(x)", real), one("D(G(z))", generated)];
    let both: Vec<String> = both.into_iter().flatten().collect();
    match both.is_empty() {
        true => String::new(),
        false => format!("{mean} {}", both.join(", ")),
    }
}

const EN: CurvesText = CurvesText {
    step: "step",
    spread: "D(x) and D(G(z)) of the last step, in percent of the images",
    spread_colored: &[
        plain("Last step: "),
        colored(Role::Data, "D(x)"),
        plain(", "),
        colored(Role::Generated, "D(G(z))"),
        plain(" (% of images)"),
    ],
    d_percent: "D in percent",
    real: "D(x)",
    generated: "D(G(z))",
    means_now: |real, generated| named(real, generated, "mean"),
    means: "Mean D over the steps",
    means_colored: &[
        plain("Mean "),
        colored(Role::Data, "D(x)"),
        plain(" and "),
        colored(Role::Generated, "D(G(z))"),
    ],
    losses: "Both losses over the steps, in nats",
    losses_colored: &[
        plain("Loss of "),
        colored(Role::Error, "D"),
        plain(" and of "),
        colored(Role::Generated, "G"),
        plain(", in nats"),
    ],
    loss_discriminator: "D",
    loss_generator: "G",
    value: "The value V of the game over the steps, in nats",
    value_colored: &[
        plain("Value "),
        colored(Role::Error, "V"),
        plain(" in nats, "),
        colored(Role::Data, "−log 4"),
        plain(" dashed"),
    ],
    undecided: "−log 4",
    classes: "What a classifier takes the 64 samples for",
    covered: |n| format!("{n} of 10 digits covered"),
    covered_legend: "A digit counts as covered where it is at least 3 % of the samples: 2 of 64.",
    digit: "digit",
    samples: "samples",
};

const KO: CurvesText = CurvesText {
    step: "단계",
    spread: "마지막 단계의 D(x)와 D(G(z)) 분포(이미지의 %)",
    spread_colored: &[
        plain("마지막 단계: "),
        colored(Role::Data, "D(x)"),
        plain(", "),
        colored(Role::Generated, "D(G(z))"),
        plain("(이미지의 %)"),
    ],
    d_percent: "D(%)",
    real: "D(x)",
    generated: "D(G(z))",
    means_now: |real, generated| named(real, generated, "평균"),
    means: "단계별 D의 평균",
    means_colored: &[
        plain("단계별 "),
        colored(Role::Data, "D(x)"),
        plain("와 "),
        colored(Role::Generated, "D(G(z))"),
        plain("의 평균"),
    ],
    losses: "단계별 두 손실(나트)",
    losses_colored: &[
        plain("단계별 "),
        colored(Role::Error, "D"),
        plain("와 "),
        colored(Role::Generated, "G"),
        plain("의 손실(나트)"),
    ],
    loss_discriminator: "D",
    loss_generator: "G",
    value: "단계별 게임의 값 V(나트)",
    value_colored: &[
        plain("단계별 게임의 값 "),
        colored(Role::Error, "V"),
        plain("(나트), 점선 "),
        colored(Role::Data, "−log 4"),
    ],
    undecided: "−log 4",
    classes: "분류기가 본 샘플 64개",
    covered: |n| format!("숫자 10개 중 {n}개를 만듦"),
    covered_legend: "샘플의 3% 이상(64개 중 2개)이면 그 숫자를 만든 것으로 봅니다.",
    digit: "숫자",
    samples: "개",
};
