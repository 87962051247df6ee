use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// The panel of training.
pub struct TrainingText {
    pub title: &'static str,
    pub beta: &'static str,
    /// The weight with which the loss is the bound.
    pub beta_of_bound: fn(&str) -> String,
    pub samples: fn(n_steps: u32) -> String,
    pub terms: &'static str,
    /// The same with each term in its colour.
    pub terms_colored: &'static [Span],
    pub reconstruction: &'static str,
    pub kl: &'static str,
    pub nats: fn(f32) -> String,
    pub betas: &'static str,
    pub negative_bound: &'static str,
    pub axes: &'static str,
    pub axes_alive: fn(n_alive: usize, n: usize) -> String,
    pub axes_legend: &'static str,
    /// Its number, its KL term, and whether it is dead.
    pub axis: fn(n: usize, kl: &str, is_dead: bool) -> String,
    pub paragraphs: [&'static [Span]; 4],
    pub try_play: &'static str,
    pub try_collapse: &'static str,
    pub try_back: &'static str,
    pub try_none: &'static str,
    pub try_fast: &'static str,
}

impl Words for TrainingText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: TrainingText = TrainingText {
    title: "VAE: train",
    beta: "KL weight β",
    beta_of_bound: |beta| format!("{beta}: the ELBO"),
    samples: |n_steps| {
        format!(
            "Samples from the prior after {} steps",
            thousands(n_steps.into())
        )
    },
    terms: "Reconstruction and KL at each step, in nats an image",
    terms_colored: &[
        colored(Role::Generated, "Reconstruction"),
        plain(" and "),
        colored(Role::Latent, "KL"),
        plain(" at each step, in nats an image"),
    ],
    reconstruction: "reconstruction",
    kl: "KL",
    nats: |nats| format!("{} nats", fixed(nats.into(), 1)),
    betas: "β at each step",
    negative_bound: "Last step: reconstruction + KL, the negative ELBO",
    axes: "KL of each of the ten axes, in nats",
    axes_alive: |n_alive, n| format!("KL of each of the ten axes, in nats: {n_alive} of {n} alive"),
    axes_legend: "✕ dead: below 0.01 nats. The encoder answers the same whatever the digit, so the \
                  axis carries nothing.",
    axis: |n, kl, is_dead| {
        let dead = if is_dead { ", dead" } else { "" };
        format!("axis {n}: {kl} nats{dead}")
    },
    paragraphs: [
        &[
            plain("The "),
            colored(Role::Generated, "first term"),
            plain(
                " asks for good reconstructions: it is how surprising the digit's pixels are to the \
                 decoder. The ",
            ),
            colored(Role::Latent, "second"),
            plain(
                " asks that what the encoder says of z stay near the prior: how much the code tells, in \
                 nats.",
            ),
        ],
        &[
            plain("With β = 1 the sum is the negative ELBO. Move "),
            colored(Role::Latent, "β"),
            plain(
                " while it trains: the run goes on from where it is, and the two terms find another \
                 balance.",
            ),
        ],
        &[
            colored(Role::Latent, "Posterior collapse: "),
            plain(
                "where saying anything costs more than it gains, all axes die. Each code is then the \
                 prior, and the decoder's one answer to everything is a blurry average digit.",
            ),
        ],
        &[
            plain(
                "With β = 0 nothing keeps the codes near the prior. Reconstructions are sharp, but ",
            ),
            colored(Role::Generated, "samples from the prior"),
            plain(" come from where hardly any digit's code lies: an autoencoder with noise."),
        ],
    ],
    try_play: "Let it learn, or pause",
    try_collapse: "Posterior collapse: β = 100",
    try_back: "β back to 1: which axes revive?",
    try_none: "No KL term: β = 0",
    try_fast: "Too high a learning rate: divergence",
};

const KO: TrainingText = TrainingText {
    title: "변분 오토인코더(VAE): 학습",
    beta: "KL 가중치 β",
    beta_of_bound: |beta| format!("{beta}: ELBO"),
    samples: |n_steps| {
        format!(
            "{}단계 학습한 뒤 사전 분포에서 뽑은 샘플",
            thousands(n_steps.into())
        )
    },
    terms: "단계별 재구성 항과 KL 항(이미지당 나트)",
    terms_colored: &[
        plain("단계별 "),
        colored(Role::Generated, "재구성 항"),
        plain("과 "),
        colored(Role::Latent, "KL 항"),
        plain("(이미지당 나트)"),
    ],
    reconstruction: "재구성",
    kl: "KL",
    nats: |nats| format!("{}나트", fixed(nats.into(), 1)),
    betas: "단계별 β",
    negative_bound: "마지막 단계의 재구성 + KL, 곧 −ELBO",
    axes: "잠재 축 10개의 KL(나트)",
    axes_alive: |n_alive, n| format!("잠재 축 10개의 KL(나트): {n}개 중 {n_alive}개가 살아 있음"),
    axes_legend: "✕ 죽은 축: 0.01나트 미만. 어떤 숫자가 들어와도 인코더의 답이 같아 그 축에는 정보가 \
                  없습니다.",
    axis: |n, kl, is_dead| {
        let dead = if is_dead { ", 죽음" } else { "" };
        format!("{n}번 축: {kl}나트{dead}")
    },
    paragraphs: [
        &[
            colored(Role::Generated, "첫째 항"),
            plain(
                "은 재구성이 좋아지게 합니다. 디코더가 보기에 실제 픽셀이 얼마나 뜻밖인지를 잽니다. ",
            ),
            colored(Role::Latent, "둘째 항"),
            plain(
                "은 인코더가 내놓는 z의 분포를 사전 분포 가까이에 붙들어 둡니다. 코드가 전하는 정보량을 \
                 나트 단위로 잰 값이기도 합니다.",
            ),
        ],
        &[
            plain("β = 1이면 둘의 합이 −ELBO입니다. 학습하는 도중에 "),
            colored(Role::Latent, "β"),
            plain("를 움직여 보세요. 학습은 그 자리에서 이어지고, 두 항은 다른 균형을 찾아갑니다."),
        ],
        &[
            colored(Role::Latent, "사후 분포 붕괴(posterior collapse): "),
            plain(
                "정보를 전해 얻는 이득보다 KL 비용이 크면 모든 축이 죽습니다. 그러면 인코더는 어떤 숫자에도 \
                 사전 분포로 답하고, 디코더는 무엇이 들어오든 흐릿한 평균 숫자 하나만 내놓습니다.",
            ),
        ],
        &[
            plain(
                "β = 0이면 코드를 사전 분포 가까이에 붙들어 두는 것이 없습니다. 재구성은 선명하지만 ",
            ),
            colored(Role::Generated, "사전 분포에서 뽑은 샘플"),
            plain("은 숫자의 코드가 거의 없는 곳에서 나옵니다. 잡음을 더한 오토인코더일 뿐입니다."),
        ],
    ],
    try_play: "학습 시작 또는 일시 정지",
    try_collapse: "사후 분포 붕괴: β = 100",
    try_back: "β를 다시 1로: 어느 축이 되살아날까?",
    try_none: "KL 항 없이: β = 0",
    try_fast: "너무 높은 학습률: 발산",
};
