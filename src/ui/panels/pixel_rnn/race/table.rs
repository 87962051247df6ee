//! The figures of all sides, and what they say.

use leptos::prelude::*;

use super::{Figures, State};
use crate::{
    i18n::pixel_rnn::race::{Clock, Comparison, RaceText},
    plot::{fixed, significant},
    protocol::{RACE_SIDES, RaceNet},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, part, say},
    },
};

/// Digits of a measured number that mean something.
const N_DIGITS: usize = 3;

/// A column: its name for the tests, and its number in words.
type Column = (&'static str, fn(&Figures) -> String);

const COLUMNS: [Column; 5] = [
    ("ms", |f| significant(f.ms(), N_DIGITS)),
    ("adds", |f| fixed(f.median.multiply_adds as f64 / 1e6, 1)),
    ("rate", |f| significant(f.rate(), N_DIGITS)),
    ("stages", |f| f.n_waiting().to_string()),
    ("parallel", |f| significant(f.parallel_ms(), N_DIGITS)),
];

/// Each net at each side.
#[component]
pub fn Table(panel: Panel<State>) -> impl IntoView {
    let row = move |(side, net): (u8, RaceNet)| {
        let figures = panel.read(move |state| state.figures(net, side));
        let (place, name) = match net {
            RaceNet::Recurrent => (0, "rnn"),
            RaceNet::Convolutional => (1, "cnn"),
        };
        let cell = move |(column, write): Column| {
            let value = derived(move || {
                let figures = figures.read();
                let figures = figures.as_ref().as_ref();
                figures.map_or_else(|| "–".to_owned(), write)
            });
            view! { <td data-testid=format!("race-{name}-{side}-{column}")>{value}</td> }
        };
        view! {
            <tr>
                <th scope="row">
                    {say(move |words: &RaceText| (words.row)(side, words.nets[place]))}
                </th>
                {COLUMNS.map(cell).collect_view()}
            </tr>
        }
    };
    let rows = RACE_SIDES.into_iter();
    let rows = rows.flat_map(|side| RaceNet::ALL.map(|net| (side, net)));
    let head = |i: usize| {
        view! { <th scope="col">{say(move |words: &RaceText| words.columns[i])}</th> }
    };
    view! {
        <div class="block">
            <h2>{say(|words: &RaceText| words.figures)}</h2>
            <div class="race-scroll">
                <table class="race-table" data-testid="race-table">
                    <thead>
                        <tr>
                            <td></td>
                            {(0..COLUMNS.len()).map(head).collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.map(row).collect_view()}</tbody>
                </table>
            </div>
        </div>
    }
}

/// What the figures at the chosen side say, whichever way they go.
#[component]
pub fn Verdict(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let known = panel.read(|state| {
        let [recurrent, convolutional] = state.pair(state.link.side)?;
        Some((
            comparison(&recurrent, &convolutional),
            clock(&[recurrent, convolutional], state.shortest_told()),
        ))
    });
    let says = move || {
        let words = text.of::<RaceText>();
        let Some((told, clock)) = known.get() else {
            return ().into_any();
        };
        view! {
            <p data-testid="says-time">{(words.says_time)(told)}</p>
            <p data-testid="says-stages">{(words.says_stages)(told)}</p>
            <p class="legend" data-testid="says-clock">{(words.says_clock)(clock)}</p>
        }
        .into_any()
    };
    view! { <div class="block" data-testid="verdict">{part(says)}</div> }
}

fn comparison(recurrent: &Figures, convolutional: &Figures) -> Comparison {
    let adds = |f: &Figures| f.median.multiply_adds as f64;
    Comparison {
        side: recurrent.median.side,
        time: recurrent.ms() / convolutional.ms(),
        multiply_adds: adds(recurrent) / adds(convolutional),
        n_waiting: [recurrent.n_waiting(), convolutional.n_waiting()],
        parallel_ms: [recurrent.parallel_ms(), convolutional.parallel_ms()],
    }
}

fn clock(pair: &[Figures; 2], shortest_ms: Option<f64>) -> Clock {
    let stages = || pair.iter().flat_map(|figures| &figures.median.stages);
    Clock {
        shortest_ms: shortest_ms.unwrap_or_default(),
        n_untold: stages().filter(|stage| stage.ms <= 0.0).count(),
        n_stages: stages().count(),
    }
}
