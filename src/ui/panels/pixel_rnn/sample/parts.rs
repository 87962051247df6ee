//! One pixel's state, and what it is made of: every number of it, and one of them in figures.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use super::{State, map::number as unit_number};
use crate::{
    i18n::pixel_rnn::sample::StatesText,
    plot::{fixed, unit_strips},
    protocol::{SIDE, StateParts},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, memo, part, say},
        widgets::{Math, Painting, pixel_after_key, place_of, use_stage_colors},
        words::Formula,
    },
};

/// Gates before their activations are full in colour at this size, where a sigmoid is at 0.98.
const MOST_BEFORE: f32 = 4.0;
/// A cell may hold more than a state shows of it.
const MOST_CELL: f32 = 2.0;

/// A vector of the state's length.
struct Strip {
    name: Formula,
    values: fn(&StateParts) -> &[f32],
    most: f32,
    /// Whether it begins another group.
    begins: bool,
}

/// The vectors in the order in which they are computed.
const STRIPS: [Strip; 18] = [
    first(
        Formula("{latent:h_{t−1}}↖"),
        |parts| state_above(parts, 0),
        1.0,
    ),
    strip(
        Formula("{latent:h_{t−1}}↑"),
        |parts| state_above(parts, 1),
        1.0,
    ),
    strip(
        Formula("{latent:h_{t−1}}↗"),
        |parts| state_above(parts, 2),
        1.0,
    ),
    first(
        Formula("{data:x_t} → o"),
        |parts| gate(parts, &parts.from_input, 0),
        MOST_BEFORE,
    ),
    strip(
        Formula("{latent:h_{t−1}} → o"),
        |parts| gate(parts, &parts.from_state, 0),
        MOST_BEFORE,
    ),
    strip(Formula("o"), |parts| gate(parts, &parts.gates, 0), 1.0),
    strip(
        Formula("{data:x_t} → f"),
        |parts| gate(parts, &parts.from_input, 1),
        MOST_BEFORE,
    ),
    strip(
        Formula("{latent:h_{t−1}} → f"),
        |parts| gate(parts, &parts.from_state, 1),
        MOST_BEFORE,
    ),
    strip(Formula("f"), |parts| gate(parts, &parts.gates, 1), 1.0),
    strip(
        Formula("{data:x_t} → i"),
        |parts| gate(parts, &parts.from_input, 2),
        MOST_BEFORE,
    ),
    strip(
        Formula("{latent:h_{t−1}} → i"),
        |parts| gate(parts, &parts.from_state, 2),
        MOST_BEFORE,
    ),
    strip(Formula("i"), |parts| gate(parts, &parts.gates, 2), 1.0),
    strip(
        Formula("{data:x_t} → g"),
        |parts| gate(parts, &parts.from_input, 3),
        MOST_BEFORE,
    ),
    strip(
        Formula("{latent:h_{t−1}} → g"),
        |parts| gate(parts, &parts.from_state, 3),
        MOST_BEFORE,
    ),
    strip(Formula("g"), |parts| gate(parts, &parts.gates, 3), 1.0),
    first(
        Formula("{generated:c_{t−1}}"),
        |parts| &parts.cells_before,
        MOST_CELL,
    ),
    strip(Formula("{generated:c_t}"), |parts| &parts.cells, MOST_CELL),
    strip(Formula("{latent:h_t}"), |parts| &parts.hidden, 1.0),
];

const fn strip(name: Formula, values: fn(&StateParts) -> &[f32], most: f32) -> Strip {
    Strip {
        name,
        values,
        most,
        begins: false,
    }
}

/// The first of a group.
const fn first(name: Formula, values: fn(&StateParts) -> &[f32], most: f32) -> Strip {
    Strip {
        begins: true,
        ..strip(name, values, most)
    }
}

/// One of the three states that the pixel's own is made of.
fn state_above(parts: &StateParts, which: usize) -> &[f32] {
    parts.above.get(which).map_or(&[], Vec::as_slice)
}

/// A gate's numbers among those of all gates.
fn gate<'a>(parts: &StateParts, all: &'a [f32], gate: usize) -> &'a [f32] {
    let n = parts.hidden.len();
    all.get(gate * n..(gate + 1) * n).unwrap_or_default()
}

