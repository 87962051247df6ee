use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of the latent variable's axes.
pub struct AxesText {
    pub title: &'static str,
    pub decoded: &'static str,
    // Choices
    pub model: &'static str,
    pub good: &'static str,
    pub readable: &'static str,
    pub plane: &'static str,
    pub side: &'static str,
    pub generate: &'static str,
    pub encode: &'static str,
    // The way of an image
    pub image: &'static str,
    pub encoder: &'static str,
    pub decoder: &'static str,
    pub prior: &'static str,
    pub is_gone: &'static str,
    pub is_there: &'static str,
    pub seen: &'static str,
    // Acts
    pub draw_prior: &'static str,
    pub to_mean: &'static str,
    pub draw_again: &'static str,
    pub play_draws: &'static str,
    pub pause_draws: &'static str,
    pub drawn: fn(number: u32) -> String,
    pub reset_all: &'static str,
    // Axes
    pub axes: &'static str,
    pub coming: &'static str,
    pub axes_help: &'static str,
    pub axes_help_encoded: &'static str,
    pub slider: fn(axis: usize) -> String,
    /// In nats.
    pub kl: fn(nats: f64) -> String,
    pub kl_here: fn(nats: f64) -> String,
    pub dead: &'static str,
    pub sweep: fn(axis: usize) -> String,
    pub hold: fn(axis: usize) -> String,
    pub reset: fn(axis: usize) -> String,
    pub strip: fn(axis: usize) -> String,
    /// Axes in sight, axes in all, and how many of these carry nothing.
    pub in_sight: fn(n: usize, n_axes: usize, n_dead: usize) -> String,
    pub show_all: &'static str,
    pub show_fewer: &'static str,
    // Notes
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_sweep: &'static str,
    pub try_encode: &'static str,
    pub try_draws: &'static str,
    pub try_plane: &'static str,
}

impl Words for AxesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: AxesText = AxesText {
    title: "VAE: axes",
    decoded: "What the decoder makes of the code",
    model: "The model",
    good: "Good, 32 axes",
    readable: "Readable, 10",
    plane: "Plane, 2",
    side: "Where the code comes from",
    generate: "Generate",
    encode: "Encode an image",
    image: "image",
    encoder: "encoder",
    decoder: "decoder",
    prior: "prior N(0, I)",
    is_gone: "To generate, the encoder is gone: the code comes from the prior, or from your hand.",
    is_there: "The encoder gives a Gaussian on each axis; the decoder sees one draw from it.",
    seen: "What the encoder sees: ink or none, each pixel drawn with its grey as probability",
    draw_prior: "Draw z from the prior",
    to_mean: "z = μ, the mean",
    draw_again: "Draw ε again",
    play_draws: "Draw ε on and on",
    pause_draws: "Stop drawing ε",
    drawn: |number| format!("draw {}", number + 1),
    reset_all: "All axes to 0",
    axes: "The axes, those that carry most first",
    coming: "The axes are being measured on 200 test digits",
    axes_help: "Grey: the prior, each curve to its own height. Double-click, or 0 on a slider, sets \
                its axis to 0. Below each slider: the same code with this axis at −3 to 3.",
    axes_help_encoded: "Green: the image's posterior; grey: the prior; each curve to its own \
                        height. Double-click, or 0 on a slider, sets its axis to 0. Below: the same code with \
                        this axis at −3 to 3.",
    slider: |axis| format!("Latent axis {axis}"),
    kl: |nats| format!("{} nats", fixed(nats, 2)),
    kl_here: |nats| format!("here {}", fixed(nats, 2)),
    dead: "carries nothing",
    sweep: |axis| format!("Let axis {axis} sweep from −3 to 3"),
    hold: |axis| format!("Hold axis {axis}"),
    reset: |axis| format!("Axis {axis} to 0"),
    strip: |axis| format!("Seven images with axis {axis} at −3 to 3"),
    in_sight: |n, n_axes, n_dead| match n_dead {
        0 => format!("{n} of {n_axes} axes"),
        n_dead => format!("{n} of {n_axes} axes; {n_dead} carry nothing"),
    },
    show_all: "Show all axes",
    show_fewer: "Show fewer axes",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("An image is a "),
            colored(Role::Latent, "code z"),
            plain(
                " made visible. The prior says how codes are spread, the decoder what each becomes. Beside each axis: how far the posterior is from the prior there, in nats, mean over 200 test digits.",
            ),
        ],
        &[
            plain("An axis near 0 nats says nothing of the "),
            colored(Role::Data, "image"),
            plain(": its posterior is the prior, and the decoder has learned to ignore it."),
        ],
        &[
            plain("The encoder answers with a "),
            colored(Role::Latent, "Gaussian"),
            plain(
                ", not with a point. Axes that carry much have a narrow one. Drawing ε again moves z within it, and the image hardly changes.",
            ),
        ],
        &[plain("Once trained, generating needs the decoder alone.")],
    ],
    try_sweep: "Sweep the axis that carries most",
    try_encode: "Encode a test digit",
    try_draws: "Draw ε on and on",
    try_plane: "The model of two axes",
};

