use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// Noise, and what the generator makes of it.
pub struct LatentsText {
    pub look: &'static str,
    pub again: &'static str,
    pub between: &'static str,
    pub by_hand: &'static str,
    // Verdict
    pub verdict: &'static str,
    pub logit: &'static str,
    pub length: &'static str,
    // Noise again
    /// Which sample is chosen.
    pub sheet: fn(usize) -> String,
    pub sample: fn(usize) -> String,
    pub noise: fn(seed: u64) -> String,
    pub noise_before: &'static str,
    pub noise_again: &'static str,
    pub move_by_hand: &'static str,
    pub go_from: &'static str,
    pub again_help: &'static str,
    // Between two
    pub along_image: &'static str,
    /// With the verdict on each.
    pub steps: fn(&str) -> String,
    pub steps_help: &'static str,
    pub along: &'static str,
    pub along_value: fn(f64) -> String,
    pub walk: &'static str,
    pub stand: &'static str,
    pub swap: &'static str,
    pub path: &'static str,
    pub line: &'static str,
    pub arc: &'static str,
    pub line_help: &'static str,
    pub arc_help: &'static str,
    pub ends: &'static str,
    pub end: &'static str,
    pub first: &'static str,
    pub second: &'static str,
    pub draw_end: &'static str,
    pub ends_help: &'static str,
    // Number by number
    pub hand_image: &'static str,
    pub numbers: &'static str,
    pub page: &'static str,
    pub slider: fn(usize) -> String,
    pub sweep: fn(usize) -> String,
    pub hold: fn(usize) -> String,
    pub reset: fn(usize) -> String,
    pub reset_all: &'static str,
    pub draw: &'static str,
    pub numbers_help: &'static str,
    // Notes
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_again: &'static str,
    pub try_walk: &'static str,
    pub try_line: &'static str,
    pub try_sweep: &'static str,
    pub try_zero: &'static str,
}

impl Words for LatentsText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: LatentsText = LatentsText {
    look: "What is done with the noise",
    again: "Noise again",
    between: "Between two",
    by_hand: "By hand",
    verdict: "D(G(z)), the discriminator's verdict",
    logit: "Its logit a",
    length: "Length of z",
    sheet: |chosen| format!("64 samples, of which number {} is chosen", chosen + 1),
    sample: |chosen| format!("Sample {}", chosen + 1),
    noise: |seed| format!("Noise of seed {seed}"),
    noise_before: "Noise before",
    noise_again: "Noise again",
    move_by_hand: "Move it by hand",
    go_from: "Go from it to another",
    again_help: "The same nets, other noise. Noise of the run's own seed gives the samples that the \
                 run shows while it learns.",
    along_image: "The image on the way",
    steps: |verdicts| format!("Eleven images on the way; D(G(z)) of each: {verdicts}"),
    steps_help: "Below each image: D(G(z)), and the length of z. ← and → go from one to the next.",
    along: "On the way",
    along_value: |along| format!("{} %", fixed(along * 100.0, 0)),
    walk: "Walk to and fro",
    stand: "Stand",
    swap: "Swap the ends",
    path: "The way",
    line: "Straight line",
    arc: "Arc",
    line_help: "In the middle of the line z is shorter than noise that is drawn: G has hardly ever \
                learnt there.",
    arc_help: "The arc keeps z about as long as its ends are: where noise is drawn.",
    ends: "Both ends",
    end: "The end that is chosen",
    first: "First",
    second: "Second",
    draw_end: "Draw this end again",
    ends_help: "A click on a sample puts its noise at the end that is chosen.",
    hand_image: "What the generator makes of the 64 numbers",
    numbers: "The 64 numbers of z",
    page: "Numbers in sight",
    slider: |axis| format!("Number {axis} of z"),
    sweep: |axis| format!("Let number {axis} go from −3 to 3"),
    hold: |axis| format!("Hold number {axis}"),
    reset: |axis| format!("Number {axis} to 0"),
    reset_all: "All to 0",
    draw: "Draw z again",
    numbers_help: "Grey: the density that each number is drawn from. Double-click, or 0 on a slider, \
                   sets it to 0.",
    notes: "What this shows",
    paragraphs: [
        &[
            colored(Role::Generated, "G"),
            plain(" makes an image of "),
            colored(Role::Latent, "64 numbers z"),
            plain(
                ", each drawn from a standard normal. All chance is in them: the same z, the same ",
            ),
            colored(Role::Generated, "image"),
            plain("."),
        ],
        &[
            plain("In 64 dimensions a Gaussian has its mass on a shell: "),
            colored(Role::Latent, "z"),
            plain(
                " has a length near √64 = 8, hardly ever much less. A straight line between two of \
                 them leaves the shell; an arc stays on it.",
            ),
        ],
        &[plain(
            "No number was asked to mean anything. A slider may change shape, slant and digit \
                   at once, or next to nothing.",
        )],
        &[
            colored(Role::Error, "D"),
            plain(
                " answers for every image as the pair is now. While the run learns, images and \
                   verdicts follow.",
            ),
        ],
    ],
    try_again: "Noise again",
    try_walk: "Walk from one sample to another",
    try_line: "The middle of the straight line",
    try_sweep: "Let the first number go to and fro",
    try_zero: "All 64 numbers at 0",
};

