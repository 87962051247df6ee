use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// The two losses of the generator.
pub struct LossesText {
    pub curves: &'static str,
    pub minimax: &'static str,
    pub non_saturating: &'static str,
    pub logit: &'static str,
    pub d: &'static str,
    /// What is read at a logit: D there, and each loss with its slope.
    pub at_logit: fn(a: &str, d: &str, minimax: [&str; 2], non_saturating: [&str; 2]) -> String,
    /// Images and their mean D, after so many steps.
    pub batch: fn(n: usize, n_steps: u32, mean: &str) -> String,
    pub no_batch: &'static str,
    pub steepness: &'static str,
    /// The same with each loss in its colour.
    pub steepness_colored: &'static [Span],
    /// What is read at a logit: how steep each loss is.
    pub steepness_at: fn(a: &str, minimax: &str, non_saturating: &str) -> String,
    /// Mean steepness over the batch.
    pub steepness_of_batch: fn(minimax: &str, non_saturating: &str) -> String,
    pub norms: &'static str,
    /// How many times as long the gradient of the loss that does not saturate is.
    pub ratio: fn(ratio: f64) -> String,
    // The duel
    pub duel: &'static str,
    pub duel_help: &'static str,
    pub set_off: &'static str,
    pub again: &'static str,
    pub stop: &'static str,
    /// Steps of the discriminator, and mean D(G(z)).
    pub leading: fn(n_steps: usize, mean: &str) -> String,
    pub leading_begins: &'static str,
    /// Where it did not get far ahead.
    pub not_far: fn(n_steps: usize, mean: &str) -> String,
    pub far: fn(n_steps: usize, mean: &str) -> String,
    /// The gradients where both begin, the minimax loss's first, and how many times as long the
    /// other is.
    pub beginning: fn(gradients: [&str; 2], ratio: f64) -> String,
    /// Mean D(G(z)) of both sides, likewise.
    pub standing: fn(n_steps: u32, means: [&str; 2]) -> String,
    /// After how many steps the mean of each was above 0.5.
    pub believed: fn([Option<usize>; 2]) -> String,
    pub stopped: &'static str,
    pub began_at: fn(n_steps: u32) -> String,
    pub lead: &'static str,
    pub means: &'static str,
    pub gradients: &'static str,
    pub step: &'static str,
    pub discriminator_step: &'static str,
    pub samples: fn(loss: &str, n_steps: u32) -> String,
    // Notes
    pub paragraphs: [&'static [Span]; 4],
    pub try_duel: &'static str,
    pub try_usual: &'static str,
    pub try_minimax: &'static str,
}

impl Words for LossesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

/// How many times as much, as a page writes it.
fn times(ratio: f64) -> String {
    match ratio < 10.0 {
        true => fixed(ratio, 1),
        false => thousands(ratio.round() as u64),
    }
}

const EN: LossesText = LossesText {
    curves: "Both losses over the logit a",
    minimax: "log(1 − D)",
    non_saturating: "−log D",
    logit: "logit a of an image",
    d: "D = sigmoid(a)",
    at_logit: |a, d, minimax, non_saturating| {
        format!(
            "a = {a}, D = {d}: log(1 − D) {}, slope {}; −log D {}, slope {}",
            minimax[0], minimax[1], non_saturating[0], non_saturating[1]
        )
    },
    batch: |n, n_steps, mean| {
        format!(
            "Dots: the next {n} images, mean D {mean}, after {} steps",
            thousands(n_steps.into())
        )
    },
    no_batch: "The next images are on their way",
    steepness: "How steep each loss is",
    steepness_colored: &[
        plain("How steep they are: "),
        colored(Role::Error, "log(1 − D): D"),
        plain(", "),
        colored(Role::Generated, "−log D: 1 − D"),
    ],
    steepness_at: |a, minimax, non_saturating| {
        format!("a = {a}: log(1 − D) {minimax}, −log D {non_saturating}")
    },
    steepness_of_batch: |minimax, non_saturating| {
        format!("mean of the images: log(1 − D) {minimax}, −log D {non_saturating}")
    },
    norms: "Gradient that reaches G's weights, for the same G, D and images",
    ratio: |ratio| match ratio {
        ratio if !ratio.is_finite() => String::new(),
        ratio if ratio >= 1.05 => {
            format!("−log D gives G a gradient {} times as long.", times(ratio))
        }
        ratio if ratio > 0.0 && 1.0 / ratio >= 1.05 => {
            format!(
                "log(1 − D) gives G a gradient {} times as long.",
                times(1.0 / ratio)
            )
        }
        _ => "Both give G a gradient of nearly the same length.".to_owned(),
    },
    duel: "D far ahead",
    duel_help: "A copy of the run: D alone learns until its mean D(G(z)) is under 0.01. From that \
                one state G alone learns 100 steps under each loss. The run itself stays as it \
                is.",
    set_off: "Train D far ahead, then try both",
    again: "Again, from the run as it is",
    stop: "Stop",
    leading: |n_steps, mean| format!("D alone has learnt {n_steps} steps: mean D(G(z)) is {mean}."),
    leading_begins: "D alone begins to learn.",
    not_far: |n_steps, mean| {
        format!(
            "After {n_steps} steps D is not far ahead: mean D(G(z)) is {mean}. Both losses try \
             from there."
        )
    },
    far: |n_steps, mean| format!("After {n_steps} steps of D alone mean D(G(z)) is {mean}."),
    beginning: |gradients, ratio| {
        format!(
            "There the gradient that reaches G is {} under log(1 − D) and {} under −log D, {} \
             times as long.",
            gradients[0],
            gradients[1],
            times(ratio)
        )
    },
    standing: |n_steps, means| {
        format!(
            "After {n_steps} steps of G mean D(G(z)) is {} under log(1 − D) against {} under −log D.",
            means[0], means[1]
        )
    },
    believed: |steps| match steps {
        [Some(minimax), Some(non_saturating)] => format!(
            "It took {minimax} steps under log(1 − D) and {non_saturating} under −log D until it \
             was above 0.5."
        ),
        [None, Some(n)] => format!(
            "Under −log D it took {n} steps until it was above 0.5; under log(1 − D) it has not \
             been yet."
        ),
        [Some(n), None] => format!(
            "Under log(1 − D) it took {n} steps until it was above 0.5; under −log D it has not \
             been yet."
        ),
        [None, None] => "Neither has been above 0.5 yet.".to_owned(),
    },
    stopped: "Stopped.",
    began_at: |n_steps| format!("from step {}", thousands(n_steps.into())),
    lead: "Mean D(G(z)) while D alone learns",
    means: "Mean D(G(z)) over G's steps",
    gradients: "Length of G's gradient",
    step: "step of G",
    discriminator_step: "step of D",
    samples: |loss, n_steps| format!("16 samples under {loss} after {n_steps} steps"),
    paragraphs: [
        &[
            plain("While D is sure that G's images are generated, a is far to the left. There "),
            colored(Role::Error, "log(1 − D)"),
            plain(" is flat: its slope is −D. "),
            colored(Role::Generated, "−log D"),
            plain(" has slope −(1 − D), which is nearly −1."),
        ],
        &[plain(
            "Both ask for the same thing: a larger D(G(z)). They differ in how much an image \
             counts. log(1 − D) listens to images that D already takes for real, −log D to those \
             it does not.",
        )],
        &[plain(
            "Over D instead of a, log(1 − D) is not flat at 0: its slope there is −1. But G moves \
             D only by way of a, and dD/da = D(1 − D) is nearly 0.",
        )],
        &[plain(
            "Adam measures each step by the gradients before it. In a run that has learnt for a \
             while a small gradient makes a small step; in an untaught one it is scaled up at \
             once. So try D far ahead from step 0, and again after some hundred steps.",
        )],
    ],
    try_duel: "D far ahead: try both losses",
    try_usual: "Train with −log D",
    try_minimax: "Train with log(1 − D)",
};

const KO: LossesText = LossesText {
    curves: "로짓 a에 대한 두 손실",
    minimax: "log(1 − D)",
    non_saturating: "−log D",
    logit: "이미지의 로짓 a",
    d: "D = sigmoid(a)",
    at_logit: |a, d, minimax, non_saturating| {
        format!(
            "a = {a}, D = {d}: log(1 − D) {}, 기울기 {}; −log D {}, 기울기 {}",
            minimax[0], minimax[1], non_saturating[0], non_saturating[1]
        )
    },
    batch: |n, n_steps, mean| {
        format!(
            "점: 다음 이미지 {n}장, 평균 D {mean}({}단계 뒤)",
            thousands(n_steps.into())
        )
    },
    no_batch: "다음 이미지를 기다리는 중",
    steepness: "손실의 가파르기",
    steepness_colored: &[
        plain("가파르기: "),
        colored(Role::Error, "log(1 − D)는 D"),
        plain(", "),
        colored(Role::Generated, "−log D는 1 − D"),
    ],
    steepness_at: |a, minimax, non_saturating| {
        format!("a = {a}: log(1 − D) {minimax}, −log D {non_saturating}")
    },
    steepness_of_batch: |minimax, non_saturating| {
        format!("이미지 평균: log(1 − D) {minimax}, −log D {non_saturating}")
    },
    norms: "G의 가중치에 닿는 기울기(같은 G, D, 이미지)",
    ratio: |ratio| match ratio {
        ratio if !ratio.is_finite() => String::new(),
        ratio if ratio >= 1.05 => {
            format!("G가 받는 기울기는 −log D일 때 {}배 깁니다.", times(ratio))
        }
        ratio if ratio > 0.0 && 1.0 / ratio >= 1.05 => {
            format!(
                "G가 받는 기울기는 log(1 − D)일 때 {}배 깁니다.",
                times(1.0 / ratio)
            )
        }
        _ => "G가 받는 기울기의 길이는 두 손실에서 거의 같습니다.".to_owned(),
    },
    duel: "훨씬 앞선 D",
    duel_help: "학습을 복사해, 평균 D(G(z))가 0.01보다 작아질 때까지 D만 학습합니다. 그 한 상태에서 \
                출발해 손실마다 G만 100단계 학습합니다. 원래 학습은 그대로입니다.",
    set_off: "D를 훨씬 앞세우고 두 손실 비교",
    again: "지금 상태에서 다시",
    stop: "멈추기",
    leading: |n_steps, mean| {
        format!("D만 {n_steps}단계 학습했습니다. 평균 D(G(z))는 {mean}입니다.")
    },
    leading_begins: "D만 학습을 시작합니다.",
    not_far: |n_steps, mean| {
        format!(
            "{n_steps}단계가 지나도 D가 훨씬 앞서지 못했습니다. 평균 D(G(z))는 {mean}입니다. 여기서 두 \
             손실을 비교합니다."
        )
    },
    far: |n_steps, mean| format!("D만 {n_steps}단계 학습한 뒤 평균 D(G(z))는 {mean}입니다."),
    beginning: |gradients, ratio| {
        format!(
            "거기서 G에 닿는 기울기의 길이는 log(1 − D)에서 {}, −log D에서 {}이며, 뒤의 것이 {}배입니다.",
            gradients[0],
            gradients[1],
            times(ratio)
        )
    },
    standing: |n_steps, means| {
        format!(
            "G를 {n_steps}단계 학습한 뒤 평균 D(G(z))는 log(1 − D)에서 {}, −log D에서 {}입니다.",
            means[0], means[1]
        )
    },
    believed: |steps| match steps {
        [Some(minimax), Some(non_saturating)] => format!(
            "0.5를 넘기까지 log(1 − D)는 {minimax}단계, −log D는 {non_saturating}단계가 걸렸습니다."
        ),
        [None, Some(n)] => {
            format!("−log D는 {n}단계 만에 0.5를 넘었고, log(1 − D)는 아직 넘지 못했습니다.")
        }
        [Some(n), None] => {
            format!("log(1 − D)는 {n}단계 만에 0.5를 넘었고, −log D는 아직 넘지 못했습니다.")
        }
        [None, None] => "아직 어느 쪽도 0.5를 넘지 못했습니다.".to_owned(),
    },
    stopped: "멈췄습니다.",
    began_at: |n_steps| format!("{}단계에서 출발", thousands(n_steps.into())),
    lead: "D만 학습하는 동안의 평균 D(G(z))",
    means: "G의 단계에 따른 평균 D(G(z))",
    gradients: "G가 받는 기울기의 길이",
    step: "G의 단계",
    discriminator_step: "D의 단계",
    samples: |loss, n_steps| format!("{loss}로 {n_steps}단계 학습한 뒤의 샘플 16장"),
    paragraphs: [
        &[
            plain("D가 G의 이미지를 가짜라고 확신하면 a는 왼쪽 멀리 있습니다. 그곳에서 "),
            colored(Role::Error, "log(1 − D)"),
            plain("는 평평하고 기울기는 −D입니다. "),
            colored(Role::Generated, "−log D"),
            plain("의 기울기는 −(1 − D)로 거의 −1입니다."),
        ],
        &[plain(
            "둘 다 D(G(z))를 키우려 하지만 이미지마다의 비중이 다릅니다. log(1 − D)에서는 D가 이미 \
             진짜로 여기는 이미지가, −log D에서는 그렇지 않은 이미지가 크게 작용합니다.",
        )],
        &[plain(
            "가로축이 a가 아니라 D라면 log(1 − D)는 0에서 평평하지 않습니다. 기울기가 −1입니다. 그러나 \
             G는 a를 거쳐서만 D를 움직이고, dD/da = D(1 − D)는 거의 0입니다.",
        )],
        &[plain(
            "Adam은 지금까지의 기울기에 견주어 걸음의 크기를 정합니다. 한동안 학습한 G에서는 작은 기울기가 \
             작은 걸음이 되지만, 학습하지 않은 G에서는 곧바로 키워집니다. 0단계에서 한 번, 몇백 단계 \
             뒤에 다시 D를 앞세워 보세요.",
        )],
    ],
    try_duel: "훨씬 앞선 D: 두 손실 비교",
    try_usual: "−log D로 학습",
    try_minimax: "log(1 − D)로 학습",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_says_which_gradient_is_longer() {
        let said = |ratio: f64| (EN.ratio)(ratio);
        assert!(said(123.4).starts_with("−log D gives G a gradient 123 times"));
        assert!(said(0.5).starts_with("log(1 − D) gives G a gradient 2.0 times"));
        assert!(said(1.01).starts_with("Both"));
        assert_eq!(said(f64::NAN), "");
        for words in [LossesText::EN, LossesText::KO] {
            let said = (words.standing)(40, ["0.004", "0.62"])
                + &(words.beginning)(["0.01", "1.2"], 120.0);
            for number in ["40", "0.004", "0.62", "0.01", "1.2", "120"] {
                assert!(said.contains(number), "{said}");
            }
            let steps = [Some(12), None];
            let said = steps.map(|a| steps.map(|b| (words.believed)([a, b])));
            assert!(said[0][0] != said[1][1] && said[0][1] != said[1][0]);
        }
    }
}