/// All vectors as strips that share their units, and the numbers of the chosen one.
#[component]
pub fn Parts(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let parts = panel.read(|state| {
        let states = state.watching.states.as_ref()?;
        Some(Arc::new(states.taken_apart.clone()))
    });
    let chosen = panel.read(State::chosen);
    let n_units = memo(move || parts.get().map_or(0, |parts| parts.hidden.len()));
    let heading = derived(move || {
        let (words, at) = (text.of::<StatesText>(), parts.get());
        match at.map(|parts| usize::from(parts.pixel)) {
            Some(at) => (words.parts_heading)(at / SIDE + 1, at % SIDE + 1, chosen.get().0 + 1),
            None => words.parts_none.to_owned(),
        }
    });
    let picture = memo(move || {
        let parts = parts.get();
        let values = |strip: &Strip| {
            let values = parts.as_deref().map_or(&[][..], strip.values);
            (values, strip.most)
        };
        let strips: Vec<_> = STRIPS.iter().map(values).collect();
        unit_strips(&strips, n_units.get().max(1), &colors.get())
    });
    let on_unit = panel.on(|state, unit: usize| state.choose_unit(unit as u8));
    let choose = move |unit: usize| {
        if unit < n_units.get_untracked() && unit != usize::from(chosen.get_untracked().1) {
            on_unit.run(unit);
        }
    };
    let choose_by_pointer = move |event: ev::PointerEvent| {
        if let Some((x, _)) = place_of(&event) {
            choose((x * n_units.get_untracked() as f64) as usize);
        }
    };
    let choose_by_key = move |event: ev::KeyboardEvent| {
        let (unit, n) = (
            usize::from(chosen.get_untracked().1),
            n_units.get_untracked(),
        );
        // One row: up and down stay.
        if let Some(target) = pixel_after_key(&event.key(), Some(unit), n.max(1), n) {
            event.prevent_default();
            choose(target);
        }
    };
    let percent = move |of: usize| {
        let n = n_units.get().max(1);
        format!("{}%", fixed(of as f64 * 100.0 / n as f64, 4))
    };
    let label = derived(move || (text.of::<StatesText>().strips)(unit_number(chosen.get().1)));
    view! {
        <div class="block">
            <h2 data-testid="parts-heading">{heading}</h2>
            <div class="state-parts">
                <div class="state-names">{STRIPS.iter().map(name).collect_view()}</div>
                <div
                    class="state-strips"
                    role="slider"
                    tabindex="0"
                    aria-label=label
                    aria-valuemin="1"
                    aria-valuemax=derived(move || n_units.get().max(1).to_string())
                    aria-valuenow=derived(move || unit_number(chosen.get().1).to_string())
                    data-testid="strips"
                    on:pointerdown=choose_by_pointer
                    on:keydown=choose_by_key
                    // A click would take the arrow keys away from stepping.
                    on:mousedown=|event| event.prevent_default()
                >
                    <Painting picture=picture />
                    <span
                        class="tile-mark"
                        style:left=derived(move || percent(chosen.get().1.into()))
                        style:width=derived(move || percent(1))
                    ></span>
                </div>
                <div class="state-values" data-testid="state-values">{values(parts, chosen)}</div>
            </div>
            <p class="legend" data-testid="unit-says">{says(parts, chosen)}</p>
            <p class="legend">{say(|words: &StatesText| words.parts_legend)}</p>
        </div>
    }
}

fn name(strip: &Strip) -> AnyView {
    view! {
        <span class:begins=strip.begins>
            <Math formula=strip.name />
        </span>
    }
    .into_any()
}

/// The numbers of the chosen unit, one beside each strip.
fn values(parts: Live<Option<Arc<StateParts>>>, chosen: Live<(u8, u8)>) -> AnyView {
    let value = move |strip: &'static Strip| {
        let value = derived(move || {
            let parts = parts.get();
            let unit = usize::from(chosen.get().1);
            let value = parts.and_then(|parts| (strip.values)(&parts).get(unit).copied());
            value.map_or_else(|| "–".to_owned(), number)
        });
        view! { <span class:begins=strip.begins>{value}</span> }
    };
    STRIPS.iter().map(value).collect_view().into_any()
}

fn number(value: f32) -> String {
    fixed(value.into(), 2).replace('-', "−")
}

/// The same to one decimal more, as sums are written.
fn finely(value: f32) -> String {
    fixed(value.into(), 3).replace('-', "−")
}

/// The same as a factor.
fn factor(value: f32) -> String {
    match value < 0.0 {
        true => format!("({})", finely(value)),
        false => finely(value),
    }
}

/// How the chosen unit's numbers make the next ones, with the numbers put in.
fn says(parts: Live<Option<Arc<StateParts>>>, chosen: Live<(u8, u8)>) -> AnyView {
    let text = use_text();
    part(move || {
        let unit = usize::from(chosen.get().1);
        let Some(parts) = parts.get().filter(|parts| unit < parts.hidden.len()) else {
            return ().into_any();
        };
        let of = |values: &[f32]| values.get(unit).copied().unwrap_or_default();
        let [o, f, i, g] = [0, 1, 2, 3].map(|k| factor(of(gate(&parts, &parts.gates, k))));
        let before = factor(of(&parts.cells_before));
        let (cell, hidden) = (of(&parts.cells), finely(of(&parts.hidden)));
        let (after, inside) = (finely(cell), factor(cell));
        let heading = (text.of::<StatesText>().unit_says)(unit_number(unit as u8));
        let cells = format!("cₜ = f·cₜ₋₁ + i·g = {f}·{before} + {i}·{g} = {after}");
        let state = format!("hₜ = o·tanh cₜ = {o}·tanh {inside} = {hidden}");
        view! { {heading} <br/> {cells} <br/> {state} }.into_any()
    })
    .into_any()
}
