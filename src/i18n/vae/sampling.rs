use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed, percent};

/// The panel of samples: from the prior, between two images, over the manifold.
pub struct SamplingText {
    pub title: &'static str,
    pub show: &'static str,
    pub prior: &'static str,
    pub between: &'static str,
    pub manifold: &'static str,
    pub blur: &'static str,
    // Samples from the prior
    pub sheet: fn(chosen: usize) -> String,
    pub chosen: fn(chosen: usize) -> String,
    pub redraw: &'static str,
    pub prior_help: &'static str,
    // Between two images
    pub along_image: &'static str,
    pub along: &'static str,
    pub along_value: fn(share: f64) -> String,
    pub walk: &'static str,
    pub stand: &'static str,
    pub swap: &'static str,
    pub steps: &'static str,
    pub ends: &'static str,
    pub end: &'static str,
    pub first: &'static str,
    pub second: &'static str,
    pub seen: &'static str,
    pub between_help: &'static str,
    // The manifold
    pub plane: &'static str,
    pub pointed: &'static str,
    pub latent: fn(x: f64, y: f64) -> String,
    pub shares: fn(x: f64, y: f64) -> String,
    pub place: &'static str,
    pub below: &'static str,
    pub posteriors: &'static str,
    pub manifold_help: &'static str,
    // Why blurry
    pub mean: &'static str,
    pub draw: fn(number: usize) -> String,
    pub draws: &'static str,
    pub entropy: &'static str,
    pub bits: fn(bits: f64) -> String,
    pub undecided: &'static str,
    pub undecided_value: fn(share: f64, n: usize) -> String,
    pub another: &'static str,
    pub said: fn(n: usize) -> String,
    pub map: &'static str,
    pub blur_help: &'static str,
    // Notes
    pub notes: &'static str,
    pub about_prior: [&'static [Span]; 3],
    pub about_between: [&'static [Span]; 3],
    pub about_manifold: [&'static [Span]; 3],
    pub about_blur: [&'static [Span]; 3],
    pub try_redraw: &'static str,
    pub try_walk: &'static str,
    pub try_manifold: &'static str,
    pub try_blur: &'static str,
}

impl Words for SamplingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SamplingText = SamplingText {
    title: "VAE: sample",
    show: "What is shown",
    prior: "Prior",
    between: "Between two",
    manifold: "Manifold",
    blur: "Why blurry",
    sheet: |chosen| format!("64 samples from the prior; chosen: {}", chosen + 1),
    chosen: |chosen| format!("Sample {}", chosen + 1),
    redraw: "Draw 64 others",
    prior_help: "Each is one z from N(0, I), decoded once. No encoder, no loop over pixels.",
    along_image: "The image on the way",
    along: "On the way from the first to the second",
    along_value: |share| format!("{} %", fixed(share * 100.0, 0)),
    walk: "Walk to and fro",
    stand: "Stand still",
    swap: "Swap the two",
    steps: "Eleven images from the first to the second",
    ends: "The two images",
    end: "Which one is chosen below",
    first: "First",
    second: "Second",
    seen: "as the encoder sees it",
    between_help: "Both are encoded; the way is the straight line between the two posterior means.",
    plane: "The plane of latents of the two-axis model, 20 by 20 decoded images",
    pointed: "Decoded under the pointer",
    latent: |x, y| format!("({}, {})", fixed(x, 2), fixed(y, 2)),
    shares: |x, y| format!("({}, {})", fixed(x, 3), fixed(y, 3)),
    place: "z = Φ⁻¹(u)",
    below: "u, share of the prior below",
    posteriors: "200 test digits' posteriors: one standard deviation to either side, stretched like \
                 the plane",
    manifold_help: "Equal steps of u, so every image stands for as much of the prior as any other.",
    mean: "The decoder's mean: each pixel's probability of ink",
    draw: |number| format!("Draw {} of pixels from it", number + 1),
    draws: "Eight draws of pixels from the same mean",
    entropy: "Entropy of a pixel, mean over 784",
    bits: |bits| format!("{} bits", fixed(bits, 3)),
    undecided: "Pixels between 0.1 and 0.9",
    undecided_value: |share, n| format!("{n} ({})", percent(share)),
    another: "Another sample",
    said: |n| {
        format!(
            "The decoder leaves {n} of the 784 pixels undecided: it gives ink a probability \
             between 0.1 and 0.9. There the draws differ."
        )
    },
    map: "Entropy of each pixel",
    blur_help: "Black: certain; this panel's brightest colour: one bit, a coin's toss. Measured \
                on the mean shown here.",
    notes: "What this shows",
    about_prior: [
        &[
            plain("To "),
            colored(Role::Generated, "sample"),
            plain(": draw a "),
            colored(Role::Latent, "code z"),
            plain(" from the prior, decode it. What is shown is the mean of p(x|z)."),
        ],
        &[plain(
            "Training pulled the posteriors towards the prior, so that most of the prior decodes \
             to something. Not all: between the posteriors of different digits there are codes \
             that no digit ever had.",
        )],
        &[plain(
            "Every sample takes one pass through the decoder; the PixelCNN takes 784.",
        )],
    ],
    about_between: [
        &[
            plain("Two "),
            colored(Role::Data, "images"),
            plain(", their "),
            colored(Role::Latent, "codes"),
            plain(", and what the decoder makes of the codes between."),
        ],
        &[plain(
            "A mean of the two images' pixels would show both, one through the other. On the way \
             between the codes, one digit turns into the other, and much of what is between is a \
             digit too.",
        )],
        &[plain(
            "The middle of a straight line is nearer to 0 than its ends are: denser under the \
             prior, and yet hardly ever drawn, since in many dimensions nearly all draws are far \
             from 0.",
        )],
    ],
    about_manifold: [
        &[
            plain(
                "All that a decoder of two axes can draw, on one sheet. The place u is turned into a ",
            ),
            colored(Role::Latent, "code"),
            plain(" by the inverse of the normal distribution's cumulative function."),
        ],
        &[
            plain("The ellipses are where the encoder puts "),
            colored(Role::Data, "test digits"),
            plain(", the colours their classes, which no training has seen."),
        ],
        &[plain(
            "Where ellipses of different digits meet, the images between them are of neither: two \
             numbers are too few to keep all digits apart.",
        )],
    ],
    about_blur: [
        &[
            plain("Given z, the decoder draws every pixel by itself. Its "),
            colored(Role::Generated, "mean"),
            plain(
                " is grey wherever it does not know where an edge is; drawn pixels are sharp and speckled, and no two draws are alike there.",
            ),
        ],
        &[plain(
            "The grey is no fault of the picture: it is the answer that loses least when the same \
             code stands for many digits. What z does not say, pixels that know nothing of each \
             other cannot agree on.",
        )],
        &[plain(
            "With two axes z says less, and more pixels are undecided. The PixelCNN has no such \
             trouble: it draws each pixel given the others.",
        )],
    ],
    try_redraw: "64 other samples",
    try_walk: "Walk between two digits",
    try_manifold: "All that two axes can draw",
    try_blur: "Two axes: more blur",
};

const KO: SamplingText = SamplingText {
    title: "변분 오토인코더(VAE): 샘플링",
    show: "보여 줄 것",
    prior: "사전 분포",
    between: "두 이미지 사이",
    manifold: "매니폴드",
    blur: "흐린 이유",
    sheet: |chosen| format!("사전 분포에서 뽑은 샘플 64개, 선택: {}번", chosen + 1),
    chosen: |chosen| format!("샘플 {}", chosen + 1),
    redraw: "다른 64개 뽑기",
    prior_help: "각각 N(0, I)에서 z를 하나 뽑아 한 번 디코딩한 것입니다. 인코더도, 픽셀을 도는 반복도 없습니다.",
    along_image: "중간 이미지",
    along: "첫째에서 둘째로 가는 길",
    along_value: |share| format!("{} %", fixed(share * 100.0, 0)),
    walk: "왔다 갔다 하기",
    stand: "멈추기",
    swap: "서로 바꾸기",
    steps: "첫째에서 둘째까지의 이미지 열한 장",
    ends: "두 이미지",
    end: "아래에서 고를 이미지",
    first: "첫째",
    second: "둘째",
    seen: "인코더가 보는 모습",
    between_help: "둘 다 인코딩하며, 두 사후 분포의 평균을 잇는 직선을 따라갑니다.",
    plane: "2축 모델의 잠재 평면, 디코딩한 이미지 20×20장",
    pointed: "포인터 아래를 디코딩한 이미지",
    latent: |x, y| format!("({}, {})", fixed(x, 2), fixed(y, 2)),
    shares: |x, y| format!("({}, {})", fixed(x, 3), fixed(y, 3)),
    place: "z = Φ⁻¹(u)",
    below: "u, 그 아래에 있는 사전 분포의 비율",
    posteriors: "테스트 숫자 200개의 사후 분포: 양쪽으로 표준 편차 하나씩, 평면과 같이 늘린 모양",
    manifold_help: "u를 같은 간격으로 나누므로 모든 이미지가 사전 분포를 같은 몫만큼 대표합니다.",
    mean: "디코더의 평균: 픽셀마다 잉크일 확률",
    draw: |number| format!("픽셀을 뽑은 표본 {}", number + 1),
    draws: "같은 평균에서 픽셀을 뽑은 표본 여덟 개",
    entropy: "픽셀의 엔트로피, 784픽셀 평균",
    bits: |bits| format!("{}비트", fixed(bits, 3)),
    undecided: "확률이 0.1과 0.9 사이인 픽셀",
    undecided_value: |share, n| format!("{n}개 ({})", percent(share)),
    another: "다른 샘플",
    said: |n| {
        format!(
            "디코더는 784픽셀 중 {n}픽셀을 정하지 못했습니다. 잉크일 확률이 0.1과 0.9 사이이며, \
             표본마다 다른 곳이 바로 여기입니다."
        )
    },
    map: "픽셀별 엔트로피",
    blur_help: "검은색은 확실한 픽셀, 가장 밝은 색은 동전 던지기와 같은 1비트입니다. 여기 보이는 \
                평균에서 잰 값입니다.",
    notes: "이 화면이 보여 주는 것",
    about_prior: [
        &[
            colored(Role::Generated, "샘플"),
            plain("을 만들려면 사전 분포에서 "),
            colored(Role::Latent, "코드 z"),
            plain("를 뽑아 디코딩합니다. 화면의 이미지는 p(x|z)의 평균입니다."),
        ],
        &[plain(
            "학습하는 동안 사후 분포들이 사전 분포 쪽으로 당겨졌기 때문에 사전 분포의 대부분은 \
             무언가로 디코딩됩니다. 전부는 아닙니다. 서로 다른 숫자의 사후 분포 사이에는 어떤 \
             숫자도 가진 적이 없는 코드가 있습니다.",
        )],
        &[plain(
            "샘플 하나에 디코더를 한 번만 지나면 됩니다. PixelCNN은 784번 지나야 합니다.",
        )],
    ],
    about_between: [
        &[
            plain("두 "),
            colored(Role::Data, "이미지"),
            plain("와 그 "),
            colored(Role::Latent, "코드"),
            plain(", 그리고 그 사이의 코드들에서 디코더가 만든 이미지입니다."),
        ],
        &[plain(
            "픽셀을 평균하면 두 이미지가 겹쳐 보일 뿐입니다. 코드 사이를 지나면 한 숫자가 다른 \
             숫자로 변하고, 중간의 것도 대개 숫자입니다.",
        )],
        &[plain(
            "직선의 가운데는 양 끝보다 0에 가깝습니다. 사전 분포의 밀도는 더 높지만, 차원이 높으면 \
             표본은 거의 모두 0에서 멀기 때문에 그런 코드는 좀처럼 뽑히지 않습니다.",
        )],
    ],
    about_manifold: [
        &[
            plain(
                "축이 둘인 디코더가 그릴 수 있는 모든 것을 한 장에 펼쳤습니다. 자리 u는 정규분포 누적 분포 함수의 역함수를 거쳐 ",
            ),
            colored(Role::Latent, "코드"),
            plain("가 됩니다."),
        ],
        &[
            plain("타원은 인코더가 "),
            colored(Role::Data, "테스트 숫자"),
            plain("를 놓는 자리이고, 색은 학습에 쓰인 적 없는 숫자의 종류입니다."),
        ],
        &[plain(
            "서로 다른 숫자의 타원이 만나는 곳에서는 어느 쪽도 아닌 이미지가 나옵니다. 수 두 개로는 \
             모든 숫자를 떼어 놓기에 모자랍니다.",
        )],
    ],
    about_blur: [
        &[
            plain(
                "z가 주어지면 디코더는 픽셀을 따로따로 뽑습니다. 획의 가장자리가 어디인지 모르는 곳에서는 ",
            ),
            colored(Role::Generated, "평균"),
            plain("이 회색이 되고, 뽑은 픽셀은 또렷하지만 얼룩지며 뽑을 때마다 다릅니다."),
        ],
        &[plain(
            "회색은 그림의 결함이 아니라, 같은 코드가 여러 숫자를 대표할 때 손실이 가장 적은 \
             답입니다. z가 말해 주지 않는 것을 서로 모르는 픽셀들이 맞출 수는 없습니다.",
        )],
        &[plain(
            "축이 둘이면 z가 말해 주는 것이 더 적어 정해지지 않은 픽셀이 늘어납니다. PixelCNN은 \
             다른 픽셀을 보고 뽑으므로 이런 문제가 없습니다.",
        )],
    ],
    try_redraw: "다른 샘플 64개",
    try_walk: "두 숫자 사이 오가기",
    try_manifold: "두 축이 그릴 수 있는 모든 것",
    try_blur: "두 축: 더 흐려집니다",
};
