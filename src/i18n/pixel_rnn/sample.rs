use crate::i18n::{Span, Words, colored, plain};
use crate::plot::{Role, fixed};

/// The panel of images drawn with the recurrent state beside them.
pub struct StatesText {
    pub title: &'static str,
    pub image_heading: &'static str,

    /// Of the large map, with the layer's number, and the unit's.
    pub norm_heading: fn(layer: u8) -> String,
    pub unit_heading: fn(layer: u8, unit: u8) -> String,
    /// With the least and the most norm, where there are any.
    pub norm_legend: fn(range: Option<(f32, f32)>) -> String,
    pub unit_legend: &'static str,
    /// What is marked on the map.
    pub wave_legend: &'static str,
    pub layer: &'static str,
    pub map: &'static str,
    pub norm: &'static str,
    pub unit: &'static str,
    /// Units side by side: the layer's number, the first and the last, and the chosen one.
    pub units: fn(layer: u8, range: (u8, u8), chosen: u8) -> String,

    /// Whose state is taken apart: row, column, and the layer's number.
    pub parts_heading: fn(row: usize, column: usize, layer: u8) -> String,
    pub parts_none: &'static str,
    pub parts_legend: &'static str,
    /// All units of all vectors, with the chosen one.
    pub strips: fn(unit: u8) -> String,
    /// Before the chosen unit's own sums.
    pub unit_says: fn(unit: u8) -> String,

    pub notes: &'static str,
    /// The paragraphs beside the formula.
    pub paragraphs: [&'static [Span]; 4],
    pub try_last_layer: &'static str,
}

impl Words for StatesText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: StatesText = StatesText {
    title: "PixelRNN",
    image_heading: "The image",

    norm_heading: |layer| format!("States of layer {layer}: their norm"),
    unit_heading: |layer, unit| format!("States of layer {layer}: unit {unit}"),
    norm_legend: |range| {
        const WHAT: &str = "Root mean square of each state";
        match range {
            Some((least, most)) => format!("{WHAT}: black {}, white {}.", two(least), two(most)),
            None => format!("{WHAT}."),
        }
    },
    unit_legend: "One number of each state: -1 in one colour, 0 black, 1 in the other.",
    wave_legend: "Between the lines: the row of states being computed. Framed above it: the states \
                  that the pixel's own is made of.",
    layer: "Layer",
    map: "What the map shows of each state",
    norm: "Norm",
    unit: "Unit",
    units: |layer, (first, last), chosen| {
        format!("Layer {layer}, units {first} to {last} side by side; chosen: {chosen}")
    },

    parts_heading: |row, column, layer| {
        format!("How the state at row {row}, column {column} of layer {layer} comes about")
    },
    parts_none: "How a state comes about",
    parts_legend: "A column a unit: click one, or move with the arrow keys. x and h: what they add \
                   to a gate before its activation; f gets 1 more.",
    strips: |unit| format!("All numbers of the state; chosen: unit {unit}"),
    unit_says: |unit| format!("Unit {unit}, in numbers:"),

    notes: "What this shows",
    paragraphs: [
        &[
            plain("A "),
            colored(Role::Latent, "state h"),
            plain(
                " walks down the image, row by row. A pixel's state is made of the three states \
                 above it, and so of everything they have kept from the rows before.",
            ),
        ],
        &[
            plain("From its own row a pixel takes "),
            colored(Role::Data, "x, the features so far"),
            plain(
                ": they come from earlier pixels alone, since a mask hides the pixel itself and all \
                 that follow.",
            ),
        ],
        &[
            plain("Three gates decide: f, what the "),
            colored(Role::Generated, "cell c"),
            plain(
                " keeps of the one straight above, i, what it takes up of the candidate g, and o, \
                 what the state shows of it.",
            ),
        ],
        &[plain(
            "No row can begin before the one above it is done, in training too. A PixelCNN has \
             nothing of the kind: its layers wait for one another, its rows do not.",
        )],
    ],
    try_last_layer: "The last layer's states",
};

const KO: StatesText = StatesText {
    title: "PixelRNN",
    image_heading: "이미지",

    norm_heading: |layer| format!("{layer}층의 상태: 노름"),
    unit_heading: |layer, unit| format!("{layer}층의 상태: {unit}번 유닛"),
    norm_legend: |range| {
        const WHAT: &str = "상태마다의 제곱평균제곱근";
        match range {
            Some((least, most)) => format!("{WHAT}: 검정 {}, 흰색 {}.", two(least), two(most)),
            None => format!("{WHAT}."),
        }
    },
    unit_legend: "상태마다 성분 하나: -1과 1은 서로 다른 색, 0은 검정.",
    wave_legend: "두 선 사이: 지금 계산하는 상태의 행. 그 위 테두리: 그 픽셀의 상태를 만드는 상태들.",
    layer: "층",
    map: "지도에 표시할 것",
    norm: "노름",
    unit: "유닛",
    units: |layer, (first, last), chosen| {
        format!("{layer}층의 {first}–{last}번 유닛, 고른 것: {chosen}번")
    },

    parts_heading: |row, column, layer| {
        format!("{layer}층의 {row}행 {column}열 상태가 만들어지는 과정")
    },
    parts_none: "상태가 만들어지는 과정",
    parts_legend: "한 열이 유닛 하나입니다. 누르거나 화살표 키로 고르세요. x와 h 줄은 활성화 함수를 \
                   거치기 전의 게이트에 각각 더하는 값이고, f에는 1을 더 더합니다.",
    strips: |unit| format!("상태의 모든 성분, 고른 것: {unit}번 유닛"),
    unit_says: |unit| format!("{unit}번 유닛을 수치로:"),

    notes: "이 화면이 보여 주는 것",
    paragraphs: [
        &[
            colored(Role::Latent, "상태 h"),
            plain(
                "는 이미지를 한 행씩 내려갑니다. 한 픽셀의 상태는 바로 위 세 픽셀의 상태로 \
                 만들어지므로, 그 상태들이 앞선 행에서 간직해 온 모든 것이 담깁니다.",
            ),
        ],
        &[
            plain("같은 행에서는 "),
            colored(Role::Data, "지금까지의 특징 x"),
            plain(
                "를 받습니다. 그 픽셀 자신과 뒤따르는 픽셀은 마스크가 가리므로 x는 앞선 픽셀에서만 \
                 나옵니다.",
            ),
        ],
        &[
            plain("게이트 셋이 정합니다. f는 바로 위 "),
            colored(Role::Generated, "셀 c"),
            plain(
                "에서 무엇을 간직할지, i는 후보 g에서 무엇을 받아들일지, o는 셀에서 무엇을 상태로 내보일지를 정합니다.",
            ),
        ],
        &[plain(
            "학습할 때도 어떤 행이든 윗행이 끝나야 시작할 수 있습니다. PixelCNN에는 그런 것이 \
             없습니다. 층은 서로 기다리지만 행은 기다리지 않습니다.",
        )],
    ],
    try_last_layer: "마지막 층의 상태 보기",
};

fn two(norm: f32) -> String {
    fixed(norm.into(), 2)
}
