use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// A run and its controls, and what the game is.
pub struct TrainingText {
    pub title: &'static str,
    /// Steps made, and those of the long run before them.
    pub at_step: fn(n_steps: u32, before: u32) -> String,
    pub step: &'static str,
    pub step_both: &'static str,
    pub step_discriminator: &'static str,
    pub step_generator: &'static str,
    pub start: &'static str,
    pub start_at: fn(n_steps: u32) -> String,
    pub start_end: &'static str,
    pub settings: &'static str,
    pub net: &'static str,
    pub net_convolutional: &'static str,
    pub net_dense: &'static str,
    pub ratio: &'static str,
    pub batch: &'static str,
    pub images: fn(n: u32) -> String,
    pub discriminator_rate: &'static str,
    pub generator_rate: &'static str,
    pub loss: &'static str,
    pub minimax: &'static str,
    pub non_saturating: &'static str,
    pub preset: &'static str,
    pub preset_usual: &'static str,
    pub preset_collapse: &'static str,
    pub hidden: &'static str,
    pub hidden_pauses: &'static str,
    pub hidden_goes_on: &'static str,
    /// In which step, and the step whose weights there are again.
    pub diverged: fn(step: u32, kept: u32) -> String,
    pub slower: &'static str,
    pub reopening: fn(n_steps: u32, of: u32) -> String,
    pub again: fn(part: f32) -> String,
    pub stop: &'static str,
    /// The link is of a pair that was loaded from a file.
    pub no_pair: &'static str,
    /// A link has only so many of the steps.
    pub link_cut: fn(n_steps: u32) -> String,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_play: &'static str,
    pub try_end: &'static str,
    pub try_collapse: &'static str,
    pub try_usual: &'static str,
    pub try_fast: &'static str,
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "GAN: train",
    at_step: |n_steps, before| match before {
        0 => format!("Step {}", thousands(n_steps.into())),
        before => format!(
            "Step {} + {}",
            thousands(before.into()),
            thousands(n_steps.into())
        ),
    },
    step: "One step",
    step_both: "Both",
    step_discriminator: "D only",
    step_generator: "G only",
    start: "Begin after step",
    start_at: |n_steps| thousands(n_steps.into()),
    start_end: "end",
    settings: "How a step is made",
    net: "Nets",
    net_convolutional: "Convolutional",
    net_dense: "Fully connected",
    ratio: "Steps of D : steps of G",
    batch: "Batch size",
    images: |n| format!("{n} images"),
    discriminator_rate: "Learning rate D",
    generator_rate: "Learning rate G",
    loss: "Loss of G",
    minimax: "Minimax",
    non_saturating: "Non-saturating",
    preset: "All settings at once",
    preset_usual: "Usual",
    preset_collapse: "Mode collapse",
    hidden: "While another tab is open",
    hidden_pauses: "Pause",
    hidden_goes_on: "Go on",
    diverged: |step, kept| {
        format!(
            "Training has diverged: in step {} a loss has grown beyond all bounds. The weights are \
             those of step {} again.",
            thousands(step.into()),
            thousands(kept.into())
        )
    },
    slower: "Go on with the usual settings",
    reopening: |n_steps, of| {
        format!(
            "The link's steps are made again: {} of {}",
            thousands(n_steps.into()),
            thousands(of.into())
        )
    },
    again: |part| {
        format!(
            "The steps so far are made again: {} %",
            fixed(f64::from(part) * 100.0, 0)
        )
    },
    stop: "Stop",
    no_pair: "This link is of a run that began with a pair from a file. A link cannot hold the file: \
              load it to begin as that run did. What is shown here began untaught.",
    link_cut: |n_steps| {
        format!(
            "The settings have changed so often that a link leads to step {} only.",
            thousands(n_steps.into())
        )
    },
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The "),
            colored(Role::Generated, "generator G"),
            plain(" makes an image of "),
            colored(Role::Latent, "noise z"),
            plain(". The "),
            colored(Role::Error, "discriminator D"),
            plain(" says how likely an image is to be "),
            colored(Role::Data, "real"),
            plain(", from 0 to 1."),
        ],
        &[
            plain("They play for one number V. "),
            colored(Role::Error, "D"),
            plain(" makes it as large as it can, "),
            colored(Role::Generated, "G"),
            plain(
                " as small. A step is a turn of D, then a turn of G. No likelihood is computed \
                 anywhere: the density is implicit.",
            ),
        ],
        &[
            plain("If the images of "),
            colored(Role::Generated, "G"),
            plain(" were spread exactly as the "),
            colored(Role::Data, "real"),
            plain(" ones are, the best "),
            colored(Role::Error, "D"),
            plain(" would say ½ to all, and V would be −log 4."),
        ],
        &[plain(
            "The usual loss of G is −log D(G(z)), the non-saturating one: log(1 − D(G(z))) hardly \
             slopes where D is sure that an image is generated.",
        )],
    ],
    try_play: "Let them play, or pause",
    try_end: "The long run at its end",
    try_collapse: "Mode collapse, from the beginning",
    try_usual: "Back to the usual settings",
    try_fast: "Too high learning rates: divergence",
};

