use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of the ELBO.
pub struct ElboText {
    pub title: &'static str,
    pub lede: &'static str,
    // The image
    pub image: &'static str,
    pub seen: &'static str,
    pub reconstruction: &'static str,
    pub model: &'static str,
    pub good: &'static str,
    pub readable: &'static str,
    pub plane: &'static str,
    pub samples: &'static str,
    // Progress
    pub encoding: &'static str,
    pub integrating: &'static str,
    /// Latents so far, of how many.
    pub estimating: fn(usize, usize) -> String,
    pub estimating_prior: fn(usize, usize) -> String,
    pub complete: fn(n_samples: usize, n_repeats: usize) -> String,
    pub stopped: &'static str,
    pub stop: &'static str,
    pub again: &'static str,
    // The bound
    pub terms: &'static str,
    pub minus_elbo: fn(nats: f64) -> String,
    pub term_reconstruction: &'static str,
    pub term_kl: fn(n_axes: usize) -> String,
    pub same_by_estimate: &'static str,
    pub same_exactly: &'static str,
    pub minus_log_p: &'static str,
    pub gap: &'static str,
    pub nats: &'static str,
    pub kl_chart: &'static str,
    pub kl: &'static str,
    pub kl_sum: fn(nats: f64, n_axes: usize) -> String,
    pub axis_by_size: &'static str,
    // The numbers
    pub elbo: &'static str,
    pub estimate: fn(n_samples: usize) -> String,
    pub exact: &'static str,
    pub gap_shown: &'static str,
    pub gap_exact: &'static str,
    pub difference: &'static str,
    pub coming: &'static str,
    // The estimates
    pub tightening: &'static str,
    pub by_posterior: &'static str,
    pub by_prior: &'static str,
    pub latents: &'static str,
    pub band: fn(n_repeats: usize) -> String,
    /// With the gap shown, in nats.
    pub is_bound: fn(gap: &str) -> String,
    pub is_exact: fn(gap: &str, difference: &str) -> String,
    pub prior: &'static str,
    /// How far the prior's estimate is below the posterior's.
    pub prior_below: fn(n_samples: usize, nats: f64) -> String,
    pub prior_many_axes: &'static str,
    pub prior_plane: &'static str,
    // The map
    pub map: &'static str,
    pub map_label: &'static str,
    pub map_help: &'static str,
    /// Where, and the two densities in parts of their largest, in percent.
    pub probe: fn(at: [f32; 2], posterior: &str, q: &str) -> String,
    // Notes
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_plane: &'static str,
    pub try_many: &'static str,
    pub try_drawing: &'static str,
}

