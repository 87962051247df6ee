use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed, short};

/// The panel of the code: what is left of an image between encoder and decoder.
pub struct CodeText {
    pub title: &'static str,
    /// What is chosen with `size`, for those who do not see it.
    pub sizes: &'static str,
    pub size: fn(n: usize) -> String,
    pub image: &'static str,
    pub encoder: &'static str,
    pub decoder: &'static str,
    pub code_picture: fn(n: usize) -> String,
    /// What the decoder makes of the encoder's own code, and of another one.
    pub reconstruction: &'static str,
    pub decoded: &'static str,
    pub compression: fn(n_pixels: usize, n_code: usize) -> String,
    pub error_name: &'static str,
    pub error: fn(f64) -> String,
    pub error_help: &'static str,
    pub error_map: &'static str,
    pub plane: &'static str,
    pub plane_label: &'static str,
    pub plane_help: &'static str,
    pub numbers: fn(n: usize) -> String,
    pub axis: fn(axis: usize) -> String,
    pub axes_help: &'static str,
    pub codes_coming: &'static str,
    pub own_code: &'static str,
    pub error_of_own: &'static str,
    pub error_of_dragged: &'static str,
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
    size: |n| format!("{n} numbers"),
    image: "Image",
    encoder: "encoder",
    decoder: "decoder",
    code_picture: |n| format!("The code: {n} numbers, as bars to the left and to the right of 0"),
    reconstruction: "Reconstruction",
    decoded: "Decoded from your code",
    compression: |n_pixels, n_code| {
        format!(
            "{n_pixels} → {n_code} → {n_pixels} numbers: {} times fewer in the middle",
            ratio(n_pixels, n_code)
        )
    },
    error_name: "L2 error",
    error: |error| fixed(error, 4),
    error_help: "Mean squared difference of a pixel, from 0 for none to 1 for white instead of \
                 black.",
    error_map: "Error by pixel",
    plane: "The plane of codes",
    plane_label: "The plane of codes with 200 test digits on it; the arrow keys move the point \
                  that is decoded",
    plane_help: "200 test digits where the encoder puts them; the ring is this image. Drag the \
                 point anywhere, or move it with the arrow keys (Shift: larger steps).",
    numbers: |n| format!("The {n} numbers of the code"),
    axis: |axis| format!("Number {axis} of the code"),
    axes_help: "Each slider reaches as far as the codes of 200 test digits; the mark is the \
                encoder's own number.",
    codes_coming: "The codes of the test digits are on their way",
    own_code: "Back to the encoder's code",
    error_of_own: "L2 of the encoder's code",
    error_of_dragged: "L2 of your code",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The encoder turns an "),
            colored(Role::Data, "image"),
            plain(" into a few numbers, its "),
            colored(Role::Latent, "code"),
            plain(", and the decoder must make the "),
            colored(Role::Generated, "image"),
            plain(" of these alone. Both are trained for one thing: a small "),
            colored(Role::Error, "error"),
            plain("."),
        ],
        &[plain(
            "With two numbers, digits that look alike share a place, and the decoder answers with \
             their blend. More numbers keep more of a hand's own strokes.",
        )],
        &[plain(
            "Nothing says where codes should lie. Drag the point away from the digits: the decoder \
             was never asked what belongs there, and answers all the same.",
        )],
    ],
    try_drawing: "Draw a digit",
    try_large: "A code of 32 numbers",
    try_shoe: "A shoe, which no code was made for",
};

const KO: CodeText = CodeText {
    title: "오토인코더: 잠재 코드",
    sizes: "코드의 차원",
    size: |n| format!("{n}차원"),
    image: "입력 이미지",
    encoder: "인코더",
    decoder: "디코더",
    code_picture: |n| format!("코드: 0을 기준으로 좌우 막대로 나타낸 {n}개의 수"),
    reconstruction: "재구성 이미지",
    decoded: "옮긴 코드를 디코딩한 이미지",
    compression: |n_pixels, n_code| {
        format!(
            "{n_pixels} → {n_code} → {n_pixels}차원: 가운데에서 {}분의 1로 압축",
            ratio(n_pixels, n_code)
        )
    },
    error_name: "L2 오차",
    error: |error| fixed(error, 4),
    error_help: "픽셀당 평균 제곱 오차입니다. 차이가 없으면 0, 흑과 백이 뒤바뀌면 1입니다.",
    error_map: "픽셀별 오차",
    plane: "코드 평면",
    plane_label: "테스트 숫자 200개가 놓인 코드 평면. 화살표 키로 디코딩할 점을 옮깁니다",
    plane_help: "인코더가 테스트 숫자 200개를 놓은 자리입니다. 고리는 지금 이미지의 코드입니다. 점을 \
                 끌거나 화살표 키로 옮겨 보세요(Shift: 큰 걸음).",
    numbers: |n| format!("코드를 이루는 {n}개의 수"),
    axis: |axis| format!("코드의 {axis}번째 수"),
    axes_help: "슬라이더의 범위는 테스트 숫자 200개의 코드가 퍼진 범위이고, 눈금은 인코더가 낸 \
                값입니다.",
    codes_coming: "테스트 숫자의 코드를 불러오는 중",
    own_code: "인코더의 코드로 되돌리기",
    error_of_own: "인코더 코드의 L2 오차",
    error_of_dragged: "옮긴 코드의 L2 오차",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("인코더는 "),
            colored(Role::Data, "이미지"),
            plain("를 몇 개의 수, 곧 "),
            colored(Role::Latent, "코드"),
            plain("로 바꾸고, 디코더는 이 수만 가지고 "),
            colored(Role::Generated, "이미지"),
            plain("를 다시 만들어야 합니다. 둘은 오직 "),
            colored(Role::Error, "재구성 오차"),
            plain("를 줄이도록 함께 학습됩니다."),
        ],
        &[plain(
            "수가 둘뿐이면 비슷하게 생긴 숫자들이 한자리에 모이고, 디코더는 그 평균 같은 그림을 \
             냅니다. 차원이 커질수록 글씨마다의 획이 더 많이 남습니다.",
        )],
        &[plain(
            "코드가 어디에 놓여야 하는지는 아무도 정해 주지 않았습니다. 점을 숫자들에서 멀리 끌어 \
             보세요. 디코더는 배운 적 없는 자리에서도 무언가를 그려 냅니다.",
        )],
    ],
    try_drawing: "숫자 그리기",
    try_large: "32차원 코드",
    try_shoe: "신발: 학습한 적 없는 이미지",
};

/// How many times fewer, to one decimal where it is not whole.
fn ratio(n_pixels: usize, n_code: usize) -> String {
    short((n_pixels as f64 / n_code.max(1) as f64 * 10.0).round() / 10.0)
}
