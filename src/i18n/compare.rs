use super::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};
use crate::protocol::{Contender, MOST_COMPARED, PixelNet};

// The test digits, which the words below write out.
const _: () = assert!(MOST_COMPARED == 200);

/// All models side by side.
pub struct CompareText {
    pub title: &'static str,
    pub models: &'static str,
    pub name: fn(Contender) -> String,
    /// What its images are, in a few words.
    pub what: fn(Contender) -> &'static str,
    pub counts: &'static str,
    pub count: fn(n: u16) -> String,
    pub start: &'static str,
    pub stop: &'static str,
    pub done: &'static str,
    /// How many of the models are measured, and which one is now.
    pub progress: fn(n: usize, of: usize, now: Option<&str>) -> String,
    /// What of the model named is done, in percent.
    pub part: fn(name: &str, percent: f64) -> String,
    pub x_axis: &'static str,
    pub y_axis: &'static str,
    pub chart: &'static str,
    pub no_mark: &'static str,
    /// What is said of a mark: whose it is, and a figure of it.
    pub mark: fn(name: &str, figures: &[String; 2]) -> String,
    pub valued: fn(name: &str, value: &str) -> String,
    pub table: &'static str,
    pub figure: FigureText,
    pub costs: &'static str,
    pub qualities: &'static str,
    pub likelihoods: &'static str,
    pub samples: &'static str,
    pub nearest: &'static str,
    /// Whose images a sheet has, and which one is chosen.
    pub sheet: fn(name: &str, chosen: usize) -> String,
    pub nearest_sheet: fn(name: &str) -> String,
    /// A figure that a model has not, by its nature.
    pub none: &'static str,
    pub at_most: fn(value: &str) -> String,
    /// Test digits scored so far, where they are not all.
    pub so_far: fn(n_digits: u16) -> String,
    pub recorded: fn(value: &str) -> String,
    pub milliseconds: fn(value: &str) -> String,
    pub whole: fn(u64) -> String,
    pub kilobytes: fn(value: &str) -> String,
    pub picked: fn(name: &str, image: usize) -> String,
    pub not_drawn: &'static str,
    /// The heading of the picture that is saved.
    pub picture: fn(seed: u64, n: u16) -> String,
    pub png: &'static str,
    pub csv: &'static str,
    pub why: &'static str,
    pub reasons: [&'static str; 5],
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_autoencoders: &'static str,
    pub try_sharpness: &'static str,
    pub try_many: &'static str,
}

/// What each figure is called, with its unit.
pub struct FigureText {
    pub time: &'static str,
    pub stages: &'static str,
    pub multiply_adds: &'static str,
    pub parameters: &'static str,
    pub bytes: &'static str,
    pub score: &'static str,
    pub covered: &'static str,
    pub sharpness: &'static str,
    pub nearness: &'static str,
    pub grey_bits: &'static str,
    pub nats: &'static str,
    pub elbo: &'static str,
}

impl Words for CompareText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: CompareText = CompareText {
    title: "All models side by side",
    models: "Models",
    name: |contender| match contender {
        Contender::Pixels(PixelNet::Rnn) => "PixelRNN".to_owned(),
        Contender::Pixels(PixelNet::Cnn) => "PixelCNN".to_owned(),
        Contender::Pixels(PixelNet::CnnBinary) => "Binary PixelCNN".to_owned(),
        Contender::Autoencoder(size) => format!("Autoencoder {}", size.n()),
        Contender::VaeMeans => "VAE means".to_owned(),
        Contender::VaeDrawn => "VAE samples".to_owned(),
        Contender::Gan => "GAN".to_owned(),
        Contender::Real => "Real digits".to_owned(),
        Contender::RealBinary => "Real, binary".to_owned(),
    },
    what: |contender| match contender {
        Contender::Pixels(PixelNet::Rnn | PixelNet::Cnn) => "256 greys, pixel by pixel",
        Contender::Pixels(PixelNet::CnnBinary) => "ink or none, pixel by pixel",
        Contender::Autoencoder(_) => "codes from a fitted Gaussian",
        Contender::VaeMeans => "the decoder's means",
        Contender::VaeDrawn => "pixels drawn from the means",
        Contender::Gan => "noise through the generator",
        Contender::Real => "test digits",
        Contender::RealBinary => "test digits, binarised",
    },
    counts: "Images of each",
    count: |n| n.to_string(),
    start: "Measure",
    stop: "Stop",
    done: "Measured",
    progress: |n, of, now| {
        let now = now.map_or_else(String::new, |name| format!(": {name} now"));
        format!("{n} of {of} measured{now}")
    },
    part: |name, percent| format!("{name}: {} % measured", fixed(percent, 0)),
    x_axis: "Across",
    y_axis: "Up",
    chart: "Models by cost and quality",
    no_mark: "Point at a mark, or go with the arrow keys",
    mark: |name, [x, y]| format!("{name} · {x} · {y}"),
    valued: |name, value| format!("{name}: {value}"),
    table: "Figures of all models",
    figure: FigureText {
        time: "Time an image",
        stages: "Stages in sequence",
        multiply_adds: "Million multiply-adds an image",
        parameters: "Parameters to draw with",
        bytes: "File of weights",
        score: "Classifier's score, 1 to 10",
        covered: "Classes covered, of 10",
        sharpness: "Sharpness: distance from real",
        nearness: "Distance to nearest training digit",
        grey_bits: "Grey digits, bits a pixel",
        nats: "Binary digits, nats an image",
        elbo: "The same by the ELBO alone",
    },
    costs: "What an image costs",
    qualities: "What the images are like",
    likelihoods: "−log p of 200 test digits",
    samples: "Samples",
    nearest: "Nearest training digit of each",
    sheet: |name, chosen| format!("{name}: samples, number {chosen} is chosen"),
    nearest_sheet: |name| format!("{name}: the training digit nearest to each sample"),
    none: "none",
    at_most: |value| format!("≤ {value}"),
    so_far: |n_digits| format!("{n_digits} digits so far"),
    recorded: |value| format!("all 10,000: {value}, from the manifest"),
    milliseconds: |value| format!("{value} ms"),
    whole: thousands,
    kilobytes: |value| format!("{value} KB"),
    picked: |name, image| format!("{name}, sample {image}"),
    not_drawn: "It is not drawn yet.",
    picture: |seed, n| format!("Density Lab: all models, seed {seed}, {n} images of each"),
    png: "Picture (PNG)",
    csv: "Table (CSV)",
    why: "How to read the figures",
    reasons: [
        "Time is measured in this browser while the images are made, up to 16 of them side by side. \
         A stage is one pass through the net: one for each of the 784 pixels where an image is drawn \
         pixel by pixel, else one in all. Multiply-adds and parameters are counted from the layers' \
         shapes.",
        "Sharpness: how far the distribution of steps between neighbouring pixels is from that of \
         2,000 training digits (Wasserstein distance, grey 0 to 1); samples of ink or none are held \
         against binarised digits. Blur and noise both are far.",
        "The score is exp of the mean KL divergence between a classifier's p(class | image) and \
         p(class); few images make it lower, so compare with real digits of the same number. A class \
         counts as covered from 3 % of the images on.",
        "Bits of greys and nats of ink are likelihoods of different things and do not compare. On the \
         same binarised digits, the binary PixelCNN's value is exact, and the VAE's two are upper bounds.",
        "The GAN has no density: it says how to draw an image, not how likely one is. The autoencoder \
         has none either: the Gaussian of its codes is fitted from outside, and nothing says which \
         pixels are likely.",
    ],
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The same seed, this machine, these "),
            colored(Role::Generated, "samples"),
            plain(": all figures are measured now, save those marked as the manifest's."),
        ],
        &[plain(
            "PixelRNN and PixelCNN need as many stages as pixels, each waiting for the one before; a \
             decoder or a generator needs one. That is the price of an exact likelihood here.",
        )],
        &[
            plain(
                "No single number says which model is best: a sharp model may leave out classes, one \
                   with a good likelihood may draw badly, and one that copies would win all but the \
                   distance to ",
            ),
            colored(Role::Data, "real digits"),
            plain("."),
        ],
        &[plain(
            "The VAE's means look smooth because each pixel is an average; its samples, drawn pixel by \
             pixel from these means, are rough. Only the samples are what its likelihood speaks of.",
        )],
    ],
    try_autoencoders: "All three autoencoders",
    try_sharpness: "Sharpness against multiply-adds",
    try_many: "200 images of each",
};

