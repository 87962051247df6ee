use super::Words;
use crate::plot::percent;

/// What the classifier says of images.
pub struct ClassifiedText {
    pub heading: &'static str,
    pub show: &'static str,
    pub hide: &'static str,
    /// Until the images are whole.
    pub later: &'static str,
    pub judging: &'static str,
    /// Of one image: the likeliest class, and its probability.
    pub one: fn(class: u8, probability: f64) -> String,
    /// From which probability on it is sure; of how many images, and of how many real digits.
    pub several: fn(from: f32, sure: usize, n: usize, real_sure: usize, n_real: usize) -> String,
    pub legend: &'static str,
}

impl Words for ClassifiedText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: ClassifiedText = ClassifiedText {
    heading: "Is it a digit? A classifier's verdict",
    show: "Ask the classifier",
    hide: "Hide",
    later: "When the image is whole, the verdict stands here.",
    judging: "The classifier is looking.",
    one: |class, probability| format!("Most likely a {class}: {}.", percent(probability)),
    several: |from, sure, n, real_sure, n_real| {
        format!(
            "Sure ({} or more for one class) of {sure} of {n} images; of real test digits, of \
             {real_sure} of {n_real}.",
            percent(from.into())
        )
    },
    legend: "Below each image: its likeliest class, and as a bar that class's probability.",
};

const KO: ClassifiedText = ClassifiedText {
    heading: "숫자로 보일까? 분류기의 판정",
    show: "분류기에 묻기",
    hide: "숨기기",
    later: "이미지가 완성되면 판정이 여기에 나옵니다.",
    judging: "분류기가 보는 중입니다.",
    one: |class, probability| {
        format!(
            "가장 그럴듯한 숫자는 {class}: 확률 {}.",
            percent(probability)
        )
    },
    several: |from, sure, n, real_sure, n_real| {
        format!(
            "확신한(한 클래스의 확률이 {} 이상인) 이미지: {n}개 중 {sure}개. 실제 테스트 숫자는 \
             {n_real}개 중 {real_sure}개.",
            percent(from.into())
        )
    },
    legend: "이미지 아래: 가장 그럴듯한 클래스와, 막대로 나타낸 그 확률.",
};
