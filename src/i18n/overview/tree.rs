use crate::i18n::{Span, Words, colored, plain};
use crate::plot::Role;

/// The lecture's tree with a picture at each leaf.
pub struct TreeText {
    pub title: &'static str,
    /// What the tree is, for those who do not see it.
    pub tree: &'static str,
    // The branches, each with what it says of the density.
    pub models: &'static str,
    pub explicit: &'static str,
    pub explicit_says: &'static str,
    pub implicit: &'static str,
    pub implicit_says: &'static str,
    pub tractable: &'static str,
    pub tractable_says: &'static str,
    pub approximate: &'static str,
    pub approximate_says: &'static str,
    pub direct: &'static str,
    pub direct_says: &'static str,
    // The leaves.
    pub pixel_rnn: LeafText,
    pub pixel_cnn: LeafText,
    pub autoencoder: LeafText,
    pub vae: LeafText,
    pub gan: LeafText,
    pub compare: LeafText,
    /// Beside the autoencoder, which stands by the way.
    pub no_generator: &'static str,
    /// A picture, for those who do not see it: of which model, and how many of its pixels are
    /// there.
    pub picture: fn(model: &str, n: usize, of: usize) -> String,
    pub legend: fn(seed: u64) -> String,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_again: &'static str,
    pub try_labels: &'static str,
}

/// A model.
pub struct LeafText {
    pub name: &'static str,
    /// What it says of the density, and what that costs.
    pub says: &'static str,
}

impl Words for TreeText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TreeText = TreeText {
    title: "Generative models",
    tree: "The lecture's tree of generative models, each with a picture made just now",
    models: "Generative models",
    explicit: "Explicit density",
    explicit_says: "p(x) is written down",
    implicit: "Implicit density",
    implicit_says: "p(x) is only sampled",
    tractable: "Tractable",
    tractable_says: "p(x) is computed exactly",
    approximate: "Approximate",
    approximate_says: "p(x) is bounded from below",
    direct: "Direct",
    direct_says: "noise in, image out",
    pixel_rnn: LeafText {
        name: "PixelRNN",
        says: "Exact, by a state that walks over the image; trains row by row, samples pixel by \
               pixel.",
    },
    pixel_cnn: LeafText {
        name: "PixelCNN",
        says: "Exact, each pixel given those before it; trains in parallel, samples pixel by \
               pixel.",
    },
    autoencoder: LeafText {
        name: "Autoencoder",
        says: "No density: it brings images back, and a random code makes nothing in particular.",
    },
    vae: LeafText {
        name: "VAE",
        says: "A lower bound on the density; one pass makes an image, but a blurry one.",
    },
    gan: LeafText {
        name: "GAN",
        says: "No density at all, only samples; sharp, but unstable to train.",
    },
    compare: LeafText {
        name: "Compare",
        says: "all of them from this seed, side by side",
    },
    no_generator: "by the way: no generator",
    picture: |model, n, of| format!("{model}: {n} of {of} pixels"),
    legend: |seed| {
        format!(
            "Each model makes its picture just now, in this browser, from seed {seed}. A \
             picture leads to its model."
        )
    },
    notes: "What this shows",
    paragraphs: [
        &[
            plain("All of them learn from the same "),
            colored(Role::Data, "digits"),
            plain(" how to make more like them. They differ in what they can say of the density "),
            colored(Role::Data, "p(x)"),
            plain(" of an image."),
        ],
        &[
            plain(
                "An explicit model can be asked how likely an image is: exactly, at the price of \
                 one pixel after the other, or by a bound. What blurs the VAE is not the bound: \
                 given z, its pixels are independent. An implicit one turns ",
            ),
            colored(Role::Latent, "noise"),
            plain(" into "),
            colored(Role::Generated, "images"),
            plain(" and answers no such question."),
        ],
        &[plain(
            "The autoencoder stands by the way to the VAE: it has a code for every image, but no \
             distribution to draw codes from.",
        )],
    ],
    try_again: "Another seed for all of them",
    try_labels: "What labels change",
};

const KO: TreeText = TreeText {
    title: "생성 모델",
    tree: "강의의 생성 모델 분류도, 모델마다 방금 만든 그림이 있음",
    models: "생성 모델",
    explicit: "명시적 밀도",
    explicit_says: "p(x)를 식으로 정의",
    implicit: "암시적 밀도",
    implicit_says: "p(x)에서 샘플링만 가능",
    tractable: "계산 가능",
    tractable_says: "p(x)를 정확히 계산",
    approximate: "근사",
    approximate_says: "p(x)의 하한을 계산",
    direct: "직접 생성",
    direct_says: "잡음을 넣으면 이미지가 나옴",
    pixel_rnn: LeafText {
        name: "PixelRNN",
        says: "이미지를 훑는 상태로 정확한 확률을 계산합니다. 학습은 한 행씩, 샘플링은 한 픽셀씩입니다.",
    },
    pixel_cnn: LeafText {
        name: "PixelCNN",
        says: "앞선 픽셀로 각 픽셀의 정확한 확률을 계산합니다. 학습은 병렬이지만 샘플링은 한 픽셀씩입니다.",
    },
    autoencoder: LeafText {
        name: "오토인코더",
        says: "밀도가 없습니다. 입력은 복원하지만 임의의 코드는 숫자가 되지 않습니다.",
    },
    vae: LeafText {
        name: "VAE",
        says: "밀도의 하한을 계산합니다. 한 번에 이미지를 만들지만 흐릿합니다.",
    },
    gan: LeafText {
        name: "GAN",
        says: "밀도 없이 샘플만 얻습니다. 선명하지만 학습이 불안정합니다.",
    },
    compare: LeafText {
        name: "비교",
        says: "같은 시드로 모든 모델을 나란히",
    },
    no_generator: "곁가지: 생성 모델이 아님",
    picture: |model, n, of| format!("{model}: 픽셀 {of}개 중 {n}개"),
    legend: |seed| {
        format!(
            "모델마다 방금 이 브라우저에서 시드 {seed}로 만든 그림입니다. 그림을 누르면 그 모델로 \
             갑니다."
        )
    },
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("모두 같은 "),
            colored(Role::Data, "손글씨 숫자"),
            plain("에서 비슷한 이미지를 만드는 법을 배웁니다. 다른 점은 이미지의 확률 밀도 "),
            colored(Role::Data, "p(x)"),
            plain("에 대해 무엇을 말할 수 있는가입니다."),
        ],
        &[
            plain(
                "명시적 모델에는 이미지가 얼마나 그럴듯한지 물을 수 있습니다. 정확히 답하려면 한 \
                 픽셀씩 진행해야 하고, 아니면 하한으로 답합니다. VAE가 흐린 것은 하한 때문이 아니라, \
                 z가 주어지면 픽셀이 서로 독립이기 때문입니다. 암시적 모델은 ",
            ),
            colored(Role::Latent, "잡음"),
            plain("을 "),
            colored(Role::Generated, "이미지"),
            plain("로 바꿀 뿐, 그런 질문에는 답하지 않습니다."),
        ],
        &[plain(
            "오토인코더는 VAE로 가는 길목에 있습니다. 이미지마다 코드는 있지만, 코드를 뽑아 올 \
             분포가 없습니다.",
        )],
    ],
    try_again: "모든 모델에 다른 시드 쓰기",
    try_labels: "레이블이 있을 때와 없을 때",
};