const KO: CompareText = CompareText {
    title: "모든 모델 비교",
    models: "모델",
    name: |contender| match contender {
        Contender::Pixels(PixelNet::Rnn) => "PixelRNN".to_owned(),
        Contender::Pixels(PixelNet::Cnn) => "PixelCNN".to_owned(),
        Contender::Pixels(PixelNet::CnnBinary) => "이진 PixelCNN".to_owned(),
        Contender::Autoencoder(size) => format!("오토인코더 {}", size.n()),
        Contender::VaeMeans => "VAE 평균".to_owned(),
        Contender::VaeDrawn => "VAE 샘플".to_owned(),
        Contender::Gan => "GAN".to_owned(),
        Contender::Real => "실제 숫자".to_owned(),
        Contender::RealBinary => "실제, 이진".to_owned(),
    },
    what: |contender| match contender {
        Contender::Pixels(PixelNet::Rnn | PixelNet::Cnn) => "256단계 밝기, 픽셀 하나씩",
        Contender::Pixels(PixelNet::CnnBinary) => "흑백 두 값, 픽셀 하나씩",
        Contender::Autoencoder(_) => "맞춘 가우시안에서 뽑은 코드",
        Contender::VaeMeans => "디코더가 낸 평균",
        Contender::VaeDrawn => "평균에서 뽑은 픽셀",
        Contender::Gan => "생성자를 거친 잡음",
        Contender::Real => "테스트 숫자",
        Contender::RealBinary => "이진화한 테스트 숫자",
    },
    counts: "모델별 이미지 수",
    count: |n| format!("{n}장"),
    start: "측정하기",
    stop: "멈추기",
    done: "측정 완료",
    progress: |n, of, now| {
        let now = now.map_or_else(String::new, |name| format!(", 지금은 {name}"));
        format!("{of}개 가운데 {n}개 측정{now}")
    },
    part: |name, percent| format!("{name}: {} % 측정", fixed(percent, 0)),
    x_axis: "가로축",
    y_axis: "세로축",
    chart: "비용과 품질로 본 모델",
    no_mark: "점을 가리키거나 화살표 키로 옮겨 보세요",
    mark: |name, [x, y]| format!("{name} · {x} · {y}"),
    valued: |name, value| format!("{name}: {value}"),
    table: "모든 모델의 수치",
    figure: FigureText {
        time: "이미지 한 장의 시간",
        stages: "순차 단계 수",
        multiply_adds: "한 장의 곱셈-덧셈(백만 번)",
        parameters: "그리는 데 쓰는 매개변수",
        bytes: "가중치 파일 크기",
        score: "분류기 점수, 1~10",
        covered: "나타난 클래스(10개 중)",
        sharpness: "선명도: 실제와의 거리",
        nearness: "가장 가까운 학습 숫자까지의 거리",
        grey_bits: "회색조 숫자, 픽셀당 비트",
        nats: "이진 숫자, 한 장당 나트",
        elbo: "같은 값, ELBO만으로",
    },
    costs: "이미지 한 장의 비용",
    qualities: "이미지의 품질",
    likelihoods: "테스트 숫자 200개의 −log p",
    samples: "샘플",
    nearest: "각각에 가장 가까운 학습 숫자",
    sheet: |name, chosen| format!("{name}: 샘플, {chosen}번 선택"),
    nearest_sheet: |name| format!("{name}: 샘플마다 가장 가까운 학습 숫자"),
    none: "없음",
    at_most: |value| format!("≤ {value}"),
    so_far: |n_digits| format!("지금까지 {n_digits}개"),
    recorded: |value| format!("10,000개 전체: {value}, 매니페스트에서"),
    milliseconds: |value| format!("{value} ms"),
    whole: thousands,
    kilobytes: |value| format!("{value} KB"),
    picked: |name, image| format!("{name}, 샘플 {image}"),
    not_drawn: "아직 그리지 않았습니다.",
    picture: |seed, n| format!("Density Lab: 모든 모델, 시드 {seed}, 모델마다 {n}장"),
    png: "그림(PNG)",
    csv: "표(CSV)",
    why: "수치를 읽는 법",
    reasons: [
        "시간은 이 브라우저에서 이미지를 만드는 동안 잽니다. 한 번에 최대 16장을 나란히 만듭니다. \
         단계 하나는 신경망을 한 번 지나는 것으로, 픽셀을 하나씩 그리는 모델은 픽셀마다 하나씩 784단계, \
         나머지는 한 단계입니다. 곱셈-덧셈과 매개변수의 수는 층의 모양에서 셉니다.",
        "선명도는 이웃한 픽셀 사이의 밝기 차가 이루는 분포가 학습 숫자 2,000개의 분포에서 얼마나 먼지를 \
         뜻합니다(바서슈타인 거리, 밝기 0~1). 흑백 두 값의 샘플은 이진화한 숫자와 견줍니다. 흐린 이미지도 \
         잡음도 모두 멉니다.",
        "점수는 분류기의 p(클래스 | 이미지)와 p(클래스) 사이의 KL 발산을 평균한 뒤 지수 함수를 취한 값입니다. \
         장수가 적으면 낮아지므로 같은 장수의 실제 숫자와 견주어야 합니다. 이미지의 3 % 이상을 차지하는 \
         클래스를 나타난 것으로 셉니다.",
        "회색조의 비트와 이진 픽셀의 나트는 서로 다른 대상의 가능도이므로 견줄 수 없습니다. 똑같이 이진화한 \
         숫자에서 이진 PixelCNN의 값은 정확하고, VAE의 두 값은 상한입니다.",
        "GAN에는 밀도가 없습니다. 이미지를 어떻게 그리는지는 말하지만 얼마나 그럴듯한지는 말하지 않습니다. \
         오토인코더에도 없습니다. 코드의 가우시안은 나중에 바깥에서 맞춘 것이고, 어떤 픽셀이 그럴듯한지 \
         말하는 부분은 없습니다.",
    ],
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("같은 시드, 이 기기, 바로 이 "),
            colored(Role::Generated, "샘플"),
            plain("입니다. 매니페스트의 값이라고 적은 것 말고는 모두 지금 측정합니다."),
        ],
        &[plain(
            "PixelRNN과 PixelCNN은 픽셀 수만큼의 단계를 차례로 거쳐야 하고, 디코더나 생성자는 한 단계면 됩니다. 여기서는 \
             그것이 정확한 가능도의 대가입니다.",
        )],
        &[
            plain(
                "어느 모델이 가장 좋은지를 수 하나로 말할 수는 없습니다. 선명한 모델이 어떤 클래스를 빠뜨릴 \
                 수 있고, 가능도가 좋은 모델이 잘 못 그릴 수 있으며, 베끼는 모델은 ",
            ),
            colored(Role::Data, "실제 숫자"),
            plain("까지의 거리를 빼고는 모두 이길 것입니다."),
        ],
        &[plain(
            "VAE의 평균은 픽셀마다 평균을 낸 것이어서 매끄럽습니다. 그 평균에서 픽셀을 하나씩 뽑은 샘플은 \
             거칩니다. VAE의 가능도가 말하는 대상은 샘플뿐입니다.",
        )],
    ],
    try_autoencoders: "오토인코더 셋 모두",
    try_sharpness: "곱셈-덧셈 수에 따른 선명도",
    try_many: "모델마다 200장",
};
