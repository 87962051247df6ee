use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    plot::tile_grid,
    protocol::SIDE,
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, memo, part, say},
        widgets::{Painting, use_stage_colors},
    },
};

/// The finished image beside the training digits that are most like it.
#[component]
pub fn NearestDigits(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let is_wanted = panel.read(|state| state.nearest.is_wanted);
    let is_complete = panel.read(|state| state.growth.is_complete());
    let found = panel.read(|state| {
        let found = &state.nearest.found;
        (!found.is_empty()).then(|| {
            let distance = found.first().map_or(0.0, |nearest| nearest.distance);
            let digits: Vec<Vec<u8>> = found.iter().map(|found| found.pixels.clone()).collect();
            (
                state.growth.pixels().to_vec(),
                digits,
                distance,
                state.nearest.n_compared,
            )
        })
    });
    let button = derived(move || {
        let words = text.of::<SampleText>();
        let name = if is_wanted.get() {
            words.nearest_hide
        } else {
            words.nearest_show
        };
        name.to_owned()
    });
    let sentence = derived(move || {
        let words = text.of::<SampleText>();
        match &*found.read() {
            Some((_, _, distance, n_compared)) => (words.nearest_found)(*distance, *n_compared),
            None if is_complete.get() => words.nearest_searching.to_owned(),
            None => words.nearest_later.to_owned(),
        }
    });
    // The image first, a gap, then the digits.
    let picture = memo(move || {
        let found = found.read();
        let (image, digits) = match &*found {
            Some((image, digits, ..)) => (&image[..], &digits[..]),
            None => (&[][..], &[][..]),
        };
        let tiles: Vec<&[u8]> = [image, &[]]
            .into_iter()
            .chain(digits.iter().map(Vec::as_slice))
            .collect();
        tile_grid(&tiles, SIDE, tiles.len(), 0, &colors.get())
    });
    let is_found = memo(move || found.read().is_some());
    let body = move || {
        if !is_wanted.get() {
            return ().into_any();
        }
        let pictures = move || match is_found.get() {
            true => view! {
                <div class="tile-row" data-testid="nearest-digits">
                    <Painting picture=picture />
                </div>
            }
            .into_any(),
            false => ().into_any(),
        };
        view! {
            {part(pictures)}
            <p class="legend" data-testid="nearest-says">{sentence}</p>
        }
        .into_any()
    };
    view! {
        <div class="block">
            <div class="block-head">
                <h2>{say(|words: &SampleText| words.nearest)}</h2>
                <button
                    type="button"
                    data-testid="nearest"
                    aria-expanded=derived(move || is_wanted.get().to_string())
                    on:click=move |_| {
                        panel.act(|state| state.want_nearest(!state.nearest.is_wanted));
                    }
                >
                    {button}
                </button>
            </div>
            {part(body)}
        </div>
    }
}
