//! The way between two latents.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::State;
use super::view::{button, moved_picture, on, said_of_large, samples};
use super::{Drawn, Images, Latents, N_STEPS, Path, length};
use crate::{
    i18n::gan::latents::LatentsText,
    plot::{fixed, sigmoid, tile_grid, verdict},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            Painting, Segmented, Slider, TransportAction, transport::listen_for_keys,
            use_stage_colors,
        },
    },
};

/// The image on the way, and all others.
pub fn stage(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let along = panel.read(|state| f64::from(state.latents.along));
    let is_walking = panel.read(|state| state.latents.is_walking());
    let path = panel.read(|state| state.latents.path);
    let walk = say(move |words: &LatentsText| match is_walking.get() {
        true => words.stand,
        false => words.walk,
    });
    let on_walk = on(panel, |latents, ()| latents.walk());
    // From one image of the strip to the next.
    let by_arrow = on(panel, |latents, action| {
        let next = 1.0 / (N_STEPS - 1) as f32;
        match action {
            TransportAction::StepBack => latents.set_along(latents.along - next),
            _ => latents.set_along(latents.along + next),
        }
    });
    listen_for_keys(
        by_arrow,
        vec![TransportAction::StepBack, TransportAction::Step],
    );
    let path_help = say(move |words: &LatentsText| match path.get() {
        Path::Straight => words.line_help,
        Path::Spherical => words.arc_help,
    });
    view! {
        {moved_picture(panel, say(|words: &LatentsText| words.along_image), false)}
        {strip(panel)}
        <Slider
            label=say(|words: &LatentsText| words.along)
            value=along
            min=0.0
            max=1.0
            step=0.01
            read_out=derived(move || (text.of::<LatentsText>().along_value)(along.get()))
            on_input=on(panel, |latents, along: f64| latents.set_along(along as f32))
            testid="along"
        />
        <div class="controls acts">
            <button
                type="button"
                data-testid="walk"
                aria-pressed=derived(move || is_walking.get().to_string())
                on:click=move |_| on_walk.run(())
            >
                {walk}
            </button>
            {button(panel, say(|words: &LatentsText| words.swap), "swap", Latents::swap_ends)}
            <Segmented
                label=say(|words: &LatentsText| words.path)
                options=vec![
                    (Path::Straight, say(|words: &LatentsText| words.line)),
                    (Path::Spherical, say(|words: &LatentsText| words.arc)),
                ]
                value=path
                on_change=on(panel, Latents::set_path)
                testid="path"
            />
        </div>
        <p class="legend">{path_help}</p>
        {said_of_large(panel)}
    }
    .into_any()
}

/// What is written below each image on the way: the verdict, and the length of the latent.
fn numbers(images: &Images) -> [Vec<String>; 2] {
    let of = |write: &dyn Fn(usize) -> Option<String>| {
        let written = (0..N_STEPS).map(|step| write(step).unwrap_or_default());
        written.collect()
    };
    [
        of(&|step| Some(verdict(sigmoid((*images.logits.get(step)?).into())))),
        of(&|step| Some(fixed(length(images.latent(step)?).into(), 1))),
    ]
}

fn strip(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let images = panel.read(|state| Arc::clone(&state.latents.steps.images));
    let picture = memo(move || {
        let images = images.read();
        let mut tiles: Vec<&[u8]> = images.pixels.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_STEPS, &[]);
        tile_grid(&tiles, SIDE, N_STEPS, 0, &colors.get())
    });
    let numbers = live(move || numbers(&images.read()));
    let label = derived(move || {
        let [verdicts, _] = numbers.get();
        (text.of::<LatentsText>().steps)(&verdicts.join(", "))
    });
    let rows = move || {
        let classes = ["t-error", "t-latent"];
        let rows = numbers.get().into_iter().zip(classes);
        let row = |(numbers, class): (Vec<String>, &'static str)| {
            let number = |number: String| view! { <span>{number}</span> };
            view! { <p class=class>{numbers.into_iter().map(number).collect_view()}</p> }
        };
        rows.map(row).collect_view().into_any()
    };
    view! {
        <div class="latent-way">
            <div class="tile-row" role="img" aria-label=label data-testid="steps">
                <Painting picture=picture />
            </div>
            <div class="latent-way-numbers" aria-hidden="true" data-testid="steps-numbers">
                {part(rows)}
            </div>
            <p class="legend">{say(|words: &LatentsText| words.steps_help)}</p>
        </div>
    }
    .into_any()
}

/// The choice of both ends.
pub fn inspector(panel: Panel<State>) -> AnyView {
    let names = [
        say(|words: &LatentsText| words.first),
        say(|words: &LatentsText| words.second),
    ];
    let picked = panel.read(|state| state.latents.picked);
    // Where the end that is being chosen is on the sheet, if it is.
    let chosen = panel.read(|state| {
        let Drawn { seed, idx } = state.latents.ends[state.latents.picked];
        (seed == state.latents.noise).then_some(idx)
    });
    view! {
        <div class="block">
            <h2>{say(|words: &LatentsText| words.ends)}</h2>
            <div class="encoded">
                {end(panel, 0, names[0])} {end(panel, N_STEPS - 1, names[1])}
            </div>
            <div class="controls acts">
                <Segmented
                    label=say(|words: &LatentsText| words.end)
                    options=(0..2).zip(names).collect()
                    value=picked
                    on_change=on(panel, Latents::pick)
                    testid="picked"
                />
                {button(
                    panel,
                    say(|words: &LatentsText| words.draw_end),
                    "draw-end",
                    Latents::draw_end,
                )}
            </div>
            <p class="legend">{say(|words: &LatentsText| words.ends_help)}</p>
            {samples(panel, chosen, on(panel, Latents::set_end))}
        </div>
    }
    .into_any()
}

/// An end of the way, which is one of its steps.
fn end(panel: Panel<State>, step: usize, name: Signal<String>) -> AnyView {
    let colors = use_stage_colors(use_settings().theme.into());
    let images: Live<Arc<Images>> = panel.read(|state| Arc::clone(&state.latents.steps.images));
    let picture = memo(move || {
        let images = images.read();
        let pixels = images.pixels.chunks_exact(N_PIXELS).nth(step);
        tile_grid(&[pixels.unwrap_or_default()], SIDE, 1, 0, &colors.get())
    });
    let testid = if step == 0 { "end-0" } else { "end-1" };
    view! {
        <figure class="seen">
            <div class="tile-row" data-testid=testid>
                <Painting picture=picture />
            </div>
            <figcaption class="legend">{name}</figcaption>
        </figure>
    }
    .into_any()
}
