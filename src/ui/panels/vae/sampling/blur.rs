//! The decoder's mean beside draws of pixels from it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Haze, State, entropies, link::N_DRAWS, view::large};
use crate::{
    i18n::vae::sampling::SamplingText,
    plot::{SURPRISE_OF_A_GUESS, surprise_map, tile_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, live, memo, say},
        widgets::{Painting, ReadOut, Row, SeedField, TileSheet, use_stage_colors},
    },
};

/// The mean, one draw large, and several small.
#[component]
pub fn Blur(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let draws = panel.read(|state| state.draws.pixels.clone());
    let draw = panel.read(|state| state.draw);
    let drawn = panel.read(|state| {
        let start = state.draw * N_PIXELS;
        let pixels = state.draws.pixels.get(start..start + N_PIXELS);
        Arc::new(pixels.map_or_else(Vec::new, <[u8]>::to_vec))
    });
    let picture = memo(move || {
        let draws = draws.read();
        let mut tiles: Vec<&[u8]> = draws.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_DRAWS, &[]);
        tile_grid(&tiles, SIDE, N_DRAWS, 0, &colors.get())
    });
    let mean = say(|words: &SamplingText| words.mean);
    let of_draw = derived(move || (text.of::<SamplingText>().draw)(draw.get()));
    view! {
        <div class="pair">
            <div class="block">
                {large(panel.read(|state| state.mean.pixels.clone()), mean, "mean")}
                <p class="legend">{mean}</p>
            </div>
            <div class="block">
                {large(drawn, of_draw, "drawn")} <p class="legend">{of_draw}</p>
            </div>
        </div>
        <TileSheet
            picture=picture
            n_columns=N_DRAWS
            n_tiles=live(|| N_DRAWS)
            chosen=live(move || Some(draw.get()))
            on_choose=panel.on(State::choose_draw)
            label=say(|words: &SamplingText| words.draws)
            testid="draws"
        />
        <div class="controls">
            <button type="button" data-testid="redraw" on:click=move |_| panel.act(State::redraw)>
                {say(|words: &SamplingText| words.another)}
            </button>
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </div>
    }
}

/// How undecided the mean's pixels are.
#[component]
pub fn Measures(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let mean = panel.read(|state| state.mean.pixels.clone());
    let map = memo(move || {
        // The map's colour is that of a guess among 256 values; here it is one bit's.
        let mean = mean.read();
        let bits = entropies(&mean).map(|bits| bits as f32 * SURPRISE_OF_A_GUESS);
        surprise_map(&bits.collect::<Vec<_>>(), SIDE, &colors.get())
    });
    let map_name = say(|words: &SamplingText| words.map);
    let haze = panel.read(|state| Haze::of(&state.mean.pixels));
    let said = move |say: fn(&SamplingText, Haze) -> String| {
        derived(move || {
            let words = text.of::<SamplingText>();
            haze.get()
                .map_or_else(|| "–".to_owned(), |haze| say(words, haze))
        })
    };
    let rows = vec![
        Row::new(
            say(|words: &SamplingText| words.entropy),
            said(|words, haze| (words.bits)(haze.bits)),
            "entropy",
        ),
        Row::new(
            say(|words: &SamplingText| words.undecided),
            said(|words, haze| (words.undecided_value)(haze.undecided, n_undecided(haze))),
            "undecided",
        ),
    ];
    view! {
        <div class="block">
            <h2>{say(|words: &SamplingText| words.blur)}</h2>
            <p data-testid="blur-said">
                {said(|words, haze| (words.said)(n_undecided(haze)))}
            </p>
            <ReadOut rows=rows />
        </div>
        <div class="block sampled">
            <h2>{map_name}</h2>
            <div class="pixel-canvas" role="img" aria-label=map_name data-testid="entropy-map">
                <Painting picture=map />
            </div>
            <p class="legend">{say(|words: &SamplingText| words.blur_help)}</p>
        </div>
    }
}

fn n_undecided(haze: Haze) -> usize {
    (haze.undecided * N_PIXELS as f64).round() as usize
}
