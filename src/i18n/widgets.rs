//! The words of the shared widgets.

use crate::i18n::Words;
use crate::plot::short;

/// What the shared widgets say.
pub struct WidgetText {
    // Transport
    pub playback: &'static str,
    pub play: &'static str,
    pub pause: &'static str,
    pub step: &'static str,
    pub step_back: &'static str,
    pub restart: &'static str,
    pub to_end: &'static str,
    pub progress: &'static str,
    /// Of how many.
    pub position: fn(usize, usize) -> String,
    pub speed: &'static str,
    pub steps_a_second: fn(f64) -> String,
    pub full_speed: &'static str,
    // Seed field
    pub seed: &'static str,
    pub next_seed: &'static str,
    /// With the seed that stays in force.
    pub seed_not_whole: fn(u64) -> String,
    /// With the seed that stays in force.
    pub seed_too_large: fn(u64) -> String,
    // Charts
    pub grey_value: &'static str,
    /// Grey value and probability.
    pub highest_probability: fn(usize, &str) -> String,
    /// Grey value and probability.
    pub level_probability: fn(usize, &str) -> String,
    pub drawn_value: fn(usize) -> String,
    pub no_distribution: &'static str,
    /// What is counted, how far, and each line's name and value there.
    pub values_at: fn(&str, &str, &[(String, String)]) -> String,
    pub no_values: &'static str,
    // Notes
    pub try_it: &'static str,
}

impl Words for WidgetText {
    const EN: &'static Self = &EN;
    const KO: &'static Self = &KO;
}

const EN: WidgetText = WidgetText {
    playback: "Playback",
    play: "Play",
    pause: "Pause",
    step: "Step",
    step_back: "Step back",
    restart: "Back to the start",
    to_end: "To the end",
    progress: "Progress",
    position: |position, length| format!("{position} of {length}"),
    speed: "Speed",
    steps_a_second: |speed| format!("{} px/s", short(speed)),
    full_speed: "full speed",
    seed: "Seed",
    next_seed: "Next seed",
    seed_not_whole: |kept| format!("A seed is a whole number from 0 up. Seed {kept} stays."),
    seed_too_large: |kept| format!("A seed is at most {}. Seed {kept} stays.", u64::MAX),
    grey_value: "grey value",
    highest_probability: |level, probability| format!("highest: {probability} at {level}"),
    level_probability: |level, probability| format!("grey value {level}: {probability}"),
    drawn_value: |level| format!("drawn: {level}"),
    no_distribution: "no distribution yet",
    values_at: |counted, at, values| format!("{counted} {at}: {}", listed(values)),
    no_values: "no values yet",
    try_it: "Try",
};

const KO: WidgetText = WidgetText {
    playback: "재생 조작",
    play: "재생",
    pause: "일시 정지",
    step: "한 단계 앞으로",
    step_back: "한 단계 뒤로",
    restart: "처음으로",
    to_end: "끝까지",
    progress: "진행",
    position: |position, length| format!("{length} 중 {position}"),
    speed: "속도",
    steps_a_second: |speed| format!("초당 {}픽셀", short(speed)),
    full_speed: "최대 속도",
    seed: "시드",
    next_seed: "다음 시드",
    seed_not_whole: |kept| {
        format!("시드는 0 이상의 정수여야 합니다. 현재 시드({kept})를 유지합니다.")
    },
    seed_too_large: |kept| {
        format!(
            "시드는 {} 이하여야 합니다. 현재 시드({kept})를 유지합니다.",
            u64::MAX
        )
    },
    grey_value: "밝기 값",
    highest_probability: |level, probability| format!("최고 확률: 밝기 {level}에서 {probability}"),
    level_probability: |level, probability| format!("밝기 {level}: {probability}"),
    drawn_value: |level| format!("뽑힌 값: {level}"),
    no_distribution: "아직 분포가 없습니다",
    values_at: |counted, at, values| format!("{counted} {at}: {}", listed(values)),
    no_values: "아직 값이 없습니다",
    try_it: "해 보기",
};

/// Names and values one after the other.
fn listed(values: &[(String, String)]) -> String {
    let named: Vec<_> = values
        .iter()
        .map(|(name, value)| format!("{name} {value}"))
        .collect();
    named.join(", ")
}
