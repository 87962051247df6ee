use super::{Words, thousands};
use crate::plot::fixed;

/// The training digits that are most like an image.
pub struct NearestText {
    pub heading: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    pub searching: &'static str,
    /// The smallest distance, among how many digits.
    pub found: fn(distance: f32, n_compared: u32) -> String,
}

impl Words for NearestText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: NearestText = NearestText {
    heading: "Is it copying? The nearest real digits",
    show: "Find the nearest",
    hide: "Hide",
    searching: "Searching the training digits",
    found: |distance, n_compared| {
        format!(
            "Nearest first, of {} of the 55,000 training digits; the first differs by {} \
             a pixel (root mean square, grey 0 to 1).",
            thousands(n_compared.into()),
            fixed(distance.into(), 3)
        )
    },
};

const KO: NearestText = NearestText {
    heading: "베낀 것일까? 가장 가까운 실제 숫자",
    show: "가장 가까운 숫자 찾기",
    hide: "숨기기",
    searching: "학습 숫자에서 찾는 중",
    found: |distance, n_compared| {
        format!(
            "가까운 순서. 학습 숫자 55,000개 중 {}개와 비교했으며, 첫 번째와의 차이는 픽셀당 \
             {}입니다(제곱 평균 제곱근, 밝기 0~1).",
            thousands(n_compared.into()),
            fixed(distance.into(), 3)
        )
    },
};