const KO: AxesText = AxesText {
    title: "변분 오토인코더(VAE): 잠재 변수의 축",
    decoded: "디코더가 코드에서 만든 이미지",
    model: "모델",
    good: "우수, 32축",
    readable: "해석용, 10축",
    plane: "평면, 2축",
    side: "코드가 나오는 곳",
    generate: "생성",
    encode: "이미지 인코딩",
    image: "이미지",
    encoder: "인코더",
    decoder: "디코더",
    prior: "사전 분포 N(0, I)",
    is_gone: "생성할 때는 인코더가 없습니다. 코드는 사전 분포에서 뽑거나 손으로 정합니다.",
    is_there: "인코더는 축마다 가우시안을 내놓고, 디코더는 거기서 뽑은 표본 하나를 봅니다.",
    seen: "인코더가 보는 이미지: 픽셀마다 밝기를 확률로 삼아 잉크인지 아닌지를 뽑습니다",
    draw_prior: "사전 분포에서 z 뽑기",
    to_mean: "z = μ (평균)",
    draw_again: "ε 다시 뽑기",
    play_draws: "ε 계속 뽑기",
    pause_draws: "ε 뽑기 멈춤",
    drawn: |number| format!("{}번째 표본", number + 1),
    reset_all: "모든 축을 0으로",
    axes: "정보를 많이 담은 축부터",
    coming: "테스트 숫자 200개로 축을 재는 중",
    axes_help: "회색은 사전 분포이며, 곡선마다 높이를 따로 맞췄습니다. 슬라이더를 두 번 클릭하거나 0 \
                키를 누르면 그 축이 0이 됩니다. 아래는 이 축만 −3에서 3까지 바꾼 이미지입니다.",
    axes_help_encoded: "초록은 이 이미지의 사후 분포, 회색은 사전 분포이며, 곡선마다 높이를 따로 \
                        맞췄습니다. 슬라이더를 두 번 클릭하거나 0 키를 누르면 그 축이 0이 됩니다. 아래는 \
                        이 축만 −3에서 3까지 바꾼 이미지입니다.",
    slider: |axis| format!("잠재 축 {axis}"),
    kl: |nats| format!("{}나트", fixed(nats, 2)),
    kl_here: |nats| format!("여기서 {}", fixed(nats, 2)),
    dead: "정보 없음",
    sweep: |axis| format!("축 {axis}을(를) −3에서 3까지 움직이기"),
    hold: |axis| format!("축 {axis} 멈추기"),
    reset: |axis| format!("축 {axis}을(를) 0으로"),
    strip: |axis| format!("축 {axis}이(가) −3에서 3까지일 때의 이미지 일곱 장"),
    in_sight: |n, n_axes, n_dead| match n_dead {
        0 => format!("{n_axes}축 중 {n}축"),
        n_dead => format!("{n_axes}축 중 {n}축, {n_dead}축은 정보가 없음"),
    },
    show_all: "모든 축 보기",
    show_fewer: "축 줄이기",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("이미지는 "),
            colored(Role::Latent, "코드 z"),
            plain(
                "를 눈에 보이게 한 것입니다. 사전 분포는 코드가 어떻게 퍼져 있는지를, 디코더는 각 코드가 무엇이 되는지를 말합니다. 축 옆의 수는 사후 분포가 사전 분포에서 얼마나 먼지를 테스트 숫자 200개에서 평균한 KL 발산(나트)입니다.",
            ),
        ],
        &[
            plain("0나트에 가까운 축은 "),
            colored(Role::Data, "이미지"),
            plain(
                "에 대해 아무것도 말하지 않습니다. 사후 분포가 사전 분포와 같고, 디코더는 그 축을 무시하도록 학습되었습니다.",
            ),
        ],
        &[
            plain("인코더의 답은 한 점이 아니라 "),
            colored(Role::Latent, "가우시안"),
            plain(
                "입니다. 정보를 많이 담은 축일수록 좁습니다. ε을 다시 뽑으면 z는 그 안에서 움직이고 이미지는 거의 그대로입니다.",
            ),
        ],
        &[plain("학습이 끝나면 생성에는 디코더만 있으면 됩니다.")],
    ],
    try_sweep: "정보가 가장 많은 축 움직이기",
    try_encode: "테스트 숫자 인코딩하기",
    try_draws: "ε 계속 뽑기",
    try_plane: "2축 모델",
};
