//! The states over the image: one map large, and several units side by side.

use leptos::prelude::*;

use super::{Map, State, Watching};
use crate::{
    i18n::pixel_rnn::sample::StatesText,
    plot::{StageColors, fixed, norm_map, norm_range, unit_map, unit_tiles},
    protocol::{MOST_UNITS, SIDE},
    ui::{
        panels::{
            Panel,
            growth::{Growing as _, on_point},
        },
        settings::use_text,
        signals::{Live, derived, live, memo, part, say},
        widgets::{Marked, PixelCanvas, Segmented, Slider, TileSheet},
    },
};

/// The states of a layer where they are, up to the pixel in view.
#[component]
pub fn StateMap(panel: Panel<State>, colors: Live<StageColors>) -> impl IntoView {
    let text = use_text();
    let map = panel.read(|state| state.looks.map);
    let chosen = panel.read(State::chosen);
    let at = panel.read(|state| {
        let states = state.watching.states.as_ref()?;
        Some(usize::from(states.taken_apart.pixel))
    });
    let n_drawn = panel.read(|state| state.growth().pixels().len());
    let norms = panel.read(|state| {
        let states = state.watching.states.as_ref();
        states.map_or_else(Vec::new, |states| known(&states.norms, state).to_vec())
    });
    let unit = panel.read(|state| {
        let (_, unit) = state.chosen();
        let place = usize::from(unit - Watching::first_beside(unit));
        let states = state.watching.states.as_ref();
        let values = states.and_then(|states| states.units.get(place));
        values.map_or_else(Vec::new, |values| known(values, state).to_vec())
    });
    let picture = live(move || match map.get() {
        Map::Norm => norm_map(&norms.read(), SIDE, &colors.get()),
        Map::Unit => unit_map(&unit.read(), SIDE, &colors.get()),
    });
    let heading = derived(move || {
        let (words, (layer, unit)) = (text.of::<StatesText>(), chosen.get());
        match map.get() {
            Map::Norm => (words.norm_heading)(layer + 1),
            Map::Unit => (words.unit_heading)(layer + 1, number(unit)),
        }
    });
    let legend = derived(move || {
        let words = text.of::<StatesText>();
        match map.get() {
            Map::Norm => (words.norm_legend)(norm_range(&norms.read())),
            Map::Unit => words.unit_legend.to_owned(),
        }
    });
    let marked = live(move || {
        let pixel_idx = at.get()?;
        Some(Marked {
            pixel_idx,
            is_drawn: pixel_idx < n_drawn.get(),
        })
    });
    view! {
        <h2>{heading}</h2>
        <PixelCanvas
            picture=picture
            label=heading
            marked=marked
            n_pointable=live(move || n_drawn.get())
            on_point=on_point(panel)
            overlay=move || wave(at)
            attr:data-testid="state-map"
        />
        <p class="legend" data-testid="map-legend">{legend}</p>
    }
}

/// A unit's number, counted from 1 as people do.
pub fn number(unit: u8) -> u8 {
    unit.saturating_add(1)
}

/// Of one number of each state, those of the pixels that are there, and of the one in view.
fn known<'a>(values: &'a [f32], state: &State) -> &'a [f32] {
    let in_view = state
        .watching
        .states
        .as_ref()
        .map_or(0, |states| usize::from(states.taken_apart.pixel) + 1);
    let n = state.growth.pixels().len().max(in_view);
    values.get(..n).unwrap_or(values)
}

/// The row that is being computed, and the states above that the pixel's own is made of.
fn wave(at: Live<Option<usize>>) -> AnyView {
    let percent = |n: usize| format!("{}%", fixed(n as f64 * 100.0 / SIDE as f64, 4));
    part(move || {
        let Some(at) = at.get() else {
            return ().into_any();
        };
        let (row, column) = (at / SIDE, at % SIDE);
        let seen = row.checked_sub(1).map(|above| {
            let first = column.saturating_sub(1);
            let n_seen = (column + 2).min(SIDE) - first;
            view! {
                <span
                    class="state-seen"
                    style:left=percent(first)
                    style:top=percent(above)
                    style:width=percent(n_seen)
                    style:height=percent(1)
                ></span>
            }
        });
        view! {
            <span class="state-row" style:top=percent(row) style:height=percent(1)></span>
            {seen}
        }
        .into_any()
    })
    .into_any()
}

/// Whose states, what of them, and eight units side by side.
#[component]
pub fn MapChoice(panel: Panel<State>, colors: Live<StageColors>) -> impl IntoView {
    let text = use_text();
    let size = panel.read(|state| state.watching.size());
    let chosen = panel.read(State::chosen);
    let layers = move || {
        let layer = |layer: u8| (layer, derived(move || (layer + 1).to_string()));
        view! {
            <Segmented
                label=say(|words: &StatesText| words.layer)
                options=(0..size.get().0.max(1)).map(layer).collect()
                value=live(move || chosen.get().0)
                on_change=panel.on(|state, layer| state.look(|looks| looks.layer = layer))
                testid="state-layer"
            />
        }
        .into_any()
    };
    let maps = vec![
        (Map::Norm, say(|words: &StatesText| words.norm)),
        (Map::Unit, say(|words: &StatesText| words.unit)),
    ];
    let last_unit = memo(move || f64::from(size.get().1.saturating_sub(1)));
    let slider = move || {
        view! {
            <Slider
                label=say(|words: &StatesText| words.unit)
                value=live(move || f64::from(chosen.get().1))
                min=0.0
                max=last_unit.get().max(1.0)
                step=1.0
                read_out=derived(move || number(chosen.get().1).to_string())
                on_input=panel.on(|state, unit: f64| state.choose_unit(unit as u8))
                testid="unit"
            />
        }
        .into_any()
    };
    let n_layers = memo(move || size.get().0);
    let units = panel.read(|state| {
        let states = state.watching.states.as_ref();
        let units = states.map_or(&[][..], |states| &states.units);
        let units = units.iter().map(|values| known(values, state).to_vec());
        let mut units: Vec<Vec<f32>> = units.collect();
        // As many as there will be, before any has come.
        units.resize(MOST_UNITS, vec![]);
        units
    });
    let n_units = panel.read(|state| {
        let states = state.watching.states.as_ref();
        states.map_or(0, |states| states.units.len())
    });
    let first = move || Watching::first_beside(chosen.get().1);
    let label = derived(move || {
        let (words, (layer, unit)) = (text.of::<StatesText>(), chosen.get());
        let last = first().saturating_add(n_units.get().max(1) as u8 - 1);
        (words.units)(layer + 1, (number(first()), number(last)), number(unit))
    });
    view! {
        <div class="controls">
            <div class="labelled">
                <span class="legend">{say(|words: &StatesText| words.layer)}</span>
                {part(move || {
                    n_layers.get();
                    layers()
                })}
            </div>
            <Segmented
                label=say(|words: &StatesText| words.map)
                options=maps
                value=panel.read(|state| state.looks.map)
                on_change=panel.on(|state, map| state.look(|looks| looks.map = map))
                testid="state-map-of"
            />
            {part(slider)}
        </div>
        <TileSheet
            picture=live(move || unit_tiles(&units.read(), SIDE, &colors.get()))
            n_columns=MOST_UNITS
            n_tiles=live(move || n_units.get())
            chosen=live(move || Some(usize::from(chosen.get().1 - first())))
            on_choose=panel.on(|state, place: usize| {
                let (_, unit) = state.chosen();
                state.choose_unit(Watching::first_beside(unit).saturating_add(place as u8))
            })
            label=label
            testid="units"
        />
        <p class="legend">{label}</p>
    }
}
