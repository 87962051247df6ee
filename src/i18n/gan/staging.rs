use std::cmp::Ordering;

use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};
use crate::protocol::GeneratorLoss;

/// One step in slow motion.
pub struct StagingText {
    /// In the order of the stages.
    pub stages: [&'static str; 13],
    // A sentence for each
    pub noise: fn(batch_size: u16) -> String,
    pub generated: &'static str,
    pub real: &'static str,
    /// Mean D, and how many of how many verdicts are on the right side.
    pub verdicts: fn(real: &str, generated: &str, n_right: usize, n: usize) -> String,
    /// How it compares with that of a discriminator that always says one half.
    pub loss: fn(nats: &str, to_a_guess: Ordering) -> String,
    pub gradient: fn(tensor: &str, length: &str) -> String,
    pub moves: fn(tensor: &str, percent: &str) -> String,
    pub new_verdicts: fn(before: &str, after: &str, Ordering) -> String,
    pub generator_loss: fn(loss: GeneratorLoss, nats: &str) -> String,
    pub pixel_gradient: fn(largest: &str) -> String,
    pub generator_gradient: fn(tensor: &str, length: &str) -> String,
    pub generator_moves: fn(tensor: &str, percent: &str) -> String,
    pub regenerated: fn(levels: &str) -> String,
    /// Nothing has a gradient or moves.
    pub nothing_moves: &'static str,
    /// Where a step is several of either net.
    pub several: fn(discriminator_steps: u8, generator_steps: u8) -> String,
    // What is there
    pub waiting: &'static str,
    pub moved_on: &'static str,
    pub diverging: &'static str,
    pub of_step: fn(n_steps: u32) -> String,
    pub make: &'static str,
    pub pace: &'static str,
    pub seconds: fn(f64) -> String,
    // Pictures and bars
    pub images_before: &'static str,
    pub images_after: &'static str,
    pub change: &'static str,
    pub noise_legend: &'static str,
    pub gradient_legend: &'static str,
    pub change_legend: &'static str,
    pub d_real: &'static str,
    pub d_generated: &'static str,
    pub cost: &'static str,
    pub gradients: &'static str,
    pub changes: &'static str,
    pub from_nothing: &'static str,
    pub weights: fn(tensor: &str, n: u32) -> String,
    // The diagram
    pub diagram: &'static str,
    pub place_noise: &'static str,
    pub place_generated: &'static str,
    pub place_real: &'static str,
    pub place_verdicts: &'static str,
    pub place_loss: &'static str,
    pub all_stages: &'static str,
    pub turn_discriminator: &'static str,
    pub turn_generator: &'static str,
    // Notes
    pub paragraphs: [&'static [Span]; 3],
    pub try_play: &'static str,
    pub try_gradient: &'static str,
    pub try_make: &'static str,
}

impl Words for StagingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: StagingText = StagingText {
    stages: [
        "Noise",
        "G makes images",
        "Real digits",
        "D's verdicts",
        "D's loss",
        "Gradient back into D",
        "D's weights move",
        "New verdicts",
        "G's loss",
        "Gradient on the pixels",
        "Gradient back into G",
        "G's weights move",
        "The same noise again",
    ],
    noise: |batch_size| {
        format!(
            "{batch_size} noise vectors of 64 numbers are drawn from a standard normal. The first \
             are shown, a row each."
        )
    },
    generated: "G turns each vector into an image.",
    real: "As many real digits come from the training images.",
    verdicts: |real, generated, n_right, n| {
        format!(
            "D says {real} for the real ones and {generated} for the generated ones, on average. \
             {n_right} of {n} verdicts are on the right side of 0.5."
        )
    },
    loss: |nats, to_a_guess| {
        let compared = match to_a_guess {
            Ordering::Less => "less than",
            Ordering::Equal => "as much as",
            Ordering::Greater => "more than",
        };
        format!(
            "D's loss over the batch is {nats} nats, {compared} the 1.39 of a D that always says \
             0.5. Real images are labelled 0.9, generated ones 0."
        )
    },
    gradient: |tensor, length| {
        format!(
            "The gradient of D's loss goes back through D. It is longest at {tensor}: {length}."
        )
    },
    moves: |tensor, percent| {
        format!(
            "Adam moves D's weights. {tensor} moves most for its length: by {percent} %. G stays \
             as it is."
        )
    },
    new_verdicts: |before, after, change| match change {
        Ordering::Less => format!(
            "The moved D says {after} for the same generated images, on average: before it said \
             {before}. It believes them less."
        ),
        Ordering::Greater => format!(
            "The moved D says {after} for the same generated images, on average: before it said \
             {before}. It believes them more, although the step was to lower the loss."
        ),
        Ordering::Equal => {
            format!("The moved D still says {after} for the same generated images, on average.")
        }
    },
    generator_loss: |loss, nats| {
        let name = loss_name(loss);
        format!("G is judged by the moved D. Its loss {name} is {nats} nats over the batch.")
    },
    pixel_gradient: |largest| {
        format!(
            "The gradient passes through D, which stays as it is, to the pixels. White ones would \
             lower the loss if they were brighter, coloured ones if they were darker. The steepest \
             pixel does so by {largest} nats a unit, with black at −1 and white at 1."
        )
    },
    generator_gradient: |tensor, length| {
        format!("From the pixels it goes on back through G. It is longest at {tensor}: {length}.")
    },
    generator_moves: |tensor, percent| {
        format!("Adam moves G's weights. {tensor} moves most for its length: by {percent} %.")
    },
    regenerated: |levels| {
        format!(
            "From the same noise the moved G makes these images. A pixel changes by {levels} of \
             255 grey levels, on average."
        )
    },
    nothing_moves: "No weight has a gradient.",
    several: |discriminator_steps, generator_steps| {
        let of = |n: u8, which: &str, net: &str| match n {
            1 => format!("the one step of {net}"),
            n => format!("the {which} of {n} steps of {net}"),
        };
        format!(
            "Shown: {} and {}. How far G's weights move is told of all its steps.",
            of(discriminator_steps, "last", "D"),
            of(generator_steps, "first", "G")
        )
    },
    waiting: "The next step is being looked into.",
    moved_on: "The run has moved on. Its next step comes once it rests.",
    diverging: "This step would diverge: there is nothing to show of it.",
    of_step: |n_steps| format!("Step {}, to come", thousands(u64::from(n_steps) + 1)),
    make: "Make this step",
    pace: "Time for a stage",
    seconds: |seconds| format!("{} s", fixed(seconds, 1)),
    images_before: "before",
    images_after: "after",
    change: "change",
    noise_legend: "Green: above 0. White: below.",
    gradient_legend: "White: brighter lowers the loss. Coloured: darker does.",
    change_legend: "White: brighter than before. Coloured: darker. The largest changes have the \
                    full colour.",
    d_real: "D(x) of real digits",
    d_generated: "D(G(z)) of generated images",
    cost: "what each image costs, in nats",
    gradients: "‖gradient‖",
    changes: "‖Δw‖ / ‖w‖",
    from_nothing: "from 0",
    weights: |tensor, n| format!("{tensor} ({})", thousands(n.into())),
    diagram: "One step as a diagram",
    place_noise: "noise z",
    place_generated: "G(z)",
    place_real: "real x",
    place_verdicts: "verdicts",
    place_loss: "loss",
    all_stages: "All stages",
    turn_discriminator: "D learns",
    turn_generator: "G learns",
    paragraphs: [
        &[
            plain("The run's next step, not yet made. First the "),
            colored(Role::Error, "discriminator D"),
            plain(" learns to tell "),
            colored(Role::Data, "real"),
            plain(" from "),
            colored(Role::Generated, "generated"),
            plain(" images, then G learns from the D that has just moved."),
        ],
        &[plain(
            "No real image ever reaches G. All that it learns comes through D, as a gradient on \
             the pixels that it made.",
        )],
        &[plain(
            "Every picture and number is of this one step. When the run makes it, it ends with \
             just these weights.",
        )],
    ],
    try_play: "Play all stages",
    try_gradient: "How D would change G's pixels",
    try_make: "Make the step, see the next",
};

/// A loss of the generator as it is written.
fn loss_name(loss: GeneratorLoss) -> &'static str {
    match loss {
        GeneratorLoss::Minimax => "log(1 − D(G(z)))",
        GeneratorLoss::NonSaturating => "−log D(G(z))",
    }
}

const KO: StagingText = StagingText {
    stages: [
        "잡음",
        "G가 이미지를 만듦",
        "실제 숫자",
        "D의 판정",
        "D의 손실",
        "D로 되돌아가는 기울기",
        "D의 가중치가 움직임",
        "새 판정",
        "G의 손실",
        "픽셀의 기울기",
        "G로 되돌아가는 기울기",
        "G의 가중치가 움직임",
        "같은 잡음을 다시",
    ],
    noise: |batch_size| {
        format!(
            "표준 정규분포에서 수 64개짜리 잡음 벡터를 {batch_size}개 뽑습니다. 처음 몇 개를 한 \
             줄에 하나씩 보입니다."
        )
    },
    generated: "G가 벡터마다 이미지를 하나씩 만듭니다.",
    real: "학습 이미지에서 실제 숫자를 같은 수만큼 가져옵니다.",
    verdicts: |real, generated, n_right, n| {
        format!(
            "D의 평균 판정은 실제 이미지에 {real}, 생성 이미지에 {generated}입니다. 판정 {n}개 가운데 \
             {n_right}개가 0.5를 기준으로 옳은 쪽에 있습니다."
        )
    },
    loss: |nats, to_a_guess| {
        let compared = match to_a_guess {
            Ordering::Less => "보다 작습니다",
            Ordering::Equal => "와 같습니다",
            Ordering::Greater => "보다 큽니다",
        };
        format!(
            "배치 전체에서 D의 손실은 {nats}나트입니다. 언제나 0.5라고 답하는 D의 1.39나트{compared}. \
             실제 이미지의 레이블은 0.9, 생성 이미지는 0입니다."
        )
    },
    gradient: |tensor, length| {
        format!("D의 손실에 대한 기울기가 D를 거슬러 흐릅니다. {tensor}에서 가장 깁니다: {length}.")
    },
    moves: |tensor, percent| {
        format!(
            "Adam이 D의 가중치를 움직입니다. 크기에 견주어 가장 많이 움직이는 것은 {tensor}: {percent} %. \
             G는 그대로입니다."
        )
    },
    new_verdicts: |before, after, change| match change {
        Ordering::Less => format!(
            "같은 생성 이미지에 대한 움직인 D의 답은 평균 {after}입니다. 움직이기 전({before})보다 덜 \
             믿습니다."
        ),
        Ordering::Greater => format!(
            "같은 생성 이미지에 대한 움직인 D의 답은 평균 {after}입니다. 손실을 줄이려는 단계였는데도 \
             움직이기 전({before})보다 더 믿습니다."
        ),
        Ordering::Equal => {
            format!("같은 생성 이미지에 대한 움직인 D의 답도 평균 {after}입니다.")
        }
    },
    generator_loss: |loss, nats| {
        let name = loss_name(loss);
        format!("움직인 D가 G를 평가합니다. 배치 전체에서 손실 {name}는 {nats}나트입니다.")
    },
    pixel_gradient: |largest| {
        format!(
            "기울기가 그대로 있는 D를 지나 픽셀에 닿습니다. 흰 픽셀은 밝아지면, 색이 있는 픽셀은 \
             어두워지면 손실이 줄어듭니다. 검정을 −1, 흰색을 1로 볼 때 가장 가파른 픽셀의 기울기는 \
             {largest}나트입니다."
        )
    },
    generator_gradient: |tensor, length| {
        format!("픽셀에서 G를 거슬러 더 흐릅니다. {tensor}에서 가장 깁니다: {length}.")
    },
    generator_moves: |tensor, percent| {
        format!(
            "Adam이 G의 가중치를 움직입니다. 크기에 견주어 가장 많이 움직이는 것은 {tensor}: {percent} %."
        )
    },
    regenerated: |levels| {
        format!(
            "움직인 G가 같은 잡음으로 만든 이미지입니다. 픽셀은 255단계 가운데 평균 {levels}단계 \
             바뀝니다."
        )
    },
    nothing_moves: "기울기가 있는 가중치가 없습니다.",
    several: |discriminator_steps, generator_steps| {
        let of = |n: u8, which: &str, net: &str| match n {
            1 => format!("{net}의 학습 한 번"),
            n => format!("{net}의 학습 {n}번 가운데 {which} 것"),
        };
        format!(
            "보이는 것은 {}, 그리고 {}입니다. G의 가중치가 움직인 거리는 이 단계 전체의 것입니다.",
            of(discriminator_steps, "마지막", "D"),
            of(generator_steps, "첫", "G")
        )
    },
    waiting: "다음 단계를 들여다보는 중입니다.",
    moved_on: "학습이 더 나아갔습니다. 멈추면 그다음 단계를 보입니다.",
    diverging: "이 단계는 발산하므로 보일 것이 없습니다.",
    of_step: |n_steps| format!("{}번째 단계(아직)", thousands(u64::from(n_steps) + 1)),
    make: "이 단계를 실행",
    pace: "한 장면의 시간",
    seconds: |seconds| format!("{}초", fixed(seconds, 1)),
    images_before: "전",
    images_after: "후",
    change: "변화",
    noise_legend: "초록: 0보다 큼. 흰색: 작음.",
    gradient_legend: "흰색: 밝아지면 손실이 줄어듦. 색: 어두워지면 줄어듦.",
    change_legend: "흰색: 더 밝아짐. 색: 더 어두워짐. 가장 큰 변화가 가장 진합니다.",
    d_real: "실제 숫자의 D(x)",
    d_generated: "생성 이미지의 D(G(z))",
    cost: "이미지마다의 손실(나트)",
    gradients: "‖기울기‖",
    changes: "‖Δw‖ / ‖w‖",
    from_nothing: "0에서",
    weights: |tensor, n| format!("{tensor} ({}개)", thousands(n.into())),
    diagram: "한 단계의 그림",
    place_noise: "잡음 z",
    place_generated: "G(z)",
    place_real: "실제 x",
    place_verdicts: "판정",
    place_loss: "손실",
    all_stages: "모든 장면",
    turn_discriminator: "D가 배움",
    turn_generator: "G가 배움",
    paragraphs: [
        &[
            plain("아직 하지 않은 다음 단계입니다. 먼저 "),
            colored(Role::Error, "판별자 D"),
            plain("가 "),
            colored(Role::Data, "실제"),
            plain(" 이미지와 "),
            colored(Role::Generated, "생성"),
            plain(" 이미지를 가리는 법을 배우고, 이어 G가 방금 움직인 D에게서 배웁니다."),
        ],
        &[plain(
            "실제 이미지는 G에 닿지 않습니다. G가 배우는 것은 모두 D를 거쳐, 스스로 만든 픽셀의 \
             기울기로 옵니다.",
        )],
        &[plain(
            "그림과 수는 모두 이 한 단계의 것입니다. 이 단계를 실행하면 바로 여기서 말한 가중치가 \
             됩니다.",
        )],
    ],
    try_play: "모든 장면 재생",
    try_gradient: "D는 G의 픽셀을 어떻게 바꾸려 할까?",
    try_make: "이 단계를 실행하고 다음 단계 보기",
};
