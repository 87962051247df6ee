use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of the code: what is left of an image between encoder and decoder.
pub struct CodeText {
    pub title: &'static str,
    pub sizes: &'static str,
    pub size: fn(n: usize) -> String,
    pub image: &'static str,
    pub encoder: &'static str,
    pub decoder: &'static str,
    pub code_picture: fn(n: usize) -> String,
    pub reconstruction: &'static str,
    /// The decoder's image of a code that a hand has set.
    pub decoded: &'static str,
    pub compression: fn(n_pixels: usize, n_code: usize) -> String,
    pub error_name: &'static str,
    pub error: fn(squared_error: f64) -> String,
    pub error_help: &'static str,
    pub error_map: &'static str,
    pub error_of_own: &'static str,
    pub error_of_dragged: &'static str,
    pub plane: &'static str,
    pub plane_label: &'static str,
    pub plane_help: &'static str,
    pub numbers: fn(n: usize) -> String,
    pub axis: fn(number: usize) -> String,
    pub axes_help: &'static str,
    pub codes_coming: &'static str,
    pub own_code: &'static str,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_drawing: &'static str,
    pub try_large: &'static str,
    pub try_shoe: &'static str,
}

impl Words for CodeText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: CodeText = CodeText {
    title: "Autoencoder: code",
    sizes: "Numbers of the code",
    size: |n| n.to_string(),
    image: "Image",
    encoder: "encoder →",
    decoder: "→ decoder",
    code_picture: |n| format!("The {n} numbers of the code as bars"),
    reconstruction: "Reconstruction",
    decoded: "Decoded from your code",
    compression: |n_pixels, n_code| {
        format!(
            "{n_pixels} → {n_code} → {n_pixels} numbers: {} to 1",
            n_pixels / n_code.max(1)
        )
    },
    error_name: "L2",
    error: |squared_error| fixed(squared_error, 4),
    error_help: "Mean squared difference of a pixel, black 0 and white 1",
    error_map: "Error by pixel",
    error_of_own: "L2 of the encoder's code",
    error_of_dragged: "L2 of your code",
    plane: "The plane of codes",
    plane_label: "The plane of codes; drag the point, or move it with the arrow keys",
    plane_help: "Each small digit is a test digit at its code. Drag the point: the decoder draws \
                 what lies there.",
    numbers: |n| format!("The {n} numbers of the code"),
    axis: |number| format!("Number {number} of the code"),
    axes_help: "Each slider reaches as far as the test digits' codes do; the mark is the \
                encoder's own number.",
    codes_coming: "The test digits' codes are being computed.",
    own_code: "Back to the encoder's code",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The encoder squeezes an "),
            colored(Role::Data, "image"),
            plain(" into a "),
            colored(Role::Latent, "code"),
            plain(" of a few numbers, and the decoder makes an "),
            colored(Role::Generated, "image"),
            plain(" of the code. Both were trained to keep the "),
            colored(Role::Error, "squared error"),
            plain(" between the two small; no label was used."),
        ],
        &[plain(
            "The narrower the code, the more it must leave out: what is common to many digits \
             stays, what is this digit's own goes. The error map shows what was lost.",
        )],
        &[plain(
            "What no training image looked like cannot be coded well: a shoe comes back as \
             strokes of digits.",
        )],
    ],
    try_drawing: "Draw a digit of your own",
    try_large: "32 numbers: almost nothing is lost",
    try_shoe: "A boot through a code for digits",
};

const KO: CodeText = CodeText {
    title: "오토인코더: 잠재 코드",
    sizes: "코드의 차원",
    size: |n| n.to_string(),
    image: "이미지",
    encoder: "인코더 →",
    decoder: "→ 디코더",
    code_picture: |n| format!("{n}차원 코드의 막대그래프"),
    reconstruction: "복원",
    decoded: "바꾼 코드를 디코딩한 이미지",
    compression: |n_pixels, n_code| {
        format!(
            "숫자 {n_pixels}개 → {n_code}개 → {n_pixels}개 ({}:1)",
            n_pixels / n_code.max(1)
        )
    },
    error_name: "L2",
    error: |squared_error| fixed(squared_error, 4),
    error_help: "픽셀당 평균 제곱 오차(검정 0, 흰색 1)",
    error_map: "픽셀별 오차",
    error_of_own: "인코더 코드의 L2",
    error_of_dragged: "바꾼 코드의 L2",
    plane: "코드 평면",
    plane_label: "코드 평면. 점을 끌거나 화살표 키로 옮길 수 있습니다",
    plane_help: "작은 숫자는 각 테스트 이미지를 그 코드 자리에 표시한 것입니다. 점을 끌면 \
                 디코더가 그 자리의 이미지를 그립니다.",
    numbers: |n| format!("{n}차원 코드의 각 성분"),
    axis: |number| format!("코드의 {number}번째 성분"),
    axes_help: "슬라이더의 범위는 테스트 이미지 코드의 범위이고, 표시선은 인코더가 낸 값입니다.",
    codes_coming: "테스트 이미지의 코드를 계산하고 있습니다.",
    own_code: "인코더의 코드로 되돌리기",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("인코더는 "),
            colored(Role::Data, "이미지"),
            plain("를 숫자 몇 개의 "),
            colored(Role::Latent, "코드"),
            plain("로 압축하고, 디코더는 코드에서 다시 "),
            colored(Role::Generated, "이미지"),
            plain("를 만듭니다. 둘은 레이블 없이 두 이미지의 "),
            colored(Role::Error, "제곱 오차"),
            plain("가 작아지도록 학습했습니다."),
        ],
        &[plain(
            "코드가 좁을수록 더 많이 버려야 합니다. 여러 숫자에 공통된 것은 남고 그 숫자만의 \
             특징은 사라집니다. 오차 지도에서 무엇을 잃었는지 볼 수 있습니다.",
        )],
        &[plain(
            "학습 이미지와 전혀 다른 것은 잘 부호화되지 않습니다. 신발은 숫자의 획으로 되돌아옵니다.",
        )],
    ],
    try_drawing: "직접 숫자를 그려 보기",
    try_large: "32차원: 거의 잃지 않음",
    try_shoe: "숫자용 코드에 부츠를 넣어 보기",
};
