//! The latent number by number.

use leptos::prelude::*;

use super::super::State;
use super::view::{button, large_picture, moved_picture, on, said_of_large};
use super::{Latents, N_IN_SIGHT, N_PAGES};
use crate::{
    i18n::gan::latents::LatentsText,
    protocol::N_GAN_LATENTS,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, part, say},
        widgets::{AxisNames, AxisSlider, Painting, Segmented},
    },
};

/// The image of the numbers.
pub fn stage(panel: Panel<State>) -> AnyView {
    view! {
        {moved_picture(panel, say(|words: &LatentsText| words.hand_image), true)}
        {said_of_large(panel)}
        <div class="controls acts">
            {button(panel, say(|words: &LatentsText| words.reset_all), "reset-all", Latents::reset)}
            {button(panel, say(|words: &LatentsText| words.draw), "draw-hand", Latents::draw_hand)}
        </div>
    }
    .into_any()
}

/// Sliders, a page of them at a time.
pub fn inspector(panel: Panel<State>) -> AnyView {
    let page = panel.read(|state| state.latents.page);
    let pages = (0..N_PAGES).map(|page| {
        let first = page * N_IN_SIGHT;
        let last = (first + N_IN_SIGHT).min(N_GAN_LATENTS);
        (page, derived(move || format!("{}–{last}", first + 1)))
    });
    let sliders = move || {
        let first = page.get() * N_IN_SIGHT;
        let axes = first..(first + N_IN_SIGHT).min(N_GAN_LATENTS);
        let sliders = axes.map(|axis| slider(panel, axis));
        view! { <div class="axes is-dense">{sliders.collect_view()}</div> }.into_any()
    };
    view! {
        <div class="block">
            // On a phone the picture is above the sliders: a small one goes along.
            <div class="tile-row axes-small" aria-hidden="true">
                <Painting picture=large_picture(panel) />
            </div>
            <div class="block-head">
                <h2>{say(|words: &LatentsText| words.numbers)}</h2>
                <Segmented
                    label=say(|words: &LatentsText| words.page)
                    options=pages.collect()
                    value=page
                    on_change=on(panel, Latents::turn_to)
                    testid="numbers"
                />
            </div>
            {part(sliders)}
            <p class="legend">{say(|words: &LatentsText| words.numbers_help)}</p>
        </div>
    }
    .into_any()
}

fn slider(panel: Panel<State>, axis: usize) -> AnyView {
    let text = use_text();
    let number = axis + 1;
    let is_swept = panel.read(move |state| state.latents.swept() == Some(axis));
    let names = AxisNames {
        slider: say(move |words: &LatentsText| (words.slider)(number)),
        sweep: derived(move || {
            let words = text.of::<LatentsText>();
            let name = match is_swept.get() {
                true => words.hold,
                false => words.sweep,
            };
            name(number)
        }),
        reset: say(move |words: &LatentsText| (words.reset)(number)),
    };
    view! {
        <div class="axis" data-testid=format!("axis-{axis}")>
            <AxisSlider
                idx=axis
                value=panel.read(move |state| state.latents.axis(axis).unwrap_or_default())
                is_swept=is_swept
                names=names
                on_move=on(panel, move |latents, z: f32| latents.set_axis(axis, z))
                on_sweep=on(panel, move |latents, ()| latents.sweep(axis))
            />
        </div>
    }
    .into_any()
}
