use crate::i18n::Words;

/// The choice of an image to start from.
pub struct SourceText {
    pub kind: &'static str,
    pub digit: &'static str,
    pub drawing: &'static str,
    pub fashion: &'static str,
    pub noise: &'static str,
    pub sample: &'static str,
    /// The sheet of test digits, with the chosen one's number.
    pub digits: fn(chosen: usize) -> String,
    pub fashion_sheet: fn(chosen: usize) -> String,
    pub sets_coming: &'static str,
    pub board: &'static str,
    pub board_help: &'static str,
    pub undo: &'static str,
    pub clear: &'static str,
}

impl Words for SourceText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SourceText = SourceText {
    kind: "The image",
    digit: "Test digit",
    drawing: "Drawing",
    fashion: "Shoes, clothes",
    noise: "Noise",
    sample: "A sample",
    digits: |chosen| format!("200 test digits, which no training has seen; chosen: {chosen}"),
    fashion_sheet: |chosen| format!("20 images of Fashion-MNIST; chosen: {chosen}"),
    sets_coming: "The images are on their way",
    board: "Board to draw a digit on",
    board_help: "Draw inside the frame, as large as it is: MNIST's digits fill it. By keys: the \
                 arrows move the pen, Space sets it down and lifts it, Backspace takes back.",
    undo: "Undo",
    clear: "Clear",
};

const KO: SourceText = SourceText {
    kind: "이미지",
    digit: "테스트 숫자",
    drawing: "직접 그리기",
    fashion: "신발과 옷",
    noise: "잡음",
    sample: "샘플",
    digits: |chosen| format!("학습에 쓰지 않은 테스트 숫자 200개, 선택: {chosen}번"),
    fashion_sheet: |chosen| format!("Fashion-MNIST 이미지 20개, 선택: {chosen}번"),
    sets_coming: "이미지를 불러오는 중",
    board: "숫자를 그리는 판",
    board_help: "틀을 가득 채우도록 그려 주세요. MNIST 숫자가 그 크기입니다. 키보드로는 화살표로 \
                 펜을 옮기고, 스페이스로 펜을 내리거나 들고, 백스페이스로 되돌립니다.",
    undo: "되돌리기",
    clear: "지우기",
};