impl Words for ElboText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: ElboText = ElboText {
    title: "VAE: the ELBO",
    lede: "A bound on log p(x) of one image: what it is made of, and what it misses.",
    image: "The image",
    seen: "Binary, as seen",
    reconstruction: "Reconstruction",
    model: "The model",
    good: "good, 32 axes",
    readable: "readable, 10",
    plane: "plane, 2 axes",
    samples: "Latents of the last estimate",
    encoding: "reading the image",
    integrating: "adding up the integral over a grid",
    estimating: |n, of| format!("latents from q(z|x): {n} of {of}"),
    estimating_prior: |n, of| format!("latents from the prior: {n} of {of}"),
    complete: |n_samples, n_repeats| format!("{n_repeats} times {n_samples} latents from each"),
    stopped: "stopped",
    stop: "Stop",
    again: "Again",
    terms: "The bound, taken apart, in nats",
    minus_elbo: |nats| format!("−ELBO = {}", fixed(nats, 2)),
    term_reconstruction: "reconstruction",
    term_kl: |n_axes| format!("KL, {n_axes} axes"),
    same_by_estimate: "the same length: −log p(x), as estimated, and the gap",
    same_exactly: "the same length: −log p(x), exactly, and the gap",
    minus_log_p: "−log p(x)",
    gap: "gap",
    nats: "nats",
    kl_chart: "KL axis by axis, the largest first",
    kl: "KL",
    kl_sum: |nats, n_axes| format!("sum of {n_axes} axes: {} nats", fixed(nats, 2)),
    axis_by_size: "axis",
    elbo: "ELBO",
    estimate: |n_samples| format!("log p(x), estimated with {n_samples} latents"),
    exact: "log p(x), by the grid",
    gap_shown: "gap shown",
    gap_exact: "gap: KL(q(z|x) ‖ p(z|x))",
    difference: "estimate less exact value",
    coming: "The bound comes once the model is there.",
    tightening: "log p(x), estimated with more and more latents",
    by_posterior: "z from q(z|x)",
    by_prior: "z from the prior",
    latents: "latents",
    band: |n_repeats| format!("Line: mean of {n_repeats} repeats. Band: lowest to highest."),
    is_bound: |gap| {
        format!(
            "The estimate is itself a bound: in expectation it is below log p(x) and rises with \
             every latent. So the gap shown, {gap} nats, underestimates KL(q(z|x) ‖ p(z|x))."
        )
    },
    is_exact: |gap, difference| {
        format!(
            "Here log p(x) is known: the gap is {gap} nats, and the estimate is {difference} nats \
             off. In expectation it comes from below, since it is itself a bound that rises with \
             every latent: a gap taken up to it underestimates KL(q(z|x) ‖ p(z|x))."
        )
    },
    prior: "The same integral, z from the prior alone",
    prior_below: |n_samples, nats| {
        format!(
            "With {n_samples} latents from the prior: {} nats below the estimate by q(z|x).",
            fixed(nats, 1)
        )
    },
    prior_many_axes: "Hardly any z from the prior draws this image, so each sum hangs on its \
                      luckiest latent. This is why the integral is called intractable.",
    prior_plane: "On two axes the prior's latents lie close enough to find the image. On 32 axes \
                  they do not.",
    map: "The true posterior under q",
    map_label: "The true posterior over the two axes, and the ellipses of q at one and two \
                standard deviations",
    map_help: "Blue: p(z|x) by the grid. Green: q(z|x) at one and two standard deviations. Drag, \
               or use the arrow keys, to compare them at a point.",
    probe: |[x, y], posterior, q| {
        format!(
            "at ({}, {}): p(z|x) at {posterior} of its peak, q(z|x) at {q}",
            fixed(x.into(), 2),
            fixed(y.into(), 2)
        )
    },
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The density of an "),
            colored(Role::Data, "image"),
            plain(
                " is an integral over all latents. The ELBO bounds its logarithm from below: the ",
            ),
            colored(Role::Generated, "reconstruction term"),
            plain(" less the "),
            colored(Role::Latent, "KL of every axis"),
            plain("."),
        ],
        &[
            plain("What it misses is the "),
            colored(Role::Error, "gap"),
            plain(
                ", how far the encoder's Gaussian is from the true posterior. The mean of K \
                 weights p(x, z) / q(z|x) inside the logarithm is a tighter bound, and tighter \
                 with every K.",
            ),
        ],
        &[plain(
            "Latents from the prior alone would give the same integral in the end. On many axes \
             that end is out of reach.",
        )],
        &[plain(
            "On two axes a grid is enough. Then log p(x) is exact, and the true posterior can be \
             seen: bent or leaning, where q is an ellipse along the axes.",
        )],
    ],
    try_plane: "The exact integral: two axes",
    try_many: "4,096 latents",
    try_drawing: "Draw a digit",
};

