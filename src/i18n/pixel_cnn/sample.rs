use crate::i18n::{Span, Words, colored, plain};
use crate::plot::Role;

/// The panel of images drawn from nothing.
pub struct SampleText {
    pub title: &'static str,
    pub lede: &'static str,
    pub show_mask: &'static str,
    pub legend_mask: &'static str,
    pub layer: &'static str,
    /// The layer's number, of how many, which mask it has, and its dilation.
    pub layer_value: fn(number: usize, n_layers: usize, mask: char, dilation: u8) -> String,
    /// Around a pixel, with the name of the mask.
    pub mask_grid: fn(mask: char) -> String,
    /// Of the nearest digits, until the image is whole.
    pub nearest_later: &'static str,
    pub notes: &'static str,
    /// The paragraphs beside the formula.
    pub paragraphs: [&'static [Span]; 3],
}

impl Words for SampleText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SampleText = SampleText {
    title: "PixelCNN",
    lede: "One pixel at a time, given all the pixels before it.",
    show_mask: "Mask",
    legend_mask: "1: what the layer sees around the framed pixel. 0: what it does not see, among it all that comes later.",
    layer: "Layer",
    layer_value: |number, n_layers, mask, dilation| {
        let dilated = match dilation {
            1 => String::new(),
            _ => format!(", dilation {dilation}"),
        };
        format!("{number} of {n_layers}: mask {mask}{dilated}")
    },
    mask_grid: |mask| match mask {
        'A' => "Mask A, the first layer's: 0 at the pixel itself".to_owned(),
        _ => "Mask B, a later layer's: 1 at the pixel itself".to_owned(),
    },
    nearest_later: "When the image is whole, its nearest training digits stand here.",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The probability of an "),
            colored(Role::Data, "image"),
            plain(" is a product: one factor for each pixel, given those before it."),
        ],
        &[
            plain("The "),
            colored(Role::Generated, "next pixel"),
            plain(
                " is a choice among 256 grey values. The network gives each a probability from the ",
            ),
            colored(Role::Data, "pixels already there"),
            plain("; its masks hide the pixel itself and all that follow."),
        ],
        &[plain(
            "In training all pixels are known, so all factors are computed at once. \
             Drawing takes 784 choices, one after the other.",
        )],
    ],
};

const KO: SampleText = SampleText {
    title: "PixelCNN",
    lede: "앞서 그린 모든 픽셀을 조건으로, 한 번에 한 픽셀씩 뽑습니다.",
    show_mask: "마스크",
    legend_mask: "1: 이 층이 테두리 친 픽셀 둘레에서 보는 곳. 0: 보지 않는 곳. 나중에 올 픽셀은 모두 0입니다.",
    layer: "층",
    layer_value: |number, n_layers, mask, dilation| {
        let dilated = match dilation {
            1 => String::new(),
            _ => format!(", 팽창 {dilation}"),
        };
        format!("{n_layers}층 중 {number}층: 마스크 {mask}{dilated}")
    },
    mask_grid: |mask| match mask {
        'A' => "마스크 A(첫 층): 그 픽셀 자신도 0".to_owned(),
        _ => "마스크 B(이후 층): 그 픽셀 자신은 1".to_owned(),
    },
    nearest_later: "이미지가 완성되면 가장 가까운 학습 숫자가 여기에 나옵니다.",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Data, "이미지"),
            plain("의 확률은 픽셀마다 하나씩인 조건부 확률의 곱입니다. 조건은 앞선 픽셀들입니다."),
        ],
        &[
            colored(Role::Generated, "다음 픽셀"),
            plain("은 256개의 밝기 값 중 하나입니다. 신경망은 "),
            colored(Role::Data, "이미 그린 픽셀"),
            plain("만 보고 각 값의 확률을 정합니다. 그 픽셀과 뒤따르는 픽셀은 마스크가 가립니다."),
        ],
        &[plain(
            "학습할 때는 모든 픽셀을 알고 있으므로 모든 조건부 확률을 한꺼번에 계산합니다. \
             그릴 때는 784번을 차례로 뽑아야 합니다.",
        )],
    ],
};