const KO: LatentsText = LatentsText {
    look: "잠재 벡터로 해 볼 것",
    again: "다시 뽑기",
    between: "보간",
    by_hand: "직접 조절",
    verdict: "판별자의 판정 D(G(z))",
    logit: "판정의 로짓 a",
    length: "z의 길이",
    sheet: |chosen| format!("샘플 64개, {}번 선택됨", chosen + 1),
    sample: |chosen| format!("샘플 {}번", chosen + 1),
    noise: |seed| format!("시드 {seed}의 잠재 벡터"),
    noise_before: "이전 잠재 벡터",
    noise_again: "다시 뽑기",
    move_by_hand: "직접 조절하기",
    go_from: "다른 샘플까지 보간하기",
    again_help: "신경망은 그대로 두고 잠재 벡터만 새로 뽑습니다. 학습의 시드로 뽑으면 학습하는 동안 보이는 \
                 샘플과 같습니다.",
    along_image: "보간 중인 이미지",
    steps: |verdicts| format!("보간한 이미지 열한 장. 각각의 D(G(z)): {verdicts}"),
    steps_help: "이미지 아래는 D(G(z))와 z의 길이입니다. ←와 →로 한 장씩 옮겨 갑니다.",
    along: "보간 위치",
    along_value: |along| format!("{}%", fixed(along * 100.0, 0)),
    walk: "왕복 재생",
    stand: "멈추기",
    swap: "양 끝 바꾸기",
    path: "보간 방법",
    line: "직선",
    arc: "호",
    line_help: "직선의 가운데에서 z는 뽑힌 잠재 벡터보다 짧습니다. G가 거의 학습해 보지 못한 곳입니다.",
    arc_help: "호를 따라가면 z의 길이가 양 끝과 비슷하게 유지됩니다. 잠재 벡터가 뽑히는 곳입니다.",
    ends: "양 끝",
    end: "고르는 끝",
    first: "시작",
    second: "도착",
    draw_end: "이 끝 다시 뽑기",
    ends_help: "샘플을 클릭하면 그 잠재 벡터가 고르는 끝에 놓입니다.",
    hand_image: "생성자가 수 64개로 만든 이미지",
    numbers: "z의 수 64개",
    page: "보이는 수",
    slider: |axis| format!("z의 {axis}번째 수"),
    sweep: |axis| format!("{axis}번째 수를 −3에서 3까지 움직이기"),
    hold: |axis| format!("{axis}번째 수 멈추기"),
    reset: |axis| format!("{axis}번째 수를 0으로"),
    reset_all: "모두 0으로",
    draw: "z 다시 뽑기",
    numbers_help: "회색은 각 수를 뽑는 분포의 밀도입니다. 슬라이더를 두 번 클릭하거나 0 키를 누르면 그 수가 \
                   0이 됩니다.",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Generated, "G"),
            plain("는 표준 정규분포에서 뽑은 "),
            colored(Role::Latent, "수 64개 z"),
            plain("로 이미지를 만듭니다. 우연은 모두 z에 있습니다. z가 같으면 "),
            colored(Role::Generated, "이미지"),
            plain("도 같습니다."),
        ],
        &[
            plain("64차원 가우시안의 확률은 얇은 껍질에 몰려 있습니다. "),
            colored(Role::Latent, "z"),
            plain(
                "의 길이는 √64 = 8 근처이고 훨씬 짧은 경우는 거의 없습니다. 두 z를 잇는 직선은 껍질을 \
                 벗어나지만 호는 껍질 위에 머뭅니다.",
            ),
        ],
        &[plain(
            "어떤 수에도 정해진 뜻은 없습니다. 슬라이더 하나가 모양과 기울기와 숫자를 한꺼번에 바꾸기도 하고, \
             거의 아무것도 바꾸지 않기도 합니다.",
        )],
        &[
            colored(Role::Error, "D"),
            plain(
                "는 지금의 신경망으로 이미지마다 판정합니다. 학습이 진행되면 이미지와 판정도 따라 바뀝니다.",
            ),
        ],
    ],
    try_again: "잠재 벡터 다시 뽑기",
    try_walk: "두 샘플 사이 왕복하기",
    try_line: "직선의 한가운데 보기",
    try_sweep: "첫 번째 수 움직여 보기",
    try_zero: "수 64개를 모두 0으로",
};
