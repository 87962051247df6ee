use crate::i18n::{Span, Words, colored, plain, thousands};
use crate::plot::{Role, fixed};

/// The panel of few labels.
pub struct FewLabelsText {
    pub title: &'static str,
    pub lede: &'static str,
    // The methods
    pub by_code: &'static str,
    pub by_pixels: &'static str,
    pub by_scratch: &'static str,
    pub pixels: &'static str,
    pub encoder: &'static str,
    pub code: &'static str,
    pub classifier: &'static str,
    pub network: &'static str,
    pub decoder: &'static str,
    pub decoder_gone: &'static str,
    /// Mean, and where there are several draws the standard deviation; in percent.
    pub accuracy: fn(mean: f64, deviation: Option<f64>) -> String,
    pub no_draw: &'static str,
    // The labelled digits
    /// With all labels shown, or some of them.
    pub labelled: fn(n_labels: usize, seed: u64) -> String,
    pub labelled_some: fn(n_shown: usize, n_labels: usize, seed: u64) -> String,
    pub labelled_coming: &'static str,
    // The controls
    pub n_labels: &'static str,
    pub count: fn(n_labels: usize) -> String,
    pub draw_all: &'static str,
    pub stop: &'static str,
    pub trying: fn(n_labels: usize, seed: u64, percent: f64) -> String,
    pub made: fn(n_draws: usize, n_tested: usize) -> String,
    pub none_made: &'static str,
    // The charts
    pub chart: &'static str,
    pub chart_help: &'static str,
    pub labels: &'static str,
    pub difference: &'static str,
    pub difference_name: &'static str,
    pub no_difference: &'static str,
    pub difference_help: &'static str,
    /// Mean and ends of the interval, in points, and how many draws.
    pub difference_is: fn(mean: f64, low: f64, high: f64, n_draws: usize) -> String,
    pub is_above: &'static str,
    pub is_open: &'static str,
    pub is_below: &'static str,
    pub needs_two: &'static str,
    // Notes
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 4],
    pub try_ten: &'static str,
    pub try_play: &'static str,
    pub try_all: &'static str,
}

impl Words for FewLabelsText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: FewLabelsText = FewLabelsText {
    title: "Autoencoder: few labels",
    lede: "The decoder has done its work. What is the code worth where labels are few?",
    by_code: "Classifier on the codes",
    by_pixels: "The same classifier on the pixels",
    by_scratch: "A small network from scratch",
    pixels: "784 pixels",
    encoder: "encoder",
    code: "code, 32",
    classifier: "classifier",
    network: "network",
    decoder: "decoder",
    decoder_gone: "thrown away",
    accuracy: |mean, deviation| match deviation {
        Some(deviation) => format!("{} ± {} %", fixed(mean, 1), fixed(deviation, 1)),
        None => format!("{} %", fixed(mean, 1)),
    },
    no_draw: "–",
    labelled: |n_labels, seed| format!("All {n_labels} labelled digits of seed {seed}"),
    labelled_some: |n_shown, n_labels, seed| {
        format!(
            "{n_shown} of the {} labelled digits of seed {seed}",
            thousands(n_labels as u64)
        )
    },
    labelled_coming: "The labelled digits are shown once they are drawn.",
    n_labels: "Labels",
    count: |n_labels| thousands(n_labels as u64),
    draw_all: "One draw of every number",
    stop: "Stop",
    trying: |n_labels, seed, percent| {
        format!(
            "{} labels, seed {seed}: {} %",
            thousands(n_labels as u64),
            fixed(percent, 0)
        )
    },
    made: |n_draws, n_tested| match n_draws {
        1 => format!("1 draw, told on {} test digits", thousands(n_tested as u64)),
        n => format!(
            "{n} draws, each told on {} test digits",
            thousands(n_tested as u64)
        ),
    },
    none_made: "no draw yet",
    chart: "Test digits told right, in percent",
    chart_help: "Mean of the draws; the strokes reach one standard deviation either way.",
    labels: "labels",
    difference: "Codes less pixels, in percentage points",
    difference_name: "codes − pixels",
    no_difference: "none",
    difference_help: "Draw by draw, on the same labels: the mean and its 95 percent interval \
                      (Student's t).",
    difference_is: |mean, low, high, n_draws| {
        format!(
            "{} points, 95 % between {} and {} ({n_draws} draws)",
            signed(mean),
            signed(low),
            signed(high)
        )
    },
    is_above: "All of the interval is above 0: the code is worth having.",
    is_open: "The interval holds 0: so many draws decide nothing.",
    is_below: "All of the interval is below 0: with so many labels the pixels do better.",
    needs_two: "An interval needs at least two draws.",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The encoder has seen thousands of digits and "),
            colored(Role::Latent, "no label"),
            plain(
                ". A classifier on its codes needs only as many labels as it takes to name what \
                 the code has told apart already.",
            ),
        ],
        &[
            plain(
                "Each draw takes as many labels of each class, the same ones for all three. The ",
            ),
            colored(Role::Data, "pixels"),
            plain(
                " get the same classifier, and every setting is chosen by cross-validation on the \
                 drawn labels alone.",
            ),
        ],
        &[
            plain("A "),
            colored(Role::Generated, "network from scratch"),
            plain(" has all to learn from the labels, and needs more of them."),
        ],
        &[plain(
            "One draw is luck. The spread shows how much, and the paired difference takes out what \
             all three share. With many labels the advantage goes.",
        )],
    ],
    try_ten: "One label a class",
    try_play: "20 draws, one after the other",
    try_all: "One draw of every number",
};

