use std::cmp::Ordering;

use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed, percent};

/// The panel of samples from nothing: codes drawn at random, decoded.
pub struct SamplingText {
    pub title: &'static str,
    pub sizes: &'static str,
    pub size: fn(n: usize) -> String,
    pub counts: &'static str,
    pub count: fn(n: u16) -> String,
    pub stop: &'static str,
    pub start: &'static str,
    pub progress: fn(n: usize, of: usize) -> String,
    pub normal: &'static str,
    pub fitted: &'static str,
    pub vae: &'static str,
    pub real: &'static str,
    /// The mean probability of the likeliest class, and over how many images.
    pub verdict: fn(confidence: f64, n: u16) -> String,
    pub no_verdict: &'static str,
    /// Parts of the images by class, for those who do not see the bars.
    pub shares: fn(&[f32]) -> String,
    pub scores: &'static str,
    pub score_help: &'static str,
    pub findings: &'static str,
    pub no_findings: &'static str,
    pub normal_fitted: fn(Ordering, normal: f64, fitted: f64) -> String,
    pub fitted_vae: fn(Ordering, vae: f64) -> String,
    pub fitted_real: fn(Ordering, real: f64, way: Option<f64>) -> String,
    pub least_difference: fn(f64, n: u16) -> String,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_two: &'static str,
    pub try_large: &'static str,
    pub try_more: &'static str,
}

impl Words for SamplingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: SamplingText = SamplingText {
    title: "Autoencoder: sample from nothing",
    sizes: "Numbers of the code",
    size: |n| n.to_string(),
    counts: "Images of each kind",
    count: |n| thousands(n.into()),
    stop: "Stop",
    start: "Start",
    progress: |n, of| {
        format!(
            "{} of {} images judged",
            thousands(n as u64),
            thousands(of as u64)
        )
    },
    normal: "Codes from a standard normal",
    fitted: "Codes from a fitted Gaussian",
    vae: "The VAE's prior samples",
    real: "Real digits",
    verdict: |confidence, n| {
        format!(
            "Mean confidence {}, {} images",
            percent(confidence),
            thousands(n.into())
        )
    },
    no_verdict: "Not judged yet",
    shares: |shares| format!("Parts by class: {}", listed(shares)),
    scores: "The classifier's score, 1 to 10",
    score_help: "High where it is sure of each image and all ten classes occur. It was \
                 trained on real digits alone.",
    findings: "What the scores say",
    no_findings: "It stands here once all images are judged.",
    normal_fitted: |standing, normal, fitted| {
        let (normal, fitted) = (fixed(normal, 2), fixed(fitted, 2));
        match standing {
            Ordering::Greater => format!(
                "Codes from the fitted Gaussian score {fitted}, those from a standard normal \
                 {normal}: knowing where codes lie helps."
            ),
            Ordering::Equal => format!(
                "Codes from the fitted Gaussian score {fitted}, those from a standard normal \
                 {normal}: no difference that so few images could show."
            ),
            Ordering::Less => format!(
                "Codes from the fitted Gaussian score {fitted}, those from a standard normal \
                 {normal}: here the fit makes it worse."
            ),
        }
    },
    fitted_vae: |standing, vae| {
        let vae = fixed(vae, 2);
        match standing {
            Ordering::Greater => {
                format!("They are ahead of the VAE's prior samples, which score {vae}.")
            }
            Ordering::Equal => {
                format!("They are level with the VAE's prior samples, which score {vae}.")
            }
            Ordering::Less => {
                format!("They stay behind the VAE's prior samples, which score {vae}.")
            }
        }
    },
    fitted_real: |standing, real, way| {
        let real = fixed(real, 2);
        let way = way.map_or_else(String::new, |way| {
            format!(
                " From the standard normal to real digits they go {} % of the way.",
                fixed(way * 100.0, 0)
            )
        });
        match standing {
            Ordering::Less => format!("Real digits score {real}.{way}"),
            Ordering::Equal => {
                format!("To this classifier they are as good as real digits, which score {real}.")
            }
            Ordering::Greater => format!("They even score above real digits' {real}."),
        }
    },
    least_difference: |least, n| {
        format!(
            "Differences below {} count as none: by so much, scores of {} images differ by chance.",
            fixed(least, 2),
            thousands(n.into())
        )
    },
    notes: "What this shows",
    paragraphs: [
        &[
            plain("To make a new image, leave the encoder away and choose a "),
            colored(Role::Latent, "code"),
            plain(". But which? An autoencoder does not say where its codes lie."),
        ],
        &[plain(
            "A standard normal is a guess. A Gaussian with the mean and the covariance of real \
             digits' codes knows more, but the codes may lie in clusters, and a Gaussian also \
             fills the room between them.",
        )],
        &[
            plain("A VAE is trained so that its "),
            colored(Role::Latent, "latents"),
            plain(
                " do follow a standard normal: there the same blind draw is what it was made for.",
            ),
        ],
        &[plain(
            "The score judges what one classifier sees: it knows nothing of strokes that are \
             missing or of images that are too much alike.",
        )],
    ],
    try_two: "A code of two numbers",
    try_large: "A code of 32 numbers",
    try_more: "2,000 images of each kind",
};