const KO: ElboText = ElboText {
    title: "변분 오토인코더(VAE): ELBO",
    lede: "이미지 하나의 log p(x)에 대한 하한이 무엇으로 이루어지고 무엇을 놓치는지 봅니다.",
    image: "이미지",
    seen: "모델이 보는 이진 이미지",
    reconstruction: "재구성",
    model: "모델",
    good: "우수, 32축",
    readable: "해석용, 10축",
    plane: "평면, 2축",
    samples: "마지막 추정의 표본 수",
    encoding: "이미지를 읽는 중",
    integrating: "격자에서 적분을 더하는 중",
    estimating: |n, of| format!("q(z|x)에서 뽑은 z: {of}개 중 {n}개"),
    estimating_prior: |n, of| format!("사전 분포에서 뽑은 z: {of}개 중 {n}개"),
    complete: |n_samples, n_repeats| format!("분포마다 z {n_samples}개씩 {n_repeats}번"),
    stopped: "멈춤",
    stop: "멈추기",
    again: "다시",
    terms: "하한을 항별로 나누어 보기(나트)",
    minus_elbo: |nats| format!("−ELBO = {}", fixed(nats, 2)),
    term_reconstruction: "재구성 항",
    term_kl: |n_axes| format!("KL, {n_axes}축"),
    same_by_estimate: "같은 길이: 추정한 −log p(x)와 간격",
    same_exactly: "같은 길이: 정확한 −log p(x)와 간격",
    minus_log_p: "−log p(x)",
    gap: "간격",
    nats: "나트",
    kl_chart: "축별 KL, 큰 축부터",
    kl: "KL",
    kl_sum: |nats, n_axes| format!("{n_axes}축의 합: {}나트", fixed(nats, 2)),
    axis_by_size: "축",
    elbo: "ELBO",
    estimate: |n_samples| format!("log p(x), z {n_samples}개로 추정"),
    exact: "log p(x), 격자 적분",
    gap_shown: "보이는 간격",
    gap_exact: "간격: KL(q(z|x) ‖ p(z|x))",
    difference: "추정값 − 정확한 값",
    coming: "모델을 불러오면 하한이 나타납니다.",
    tightening: "z를 늘려 가며 추정한 log p(x)",
    by_posterior: "q(z|x)에서 뽑은 z",
    by_prior: "사전 분포에서 뽑은 z",
    latents: "z의 수",
    band: |n_repeats| format!("선: {n_repeats}번 반복의 평균. 띠: 최솟값에서 최댓값까지."),
    is_bound: |gap| {
        format!(
            "이 추정값도 하한입니다. 기댓값이 log p(x)보다 작고, z를 늘릴수록 커집니다. 따라서 \
             지금 보이는 간격 {gap}나트는 KL(q(z|x) ‖ p(z|x))보다 작게 나온 값입니다."
        )
    },
    is_exact: |gap, difference| {
        format!(
            "여기서는 log p(x)를 압니다. 간격은 {gap}나트이고 추정값은 {difference}나트 \
             어긋납니다. 추정값도 z를 늘릴수록 커지는 하한이라 기댓값은 아래에서 다가오고, \
             추정값까지 잰 간격은 KL(q(z|x) ‖ p(z|x))보다 작게 나옵니다."
        )
    },
    prior: "같은 적분을 사전 분포의 z만으로",
    prior_below: |n_samples, nats| {
        format!(
            "사전 분포의 z {n_samples}개로는 q(z|x)로 추정한 값보다 {}나트 낮습니다.",
            fixed(nats, 1)
        )
    },
    prior_many_axes: "사전 분포에서 뽑은 z 가운데 이 이미지를 그려 내는 것이 거의 없어서, 합이 가장 운 \
                      좋은 z 하나에 좌우됩니다. 그래서 이 적분을 다룰 수 없다(intractable)고 합니다.",
    prior_plane: "축이 둘이면 사전 분포의 z도 촘촘해서 이미지를 찾아냅니다. 32축에서는 그렇지 \
                  않습니다.",
    map: "q 아래에 놓인 실제 사후 분포",
    map_label: "두 축 위의 실제 사후 분포와, 표준 편차 1배와 2배로 그린 q의 타원",
    map_help: "파랑: 격자로 구한 p(z|x). 초록: 표준 편차 1배와 2배의 q(z|x). 끌거나 화살표 키로 \
               옮기면 그 점에서 둘을 비교합니다.",
    probe: |[x, y], posterior, q| {
        format!(
            "({}, {})에서 p(z|x)는 최댓값의 {posterior}, q(z|x)는 {q}",
            fixed(x.into(), 2),
            fixed(y.into(), 2)
        )
    },
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Data, "이미지"),
            plain("의 밀도는 모든 잠재 변수에 대한 적분입니다. ELBO는 그 로그의 하한으로, "),
            colored(Role::Generated, "재구성 항"),
            plain("에서 "),
            colored(Role::Latent, "축마다의 KL"),
            plain("을 뺀 값입니다."),
        ],
        &[
            plain("ELBO가 놓치는 만큼이 "),
            colored(Role::Error, "간격"),
            plain(
                "이며, 인코더의 가우시안이 실제 사후 분포와 얼마나 다른지를 나타냅니다. 로그 안에서 \
                 가중치 p(x, z) / q(z|x) K개를 평균하면 하한이 더 조여지고, K가 클수록 더욱 \
                 조여집니다.",
            ),
        ],
        &[plain(
            "사전 분포에서만 z를 뽑아도 끝없이 뽑으면 같은 적분이 됩니다. 축이 많으면 그 끝에 이를 \
             수 없습니다.",
        )],
        &[plain(
            "축이 둘이면 격자로 충분합니다. log p(x)를 정확히 알 수 있고, 실제 사후 분포도 눈에 \
             보입니다. q는 축에 나란한 타원이지만 실제 사후 분포는 휘거나 기울어 있습니다.",
        )],
    ],
    try_plane: "정확한 적분: 2축 모델",
    try_many: "z 4,096개",
    try_drawing: "숫자 그리기",
};
