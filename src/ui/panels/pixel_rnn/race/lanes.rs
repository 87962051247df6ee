//! The steps on a time axis, and what many cores would make of them.

use leptos::prelude::*;

use super::{Figures, Part, State};
use crate::{
    i18n::pixel_rnn::race::RaceText,
    plot::{LANE_HEIGHT, LANE_WIDTH, Scale, fixed, in_sequence, lane_path, nice_ticks, short},
    protocol::RaceStageKind,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, memo, part, say},
    },
};

const N_TICKS: usize = 4;

/// Both nets' times in order, and what they add up to.
type Times = fn(&Figures) -> Vec<(Part, f64)>;

/// What was measured, and below what follows from it.
#[component]
pub fn Lanes(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let link = panel.read(|state| state.link);
    let pair = panel.read(|state| state.pair(state.link.side));
    let n_laps = memo(move || {
        let pair = pair.read();
        let pair = pair.as_ref().as_ref();
        pair.map_or(0, |pair| pair.iter().map(|f| f.n_laps).min().unwrap_or(0))
    });
    let measured = derived(move || {
        let (words, link) = (text.of::<RaceText>(), link.get());
        (words.measured)(link.side, link.n_images, n_laps.get())
    });
    view! {
        <div class="block">
            <h2>{measured}</h2>
            {lanes(pair, Figures::measured, "measured")}
        </div>
        <div class="block">
            <h2>{say(|words: &RaceText| words.parallel)}</h2>
            {lanes(pair, Figures::parallel, "parallel")}
            <p class="legend">{say(|words: &RaceText| words.parallel_help)}</p>
        </div>
        <Legend pair=pair />
    }
}

/// One net under the other, on one scale.
fn lanes(pair: Live<Option<[Figures; 2]>>, times: Times, testid: &'static str) -> AnyView {
    let text = use_text();
    let blocks = memo(move || {
        let pair = pair.read();
        let pair = pair.as_ref().as_ref();
        pair.map_or_else(Vec::new, |pair| {
            pair.iter().map(|f| in_sequence(times(f))).collect()
        })
    });
    let ends = memo(move || {
        let end =
            |blocks: &Vec<crate::plot::Block<Part>>| blocks.last().map_or(0.0, |b| b.until_ms);
        blocks.read().iter().map(end).collect::<Vec<f64>>()
    });
    let most = memo(move || ends.read().iter().copied().fold(0.0, f64::max));
    let lane = move |net: usize| {
        let paths = move || {
            let (blocks, most) = (blocks.read(), most.get());
            let blocks = blocks.get(net).map_or(&[][..], Vec::as_slice);
            let path = |part: Part| {
                let d = lane_path(blocks, &part, most);
                (!d.is_empty()).then(|| view! { <path class=class_of(part) d=d></path> })
            };
            Part::ALL.map(path).collect_view().into_any()
        };
        let end = derived(move || {
            let end = ends.read().get(net).copied();
            end.map_or_else(|| "–".to_owned(), |ms| (text.of::<RaceText>().ms)(ms))
        });
        view! {
            <span class="race-net">{say(move |words: &RaceText| words.nets[net])}</span>
            <svg
                class="race-lane"
                viewBox=format!("0 0 {} {}", short(LANE_WIDTH), short(LANE_HEIGHT))
                preserveAspectRatio="none"
                aria-hidden="true"
                data-testid=format!("{testid}-{net}")
            >
                {part(paths)}
            </svg>
            <span class="race-end" data-testid=format!("{testid}-{net}-ms")>{end}</span>
        }
    };
    let ticks = move || {
        let most = most.get();
        if most <= 0.0 {
            return ().into_any();
        }
        let x = Scale::linear((0.0, most), (0.0, 100.0));
        let tick = |ms: f64| {
            let left = format!("{}%", fixed(x.screen_from_value(ms), 3));
            view! { <span style:left=left>{short(ms)}</span> }
        };
        let ticks = nice_ticks((0.0, most), N_TICKS).into_iter();
        ticks.map(tick).collect_view().into_any()
    };
    view! {
        <div class="race-lanes" data-testid=testid>
            {lane(0)} {lane(1)} <span class="race-net">"ms"</span>
            <div class="race-axis" aria-hidden="true">{part(ticks)}</div>
        </div>
    }
    .into_any()
}

/// What the colours are, and how much of each there was.
#[component]
fn Legend(pair: Live<Option<[Figures; 2]>>) -> impl IntoView {
    let text = use_text();
    let rows = move || {
        let words = text.of::<RaceText>();
        let pair = pair.read();
        let pair = pair.as_ref().as_ref();
        let of = |part: Part, net: usize| {
            let measured = pair.and_then(|pair| Some(pair.get(net)?.measured()));
            let mut times: Vec<f64> = measured
                .unwrap_or_default()
                .into_iter()
                .filter(|(known, _)| *known == part)
                .map(|(_, ms)| ms)
                .collect();
            let n = times.len();
            match n {
                0 => "–".to_owned(),
                _ => (words.times)(n, times.drain(..).sum()),
            }
        };
        let row = |(i, part): (usize, Part)| {
            view! {
                <tr>
                    <th scope="row">
                        <svg class="race-swatch" viewBox="0 0 10 10" aria-hidden="true">
                            <path class=class_of(part) d="M0 0H10V10H0Z"></path>
                        </svg>
                        {words.parts[i]}
                    </th>
                    <td>{of(part, 0)}</td>
                    <td>{of(part, 1)}</td>
                </tr>
            }
        };
        Part::ALL
            .into_iter()
            .enumerate()
            .map(row)
            .collect_view()
            .into_any()
    };
    view! {
        <div class="race-scroll">
            <table class="race-table" data-testid="race-legend">
                <thead>
                    <tr>
                        <th scope="col">{say(|words: &RaceText| words.part)}</th>
                        <th scope="col">{say(|words: &RaceText| words.nets[0])}</th>
                        <th scope="col">{say(|words: &RaceText| words.nets[1])}</th>
                    </tr>
                </thead>
                <tbody>{part(rows)}</tbody>
            </table>
        </div>
    }
}

/// The class that gives a part its colour.
const fn class_of(part: Part) -> &'static str {
    match part {
        Part::Stage(RaceStageKind::Window) => "race-window",
        Part::Stage(RaceStageKind::Input) => "race-input",
        Part::Stage(RaceStageKind::Row) => "race-row",
        Part::Stage(RaceStageKind::Out) => "race-out",
        Part::Stage(RaceStageKind::Vertical) => "race-vertical",
        Part::Stage(RaceStageKind::Horizontal) => "race-horizontal",
        Part::Stage(RaceStageKind::Head) => "race-head",
        Part::Stage(RaceStageKind::Softmax) => "race-softmax",
        Part::Backward => "race-backward",
        Part::Update => "race-update",
    }
}
