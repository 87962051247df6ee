use std::sync::Arc;

use leptos::prelude::*;

use super::Found;
use crate::{
    i18n::nearest::NearestText,
    plot::tile_grid,
    protocol::SIDE,
    ui::{
        panels::OnDemand,
        settings::{use_settings, use_text},
        signals::{Live, derived, memo, part, say},
        widgets::{Painting, use_stage_colors},
    },
};

/// An image beside the training digits that are most like it.
#[component]
pub fn NearestDigits(
    is_wanted: Live<bool>,
    found: Live<Option<Arc<Found>>>,
    /// What is said until some are found.
    #[prop(into)]
    until_found: Signal<String>,
    /// Called with whether they are wanted now.
    on_want: Callback<bool>,
) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let sentence = derived(move || match &*found.read() {
        Some(found) => {
            let distance = found.neighbours.first().map_or(0.0, |near| near.distance);
            (text.of::<NearestText>().found)(distance, found.n_compared)
        }
        None => until_found.get(),
    });
    // The image first, a gap, then the digits.
    let picture = memo(move || {
        let mut tiles: Vec<&[u8]> = vec![];
        let found = found.read();
        if let Some(found) = &*found {
            tiles.extend([&found.image[..], &[]]);
            tiles.extend(found.neighbours.iter().map(|near| &near.pixels[..]));
        }
        tile_grid(&tiles, SIDE, tiles.len(), 0, &colors.get())
    });
    let is_found = memo(move || found.read().is_some());
    let body = move || {
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
        <OnDemand
            heading=say(|words: &NearestText| words.heading)
            show=say(|words: &NearestText| words.show)
            hide=say(|words: &NearestText| words.hide)
            is_wanted=is_wanted
            on_want=on_want
            testid="nearest"
            body=body
        />
    }
}
