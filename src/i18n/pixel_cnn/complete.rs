use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of completions.
pub struct CompleteText {
    pub title: &'static str,
    pub lede: &'static str,
    pub rows_kept: &'static str,
    pub rows_value: fn(n_rows: usize) -> String,
    /// How many pixels are kept, and how many there are now.
    pub sheet: fn(n_given: usize, n_pixels: usize) -> String,
    pub completions: &'static str,
    pub whole: &'static str,
    /// Of each completion, the bits of what was drawn.
    pub bits_of: &'static str,
    pub bits_value: fn(number: usize, bits: f64) -> String,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_few: &'static str,
    pub try_all_but_two: &'static str,
    pub try_another: &'static str,
}

impl Words for CompleteText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: CompleteText = CompleteText {
    title: "PixelCNN: complete",
    lede: "The beginning is given; the rest is drawn nine times.",
    rows_kept: "Rows kept",
    rows_value: |n_rows| format!("{n_rows} of 28"),
    sheet: |n_given, n_pixels| {
        format!("Nine completions: {n_given} pixels given, {n_pixels} of 784 there")
    },
    completions: "Nine completions",
    whole: "The whole image",
    bits_of: "Surprise of what was drawn, at temperature 1",
    bits_value: |number, bits| format!("{number}: {} bits", fixed(bits, 0)),
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The "),
            colored(Role::Data, "rows that are kept"),
            plain(" are the condition. Each "),
            colored(Role::Generated, "pixel after them"),
            plain(" is drawn as ever, given all before it."),
        ],
        &[plain(
            "Nothing was trained for this: the chain rule gives the rest of an image given its \
             beginning for nothing. Its end given its beginning, that is; the other way round \
             would take a sum over all beginnings.",
        )],
        &[plain(
            "A drawing is taken where it was drawn, never moved to the middle: half a digit has \
             its middle elsewhere than the whole one.",
        )],
    ],
    try_few: "Keep six rows: many digits are possible",
    try_all_but_two: "Keep twenty rows: hardly any choice is left",
    try_another: "Nine others: the next seed",
};

const KO: CompleteText = CompleteText {
    title: "PixelCNN: 이어 그리기",
    lede: "앞부분을 주고 나머지를 아홉 번 뽑습니다.",
    rows_kept: "남길 행",
    rows_value: |n_rows| format!("28행 중 {n_rows}행"),
    sheet: |n_given, n_pixels| {
        format!("이어 그린 이미지 9개: 주어진 픽셀 {n_given}개, 784픽셀 중 {n_pixels}픽셀")
    },
    completions: "이어 그린 아홉 가지",
    whole: "전체 이미지",
    bits_of: "새로 뽑은 부분의 정보량(온도 1)",
    bits_value: |number, bits| format!("{number}: {}비트", fixed(bits, 0)),
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Data, "남긴 행"),
            plain("이 조건입니다. 그 뒤의 "),
            colored(Role::Generated, "픽셀"),
            plain("은 늘 그렇듯 앞선 모든 픽셀을 조건으로 하나씩 뽑습니다."),
        ],
        &[plain(
            "이 일을 위해 따로 학습한 것은 없습니다. 연쇄 법칙 덕분에 앞부분이 주어졌을 때 \
             나머지의 분포를 그대로 얻습니다. 거꾸로 뒷부분이 주어졌을 때는 가능한 모든 앞부분에 \
             대해 더해야 합니다.",
        )],
        &[plain(
            "직접 그린 그림은 그린 자리에 그대로 두고 가운데로 옮기지 않습니다. 반쪽 숫자의 \
             중심은 전체 숫자의 중심과 다르기 때문입니다.",
        )],
    ],
    try_few: "여섯 행만 남기기: 여러 숫자가 가능합니다",
    try_all_but_two: "스무 행 남기기: 거의 정해집니다",
    try_another: "다른 아홉 가지: 다음 시드",
};