const KO: FewLabelsText = FewLabelsText {
    title: "오토인코더: 적은 라벨",
    lede: "디코더의 일은 끝났습니다. 라벨이 적을 때 코드는 얼마나 쓸모가 있을까요?",
    by_code: "코드로 분류",
    by_pixels: "같은 분류기를 픽셀에",
    by_scratch: "처음부터 학습한 작은 신경망",
    pixels: "픽셀 784개",
    encoder: "인코더",
    code: "코드 32개",
    classifier: "분류기",
    network: "신경망",
    decoder: "디코더",
    decoder_gone: "버림",
    accuracy: |mean, deviation| match deviation {
        Some(deviation) => format!("{} ± {} %", fixed(mean, 1), fixed(deviation, 1)),
        None => format!("{} %", fixed(mean, 1)),
    },
    no_draw: "–",
    labelled: |n_labels, seed| format!("시드 {seed}에서 라벨이 붙은 숫자 {n_labels}개 전부"),
    labelled_some: |n_shown, n_labels, seed| {
        format!(
            "시드 {seed}에서 라벨이 붙은 숫자 {}개 중 {n_shown}개",
            thousands(n_labels as u64)
        )
    },
    labelled_coming: "라벨을 뽑으면 해당 숫자가 나타납니다.",
    n_labels: "라벨 수",
    count: |n_labels| thousands(n_labels as u64),
    draw_all: "모든 라벨 수에서 한 번씩",
    stop: "멈추기",
    trying: |n_labels, seed, percent| {
        format!(
            "라벨 {}개, 시드 {seed}: {} %",
            thousands(n_labels as u64),
            fixed(percent, 0)
        )
    },
    made: |n_draws, n_tested| {
        format!(
            "추출 {n_draws}번, 매번 테스트 숫자 {}개로 평가",
            thousands(n_tested as u64)
        )
    },
    none_made: "아직 추출하지 않음",
    chart: "테스트 숫자 정확도(%)",
    chart_help: "선은 여러 추출의 평균이고, 세로 막대는 위아래로 표준 편차만큼입니다.",
    labels: "라벨 수",
    difference: "코드 − 픽셀 정확도 차이(%p)",
    difference_name: "코드 − 픽셀",
    no_difference: "차이 없음",
    difference_help: "같은 라벨끼리 추출마다 짝지어 뺀 차이의 평균과 95% 신뢰 구간입니다(스튜던트 t).",
    difference_is: |mean, low, high, n_draws| {
        format!(
            "{}%p, 95% 신뢰 구간 {} ~ {} (추출 {n_draws}번)",
            signed(mean),
            signed(low),
            signed(high)
        )
    },
    is_above: "구간 전체가 0보다 큽니다. 코드를 쓸 만한 가치가 있습니다.",
    is_open: "구간이 0을 포함합니다. 이만큼의 추출로는 판단할 수 없습니다.",
    is_below: "구간 전체가 0보다 작습니다. 라벨이 이만큼 많으면 픽셀이 낫습니다.",
    needs_two: "신뢰 구간을 구하려면 두 번 이상 추출해야 합니다.",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("인코더는 숫자 수천 개를 보았지만 "),
            colored(Role::Latent, "라벨은 하나도"),
            plain(
                " 보지 않았습니다. 코드 위의 분류기는 코드가 이미 갈라놓은 것에 이름을 붙일 만큼의 \
                 라벨만 있으면 됩니다.",
            ),
        ],
        &[
            plain("추출할 때마다 클래스별로 같은 수의 라벨을 뽑아 세 방법에 똑같이 줍니다. "),
            colored(Role::Data, "픽셀"),
            plain("에도 같은 분류기를 쓰고, 모든 설정은 뽑힌 라벨만으로 교차 검증해 고릅니다."),
        ],
        &[
            colored(Role::Generated, "처음부터 학습하는 신경망"),
            plain("은 모든 것을 라벨에서 배워야 하므로 라벨이 더 많이 필요합니다."),
        ],
        &[plain(
            "추출 한 번은 운입니다. 얼마나 운에 좌우되는지는 표준 편차가 보여 주고, 짝지은 차이는 세 \
             방법이 함께 겪는 운을 없애 줍니다. 라벨이 많아지면 코드의 이점은 사라집니다.",
        )],
    ],
    try_ten: "클래스마다 라벨 하나씩",
    try_play: "이어서 20번 추출",
    try_all: "모든 라벨 수에서 한 번씩",
};

/// With its sign, also where it is above 0.
fn signed(points: f64) -> String {
    let number = fixed(points, 1);
    match points > 0.0 {
        true => format!("+{number}"),
        false => number,
    }
}