const KO: TrainingText = TrainingText {
    title: "GAN: 학습",
    at_step: |n_steps, before| match before {
        0 => format!("{}단계", thousands(n_steps.into())),
        before => format!(
            "{} + {}단계",
            thousands(before.into()),
            thousands(n_steps.into())
        ),
    },
    step: "한 단계 학습",
    step_both: "둘 다",
    step_discriminator: "D만",
    step_generator: "G만",
    start: "시작할 단계",
    start_at: |n_steps| thousands(n_steps.into()),
    start_end: "끝",
    settings: "한 단계를 학습하는 방법",
    net: "신경망",
    net_convolutional: "합성곱",
    net_dense: "완전 연결",
    ratio: "D : G 학습 횟수",
    batch: "배치 크기",
    images: |n| format!("이미지 {n}장"),
    discriminator_rate: "D의 학습률",
    generator_rate: "G의 학습률",
    loss: "G의 손실",
    minimax: "최소최대",
    non_saturating: "비포화",
    preset: "설정 한꺼번에 바꾸기",
    preset_usual: "기본",
    preset_collapse: "모드 붕괴",
    hidden: "다른 탭을 보는 동안",
    hidden_pauses: "멈추기",
    hidden_goes_on: "계속하기",
    diverged: |step, kept| {
        format!(
            "학습이 발산했습니다. {}단계에서 손실이 한없이 커져 가중치를 {}단계 때로 되돌렸습니다.",
            thousands(step.into()),
            thousands(kept.into())
        )
    },
    slower: "기본 설정으로 계속하기",
    reopening: |n_steps, of| {
        format!(
            "링크에 적힌 단계를 다시 학습하는 중: {} / {}",
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
    stop: "그만두기",
    no_pair: "이 링크의 학습은 파일에서 불러온 신경망 쌍으로 시작했습니다. 링크에는 파일이 들어가지 않으니, \
              같은 학습을 이어가려면 그 파일을 불러오세요. 지금 화면은 학습하지 않은 상태에서 시작했습니다.",
    link_cut: |n_steps| {
        format!(
            "설정이 너무 자주 바뀌어 링크에는 {}단계까지만 담깁니다.",
            thousands(n_steps.into())
        )
    },
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Generated, "생성자 G"),
            plain("는 "),
            colored(Role::Latent, "잠재 벡터 z"),
            plain("로 이미지를 만듭니다. "),
            colored(Role::Error, "판별자 D"),
            plain("는 이미지가 "),
            colored(Role::Data, "진짜"),
            plain("일 확률을 0과 1 사이의 값으로 답합니다."),
        ],
        &[
            plain("둘은 V라는 값 하나를 두고 겨룹니다. "),
            colored(Role::Error, "D"),
            plain("는 V를 키우고 "),
            colored(Role::Generated, "G"),
            plain(
                "는 줄이려 합니다. 한 단계는 D가 먼저, 이어서 G가 한 번씩 학습하는 것입니다. 가능도는 \
                 어디에서도 계산하지 않습니다. 그래서 암시적 밀도 모델입니다.",
            ),
        ],
        &[
            colored(Role::Generated, "G"),
            plain("가 만든 이미지의 분포가 "),
            colored(Role::Data, "진짜"),
            plain(" 이미지의 분포와 똑같다면, 가장 좋은 "),
            colored(Role::Error, "D"),
            plain("도 모든 이미지에 ½이라고 답하고 V는 −log 4가 됩니다."),
        ],
        &[plain(
            "G는 보통 비포화 손실 −log D(G(z))로 학습합니다. log(1 − D(G(z)))는 D가 만들어진 이미지라고 \
             확신하는 곳에서 기울기가 거의 없기 때문입니다.",
        )],
    ],
    try_play: "게임 시작 또는 일시 정지",
    try_end: "오래 학습한 결과 보기",
    try_collapse: "처음부터 모드 붕괴",
    try_usual: "기본 설정으로 되돌리기",
    try_fast: "너무 높은 학습률: 발산",
};
