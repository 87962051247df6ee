use super::{Words, thousands};
use crate::plot::{fixed, short};

/// Images that grow pixel by pixel, whichever net draws them.
pub struct GrowthText {
    pub image: fn(n_pixels: usize, length: usize) -> String,
    /// What the picture shows: a choice of four.
    pub show: &'static str,
    pub show_image: &'static str,
    pub show_surprise: &'static str,
    pub show_field: &'static str,
    pub legend_image: &'static str,
    /// With the bits that a uniform guess costs.
    pub legend_surprise: fn(bits: f32) -> String,
    /// With the number of pixels.
    pub legend_field: fn(n_pixels: usize) -> String,
    pub n_images: &'static str,
    /// The images side by side, and the one that is looked at.
    pub sheet: fn(n_images: usize, watched: usize) -> String,
    pub temperature: &'static str,
    pub temperature_value: fn(f32) -> String,
    pub distribution_drawn: fn(row: usize, column: usize) -> String,
    pub distribution_next: fn(row: usize, column: usize) -> String,
    pub distribution_none: &'static str,
    pub grey_range: &'static str,
    pub all_greys: &'static str,
    pub dark_greys: &'static str,
    pub bright_greys: &'static str,
    pub bar_scale: &'static str,
    pub linear: &'static str,
    pub logarithmic: &'static str,
    pub drawn_value: &'static str,
    pub not_drawn: &'static str,
    /// The probability of the drawn value, at a temperature.
    pub probability: fn(temperature: f32) -> String,
    pub surprise: &'static str,
    pub image_so_far: &'static str,
    /// Pixels there, pixels in all, and the surprise of those there.
    pub so_far: fn(n_pixels: usize, length: usize) -> String,
    /// The logarithm of the product so far, in bits.
    pub log_likelihood: &'static str,
    pub log_likelihood_value: fn(f64) -> String,
    pub bits: fn(f64) -> String,
    pub bits_per_pixel: &'static str,
    pub bits_per_pixel_value: fn(f64) -> String,
    pub bits_chart: &'static str,
    /// What the chart's horizontal axis counts.
    pub pixel: &'static str,
    /// With as many parameters, and pixels that can reach one.
    pub model: fn(n_parameters: u64, receptive_field: u32) -> String,
    pub try_slow: &'static str,
    pub try_another: &'static str,
    pub try_cold: &'static str,
}

impl Words for GrowthText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: GrowthText = GrowthText {
    image: |n_pixels, length| format!("The image so far: {n_pixels} of {length} pixels"),
    show: "What the picture shows",
    show_image: "Image",
    show_surprise: "Surprise",
    show_field: "Receptive field",
    legend_image: "Point at a finished pixel for its softmax.",
    legend_surprise: |bits| {
        format!(
            "-log2 p of each pixel: black 0 bits, colour {} bits (a blind guess).",
            short(bits.into())
        )
    },
    legend_field: |n_pixels| {
        format!("In colour: the {n_pixels} pixels that can reach the framed one.")
    },
    n_images: "Images at once",
    sheet: |n_images, watched| format!("{n_images} images; looked at: image {watched}"),
    temperature: "Temperature",
    temperature_value: |temperature| fixed(temperature.into(), 2),
    distribution_drawn: |row, column| format!("Softmax at row {row}, column {column}"),
    distribution_next: |row, column| format!("Softmax at row {row}, column {column}, the next"),
    distribution_none: "Softmax of a pixel",
    grey_range: "Grey values shown",
    all_greys: "0–255",
    dark_greys: "0–15",
    bright_greys: "240–255",
    bar_scale: "Scale of the probabilities",
    linear: "Linear",
    logarithmic: "Log",
    drawn_value: "drawn value",
    not_drawn: "not drawn yet",
    probability: |temperature| {
        format!(
            "its probability, at temperature {}",
            fixed(temperature.into(), 2)
        )
    },
    surprise: "its surprise, at temperature 1",
    image_so_far: "image so far",
    so_far: |n_pixels, length| format!("{n_pixels} of {length} pixels"),
    log_likelihood: "log2 p(x so far), at temperature 1",
    log_likelihood_value: |bits| format!("{} bits", fixed(0.0 - bits, 1)),
    bits: |bits| format!("{} bits", fixed(bits, 2)),
    bits_per_pixel: "bits per pixel",
    bits_per_pixel_value: |bits| fixed(bits, 3),
    bits_chart: "Bits per pixel over the pixels drawn so far",
    pixel: "pixel",
    model: |n_parameters, receptive_field| {
        format!(
            "{} parameters; a pixel is drawn given up to {receptive_field} pixels before it.",
            thousands(n_parameters)
        )
    },
    try_slow: "Slow to one pixel a second",
    try_another: "Another image: the next seed",
    try_cold: "Cold from here on: 0.3",
};

const KO: GrowthText = GrowthText {
    image: |n_pixels, length| format!("지금까지의 이미지: {length}픽셀 중 {n_pixels}픽셀"),
    show: "그림에 표시할 것",
    show_image: "이미지",
    show_surprise: "정보량",
    show_field: "수용 영역",
    legend_image: "이미 그린 픽셀을 가리키면 그 픽셀의 소프트맥스가 보입니다.",
    legend_surprise: |bits| {
        format!(
            "픽셀마다 -log2 p: 검정은 0비트, 색은 {}비트(무작위 추측과 같음).",
            short(bits.into())
        )
    },
    legend_field: |n_pixels| {
        format!("색칠한 픽셀 {n_pixels}개가 테두리 친 픽셀에 영향을 줄 수 있습니다.")
    },
    n_images: "한 번에 그릴 이미지",
    sheet: |n_images, watched| format!("이미지 {n_images}개, 보고 있는 것: {watched}번"),
    temperature: "온도",
    temperature_value: |temperature| fixed(temperature.into(), 2),
    distribution_drawn: |row, column| format!("{row}행 {column}열 픽셀의 소프트맥스"),
    distribution_next: |row, column| format!("다음 픽셀({row}행 {column}열)의 소프트맥스"),
    distribution_none: "픽셀의 소프트맥스",
    grey_range: "표시할 밝기 값",
    all_greys: "0–255",
    dark_greys: "0–15",
    bright_greys: "240–255",
    bar_scale: "확률의 눈금",
    linear: "선형",
    logarithmic: "로그",
    drawn_value: "뽑힌 값",
    not_drawn: "아직 뽑지 않음",
    probability: |temperature| format!("그 값의 확률(온도 {})", fixed(temperature.into(), 2)),
    surprise: "그 값의 정보량(온도 1)",
    image_so_far: "지금까지의 이미지",
    so_far: |n_pixels, length| format!("{length}픽셀 중 {n_pixels}픽셀"),
    log_likelihood: "지금까지의 log2 p(x)(온도 1)",
    log_likelihood_value: |bits| format!("{}비트", fixed(0.0 - bits, 1)),
    bits: |bits| format!("{}비트", fixed(bits, 2)),
    bits_per_pixel: "픽셀당 비트",
    bits_per_pixel_value: |bits| fixed(bits, 3),
    bits_chart: "지금까지 그린 픽셀의 픽셀당 비트",
    pixel: "픽셀",
    model: |n_parameters, receptive_field| {
        format!(
            "매개변수 {}개. 한 픽셀은 앞선 픽셀 최대 {receptive_field}개를 조건으로 뽑습니다.",
            thousands(n_parameters)
        )
    },
    try_slow: "초당 한 픽셀로 늦추기",
    try_another: "다른 이미지: 다음 시드",
    try_cold: "여기서부터 차갑게: 온도 0.3",
};
