use super::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of surprise.
pub struct SurpriseText {
    /// With the net's name.
    pub title: fn(net: &str) -> String,
    /// The image, for those who do not see it.
    pub image: &'static str,
    pub map: &'static str,
    pub totals: &'static str,
    pub totals_help: &'static str,
    /// A link to the other net's panel, with its name.
    pub to_other: fn(net: &str) -> String,
    pub of_histogram: &'static str,
    pub of_uniform: &'static str,
    /// Bits in all, and a pixel.
    pub total_value: fn(bits: f64, bits_per_pixel: f64) -> String,
    pub pixel: fn(row: usize, column: usize) -> String,
    pub no_pixel: &'static str,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_shoe: &'static str,
    pub try_noise: &'static str,
    pub try_drawing: &'static str,
}

impl Words for SurpriseText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SurpriseText = SurpriseText {
    title: |net| format!("{net}: surprise"),
    image: "The image",
    map: "Surprise of each pixel",
    totals: "The whole image costs",
    totals_help: "At temperature 1, always: a score is the model's own.",
    to_other: |net| format!("The same image to the {net}"),
    of_histogram: "grey values' frequencies alone",
    of_uniform: "uniform: 8 bits a pixel",
    total_value: |bits, bits_per_pixel| {
        format!(
            "{} bits, {} a pixel",
            fixed(bits, 0),
            fixed(bits_per_pixel, 2)
        )
    },
    pixel: |row, column| format!("Softmax at row {row}, column {column}"),
    no_pixel: "Softmax of a pixel",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("Of any "),
            colored(Role::Data, "image"),
            plain(" the model tells the exact probability. Its "),
            colored(Role::Error, "surprise"),
            plain(
                " in bits, pixel by pixel, adds up to the length of the image in this model's best \
                 code: the one that is shortest on average if the model is right.",
            ),
        ],
        &[plain(
            "Beside shoes and noise, digits cost little: paper is certain, the inside of a stroke \
             nearly so, and the bits are at the edges, where a stroke may begin or end.",
        )],
        &[plain(
            "A shoe is no digit, and the model has never seen one. Noise costs more than a blind \
             guess would: the model is sure, and wrong.",
        )],
    ],
    try_shoe: "A shoe",
    try_noise: "Noise",
    try_drawing: "Draw a digit",
};

const KO: SurpriseText = SurpriseText {
    title: |net| format!("{net}: 정보량"),
    image: "이미지",
    map: "픽셀별 정보량",
    totals: "이미지 전체에 드는 비트",
    totals_help: "점수는 모델 자신의 것이므로 언제나 온도 1에서 계산합니다.",
    to_other: |net| format!("같은 이미지를 {net}에서 보기"),
    of_histogram: "밝기 값의 빈도만 알 때",
    of_uniform: "균등 분포: 픽셀당 8비트",
    total_value: |bits, bits_per_pixel| {
        format!(
            "{}비트, 픽셀당 {}",
            fixed(bits, 0),
            fixed(bits_per_pixel, 2)
        )
    },
    pixel: |row, column| format!("{row}행 {column}열 픽셀의 소프트맥스"),
    no_pixel: "픽셀의 소프트맥스",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("이 모델은 어떤 "),
            colored(Role::Data, "이미지"),
            plain("든 정확한 확률을 알려 줍니다. 픽셀마다 비트로 나타낸 "),
            colored(Role::Error, "정보량"),
            plain(
                "을 모두 더하면 그 이미지를 이 모델의 최적 부호로 적은 길이가 됩니다. 모델이 맞을 때 평균 \
                 길이가 가장 짧은 부호입니다.",
            ),
        ],
        &[plain(
            "신발이나 잡음에 비하면 숫자에는 비트가 적게 듭니다. 바탕은 확실하고 획의 안쪽도 거의 확실하며, 비트는 획이 시작하거나 \
             끝날 수 있는 가장자리에 모입니다.",
        )],
        &[plain(
            "신발은 숫자가 아니고 모델이 본 적도 없습니다. 잡음에는 무작위로 찍을 때보다도 많은 \
             비트가 듭니다. 모델이 확신하면서 틀리기 때문입니다.",
        )],
    ],
    try_shoe: "신발",
    try_noise: "잡음",
    try_drawing: "숫자 그리기",
};
