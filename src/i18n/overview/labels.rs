use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed, significant};
use crate::protocol::{N_EXPLORED, N_HELD_OUT};

// What is given, below, has them written out.
const _: () = assert!(N_EXPLORED == 300 && N_HELD_OUT == 700);

/// The panel on what labels change.
pub struct LabelsText {
    pub title: &'static str,
    /// What is chosen with the five ways, for those who do not see it.
    pub shows: &'static str,
    pub with_labels: &'static str,
    pub without_labels: &'static str,
    pub classes: ShowText,
    pub clusters: ShowText,
    pub axes: ShowText,
    pub features: ShowText,
    pub density: ShowText,
    pub given: &'static str,
    pub found: &'static str,
    pub found_classes: fn(n_steps: u32, own: f64, held_out: f64, n_held_out: usize) -> String,
    pub found_clusters: fn(k: usize, distance: f64, n_rounds: Option<usize>) -> String,
    pub found_centres: fn(k: usize) -> String,
    pub found_axes: fn(share: f64, of_images: f64) -> String,
    pub found_features: &'static str,
    pub found_density: fn(bandwidth: f64, held_out: f64, best: f64) -> String,
    pub not_yet: &'static str,
    pub purity: fn(purity: f64) -> String,
    pub plane: fn(n: usize) -> String,
    /// With how many digits lie beyond the edges.
    pub plane_help: fn(n_beyond: usize) -> String,
    pub reveal: &'static str,
    pub hidden: &'static str,
    pub revealed: &'static str,
    pub net: &'static str,
    pub net_linear: &'static str,
    pub net_hidden: &'static str,
    pub n_clusters: &'static str,
    pub bandwidth: &'static str,
    pub choose_best: &'static str,
    pub digit: &'static str,
    pub digit_label: fn(label: u8) -> String,
    pub no_digit: &'static str,
    pub accuracy: &'static str,
    pub accuracy_own: &'static str,
    pub accuracy_held_out: &'static str,
    pub step: &'static str,
    pub half_step: &'static str,
    pub inertia: &'static str,
    pub inertia_name: &'static str,
    pub images: &'static str,
    pub images_label: &'static str,
    pub linear: &'static str,
    pub linear_label: fn(n: usize) -> String,
    pub ways: &'static str,
    pub ways_label: fn(axis: usize) -> String,
    pub curve: &'static str,
    pub curve_x: &'static str,
    pub curve_help: &'static str,
    pub notes: &'static str,
    pub paragraphs: [&'static [Span]; 3],
    pub try_learn: &'static str,
    pub try_cluster: &'static str,
    pub try_reveal: &'static str,
    pub try_best: &'static str,
}

/// One way of looking at the digits.
pub struct ShowText {
    pub name: &'static str,
    /// What it was given.
    pub given: &'static str,
}

impl Words for LabelsText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

fn whole_percent(share: f64) -> String {
    format!("{} %", fixed(share * 100.0, 0))
}

const EN: LabelsText = LabelsText {
    title: "With and without labels",
    shows: "What is looked for",
    with_labels: "With labels",
    without_labels: "Without labels",
    classes: ShowText {
        name: "Classes",
        given: "300 digits as two numbers each, and the label of each.",
    },
    clusters: ShowText {
        name: "Clusters",
        given: "the same two numbers of each digit, and how many clusters there are to be.",
    },
    axes: ShowText {
        name: "Axes",
        given: "the same two numbers of each digit; for the images beside it, their pixels.",
    },
    features: ShowText {
        name: "Features",
        given: "the autoencoder: pixels of training digits, to be brought back from two numbers.",
    },
    density: ShowText {
        name: "Density",
        given: "the same two numbers of each digit, and 700 digits more to choose the width by.",
    },
    given: "Given",
    found: "Found",
    found_classes: |n_steps, own, held_out, n_held_out| {
        format!(
            "after {n_steps} steps, a region for each class: {} of these digits lie in their own, \
             and {} of {n_held_out} digits that it has not seen.",
            whole_percent(own),
            whole_percent(held_out),
        )
    },
    found_clusters: |k, distance, n_rounds| {
        let state = match n_rounds {
            Some(n) => format!("which stand still after {n} rounds"),
            None => "which still move".to_owned(),
        };
        format!(
            "{k} centres, {state}; the root mean square distance to them is {}.",
            significant(distance, 3)
        )
    },
    found_centres: |k| format!("nothing yet: {k} digits drawn by the seed are the first centres."),
    found_axes: |share, of_images| {
        format!(
            "the direction in which the codes vary most, with {} of their variance; two \
             directions of the images, with {} of theirs.",
            whole_percent(share),
            whole_percent(of_images),
        )
    },
    found_features: "two numbers that change a digit's shape smoothly, and which nobody has named.",
    found_density: |bandwidth, held_out, best| {
        format!(
            "how densely digits lie: at width {}, a held-out digit has a log density of {} on \
             average; the best width is {}.",
            significant(bandwidth, 3),
            fixed(held_out, 2),
            significant(best, 3),
        )
    },
    not_yet: "still being computed.",
    purity: |purity| {
        format!(
            "The labels, which had no part in it, say: {} of the digits are of their cluster's \
             most frequent class.",
            whole_percent(purity)
        )
    },
    plane: |n| {
        format!("{n} test digits on the plane of a two-number code; the arrow keys look at a place")
    },
    plane_help: |n_beyond| {
        format!(
            "Test digits where an autoencoder that never saw a label puts them, {n_beyond} of them \
             beyond the edges. Point at one to see it."
        )
    },
    reveal: "Labels on the plane",
    hidden: "Labels hidden",
    revealed: "Labels shown",
    net: "Classifier",
    net_linear: "Linear",
    net_hidden: "Hidden layer",
    n_clusters: "Clusters k",
    bandwidth: "Width of each kernel",
    choose_best: "Best width for held-out digits",
    digit: "The digit nearest to the point",
    digit_label: |label| format!("Label: {label}"),
    no_digit: "Point at the plane",
    accuracy: "Told right, in percent",
    accuracy_own: "these digits",
    accuracy_held_out: "held-out digits",
    step: "step",
    half_step: "half step",
    inertia: "Inertia",
    inertia_name: "inertia",
    images: "Principal axes of the images",
    images_label: "Each row an axis: the mean image in the middle, moved by up to two deviations to \
                   either side",
    linear: "The images on these two axes: the best linear code",
    linear_label: |n| format!("{n} test digits on the first two principal axes of their pixels"),
    ways: "Along each number through the point",
    ways_label: |axis| format!("Decoded images as number {axis} of the code grows"),
    curve: "Log density of a digit, mean, in nats",
    curve_x: "width",
    curve_help: "Of the digits themselves it rises without end as the width shrinks; digits held \
                 out tell when that is learning by heart. On the plane the colour grows with the \
                 square root of the density.",
    notes: "What this shows",
    paragraphs: [
        &[
            plain("The same "),
            colored(Role::Data, "digits"),
            plain(
                " each time, as two numbers of an autoencoder's code. Labels turn the question \
                 “what is there?” into “which of these is it?”, with answers that can be right or \
                 wrong.",
            ),
        ],
        &[
            plain("Without labels there are heaps, directions, "),
            colored(Role::Latent, "features"),
            plain(
                " and densities. None of them knows a class by name: a cluster is what lies nearest \
                 to one centre, whatever the digits mean.",
            ),
        ],
        &[plain(
            "A generative model takes the last of these further: a distribution over 784 pixels \
             rather than a density of two numbers.",
        )],
    ],
    try_learn: "Watch a classifier learn its regions",
    try_cluster: "Watch k-means move ten centres",
    try_reveal: "What the labels say of the clusters",
    try_best: "The density that held-out digits choose",
};

const KO: LabelsText = LabelsText {
    title: "레이블이 있을 때와 없을 때",
    shows: "찾는 것",
    with_labels: "레이블 있음",
    without_labels: "레이블 없음",
    classes: ShowText {
        name: "분류",
        given: "숫자 300개를 나타내는 두 수와 각각의 레이블.",
    },
    clusters: ShowText {
        name: "군집화",
        given: "같은 두 수와 군집의 개수.",
    },
    axes: ShowText {
        name: "주성분",
        given: "같은 두 수. 옆의 이미지에는 픽셀 값.",
    },
    features: ShowText {
        name: "특징 학습",
        given: "오토인코더에 주어진 것: 두 수만으로 복원해야 하는 학습 숫자의 픽셀.",
    },
    density: ShowText {
        name: "밀도 추정",
        given: "같은 두 수, 그리고 폭을 고르는 데 쓸 다른 숫자 700개.",
    },
    given: "주어진 것",
    found: "찾은 것",
    found_classes: |n_steps, own, held_out, n_held_out| {
        format!(
            "{n_steps}단계 뒤 클래스마다 영역 하나. 이 숫자들의 {}, 본 적 없는 숫자 {n_held_out}개의 {}가 \
             자기 영역에 있습니다.",
            whole_percent(own),
            whole_percent(held_out),
        )
    },
    found_clusters: |k, distance, n_rounds| {
        let state = match n_rounds {
            Some(n) => format!("{n}번 되풀이한 뒤 멈췄습니다"),
            None => "아직 움직입니다".to_owned(),
        };
        format!(
            "중심 {k}개. {state}. 중심까지 거리의 제곱평균제곱근은 {}입니다.",
            significant(distance, 3)
        )
    },
    found_centres: |k| format!("아직 없음. 시드로 뽑은 숫자 {k}개가 첫 중심입니다."),
    found_axes: |share, of_images| {
        format!(
            "코드가 가장 많이 변하는 방향(분산의 {})과 이미지가 가장 많이 변하는 두 방향(분산의 {}).",
            whole_percent(share),
            whole_percent(of_images),
        )
    },
    found_features: "숫자의 모양을 매끄럽게 바꾸는 두 수. 이름을 붙여 준 사람은 없습니다.",
    found_density: |bandwidth, held_out, best| {
        format!(
            "숫자가 얼마나 빽빽하게 놓였는지. 폭 {}에서 따로 둔 숫자의 평균 로그 밀도는 {}이고, 가장 좋은 \
             폭은 {}입니다.",
            significant(bandwidth, 3),
            fixed(held_out, 2),
            significant(best, 3),
        )
    },
    not_yet: "계산 중입니다.",
    purity: |purity| {
        format!(
            "군집화에 쓰이지 않은 레이블로 보면, 숫자의 {}가 자기 군집에서 가장 흔한 클래스입니다.",
            whole_percent(purity)
        )
    },
    plane: |n| format!("2차원 코드 평면 위의 테스트 숫자 {n}개. 화살표 키로 위치를 옮겨 봅니다"),
    plane_help: |n_beyond| {
        format!(
            "레이블을 본 적 없는 오토인코더가 놓은 테스트 숫자들이며, {n_beyond}개는 가장자리 밖에 \
             있습니다. 가리키면 그 숫자가 보입니다."
        )
    },
    reveal: "평면 위의 레이블",
    hidden: "레이블 숨김",
    revealed: "레이블 표시",
    net: "분류기",
    net_linear: "선형",
    net_hidden: "은닉층",
    n_clusters: "군집 수 k",
    bandwidth: "커널의 폭",
    choose_best: "따로 둔 숫자에 가장 좋은 폭",
    digit: "가리킨 곳에서 가장 가까운 숫자",
    digit_label: |label| format!("레이블: {label}"),
    no_digit: "평면을 가리켜 보세요",
    accuracy: "정확도(퍼센트)",
    accuracy_own: "이 숫자들",
    accuracy_held_out: "따로 둔 숫자",
    step: "단계",
    half_step: "반 단계",
    inertia: "관성(중심까지 거리 제곱의 평균)",
    inertia_name: "관성",
    images: "이미지의 주성분",
    images_label: "행마다 주성분 하나. 가운데가 평균 이미지이고 양쪽으로 표준 편차의 두 배까지 옮긴 것",
    linear: "두 주성분 위의 이미지: 가장 좋은 선형 코드",
    linear_label: |n| format!("픽셀의 첫 두 주성분 위에 놓은 테스트 숫자 {n}개"),
    ways: "가리킨 곳을 지나 각 수를 따라",
    ways_label: |axis| format!("코드의 {axis}번째 수가 커질 때 디코딩한 이미지"),
    curve: "숫자의 평균 로그 밀도(나트)",
    curve_x: "폭",
    curve_help: "숫자들 자신의 값은 폭을 줄일수록 끝없이 커집니다. 언제부터 외우기만 하는지는 \
                 따로 둔 숫자가 알려 줍니다. 평면의 색은 밀도의 제곱근에 비례합니다.",
    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            plain("매번 같은 "),
            colored(Role::Data, "숫자"),
            plain(
                "를 오토인코더 코드의 두 수로 나타냅니다. 레이블이 있으면 “무엇이 있는가?”라는 \
                 물음이 “이 가운데 어느 것인가?”로 바뀌고, 답은 맞거나 틀립니다.",
            ),
        ],
        &[
            plain("레이블이 없으면 무리와 방향, "),
            colored(Role::Latent, "특징"),
            plain(
                ", 밀도를 찾습니다. 어느 것도 클래스의 이름을 모릅니다. 군집은 한 중심에 \
                 가장 가까운 숫자들일 뿐, 숫자의 뜻과는 상관없습니다.",
            ),
        ],
        &[plain(
            "생성 모델은 이 가운데 마지막 것을 끝까지 밀고 간 것입니다. 두 수의 밀도가 아니라 \
             픽셀 784개의 분포를 추정합니다.",
        )],
    ],
    try_learn: "분류기가 영역을 배우는 과정 보기",
    try_cluster: "k-평균이 중심 열 개를 옮기는 과정 보기",
    try_reveal: "레이블로 군집 살펴보기",
    try_best: "따로 둔 숫자가 고른 밀도",
};