const KO: SamplingText = SamplingText {
    title: "오토인코더: 무작위 코드에서 샘플링",
    sizes: "코드의 차원",
    size: |n| n.to_string(),
    counts: "종류별 이미지 수",
    count: |n| thousands(n.into()),
    stop: "멈추기",
    start: "시작하기",
    progress: |n, of| {
        format!(
            "{}장 가운데 {}장 채점",
            thousands(of as u64),
            thousands(n as u64)
        )
    },
    normal: "표준 정규분포에서 뽑은 코드",
    fitted: "코드에 맞춘 가우시안에서 뽑은 코드",
    vae: "VAE의 사전 분포 샘플",
    real: "실제 숫자",
    verdict: |confidence, n| {
        format!(
            "평균 확신도 {}, {}장",
            percent(confidence),
            thousands(n.into())
        )
    },
    no_verdict: "아직 채점하지 않음",
    shares: |shares| format!("클래스별 비율: {}", listed(shares)),
    scores: "분류기 점수, 1에서 10까지",
    score_help: "이미지마다 분류가 확실하고 열 클래스가 고루 나올수록 높습니다. 분류기는 실제 숫자만으로 \
                 학습했습니다.",
    findings: "점수가 말해 주는 것",
    no_findings: "모든 이미지를 채점하면 여기에 나옵니다.",
    normal_fitted: |standing, normal, fitted| {
        let (normal, fitted) = (fixed(normal, 2), fixed(fitted, 2));
        let scores = format!(
            "맞춘 가우시안에서 뽑은 코드의 점수는 {fitted}, 표준 정규분포에서 뽑은 코드의 점수는 \
             {normal}입니다."
        );
        let says = match standing {
            Ordering::Greater => "코드가 놓인 곳을 알면 도움이 됩니다.",
            Ordering::Equal => "이 정도 장수로는 차이가 드러나지 않습니다.",
            Ordering::Less => "여기서는 맞춘 쪽이 오히려 나쁩니다.",
        };
        format!("{scores} {says}")
    },
    fitted_vae: |standing, vae| {
        let vae = fixed(vae, 2);
        match standing {
            Ordering::Greater => format!("VAE의 사전 분포 샘플({vae}점)보다 높습니다."),
            Ordering::Equal => format!("VAE의 사전 분포 샘플({vae}점)과 비슷합니다."),
            Ordering::Less => format!("VAE의 사전 분포 샘플({vae}점)에는 미치지 못합니다."),
        }
    },
    fitted_real: |standing, real, way| {
        let real = fixed(real, 2);
        let way = way.map_or_else(String::new, |way| {
            format!(
                " 표준 정규분포에서 실제 숫자까지의 거리 가운데 {} %를 온 셈입니다.",
                fixed(way * 100.0, 0)
            )
        });
        match standing {
            Ordering::Less => format!("실제 숫자는 {real}점입니다.{way}"),
            Ordering::Equal => format!("이 분류기에게는 실제 숫자({real}점)와 다를 바 없습니다."),
            Ordering::Greater => format!("실제 숫자({real}점)보다도 높습니다."),
        }
    },
    least_difference: |least, n| {
        format!(
            "{}보다 작은 차이는 없는 것으로 봅니다. {}장의 점수는 우연만으로도 그만큼 다를 수 있습니다.",
            fixed(least, 2),
            thousands(n.into())
        )
    },
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("새 이미지를 만들려면 인코더를 떼고 "),
            colored(Role::Latent, "코드"),
            plain(
                "를 직접 골라야 합니다. 그런데 무엇을 고를까요? 오토인코더는 코드가 어디에 \
                   놓이는지 알려 주지 않습니다.",
            ),
        ],
        &[plain(
            "표준 정규분포는 어림짐작입니다. 실제 숫자들의 코드에서 평균과 공분산을 구한 가우시안은 더 \
             많이 알지만, 코드가 여러 무리를 이룬다면 가우시안은 무리 사이의 빈 곳까지 채웁니다.",
        )],
        &[
            plain("VAE는 "),
            colored(Role::Latent, "잠재 변수"),
            plain(
                "가 표준 정규분포를 따르도록 학습했으므로, 똑같이 무작위로 뽑아도 그것이 본래 \
                   쓰임새입니다.",
            ),
        ],
        &[plain(
            "이 점수는 분류기 하나가 본 것일 뿐입니다. 빠진 획이나 서로 너무 닮은 이미지는 알아채지 \
             못합니다.",
        )],
    ],
    try_two: "2차원 코드",
    try_large: "32차원 코드",
    try_more: "종류마다 2,000장",
};

fn listed(shares: &[f32]) -> String {
    let share = |(digit, share): (usize, &f32)| format!("{digit}: {}", percent(f64::from(*share)));
    let shares = shares.iter().enumerate().map(share);
    shares.collect::<Vec<_>>().join(", ")
}
