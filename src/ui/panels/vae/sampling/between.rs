//! The way between two images.

use leptos::prelude::*;

use super::{State, state::N_STEPS, view::large};
use crate::{
    i18n::vae::sampling::SamplingText,
    plot::tile_grid,
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{
            Panel,
            picker::{Kind, SourcePicker},
            source::Source,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{
            DrawingBoard, Painting, Segmented, Slider, TransportAction, drawing_board::Ink,
            transport::listen_for_keys, use_stage_colors,
        },
    },
};

/// The image on the way, and all others.
#[component]
pub fn Way(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let along = panel.read(|state| f64::from(state.along));
    let is_walking = panel.is_running();
    listen_for_keys(
        panel.on(|state, _| state.play_or_pause()),
        vec![TransportAction::PlayPause],
    );
    let steps = panel.read(|state| state.steps.pixels.clone());
    let picture = memo(move || {
        let steps = steps.read();
        let mut tiles: Vec<&[u8]> = steps.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_STEPS, &[]);
        tile_grid(&tiles, SIDE, N_STEPS, 0, &colors.get())
    });
    let play = derived(move || {
        let words = text.of::<SamplingText>();
        let word = match is_walking.get() {
            true => words.stand,
            false => words.walk,
        };
        word.to_owned()
    });
    view! {
        {large(
            panel.read(|state| state.step.pixels.clone()),
            say(|words: &SamplingText| words.along_image),
            "step",
        )}
        <div
            class="tile-row"
            role="img"
            aria-label=say(|words: &SamplingText| words.steps)
            data-testid="steps"
        >
            <Painting picture=picture />
        </div>
        <Slider
            label=say(|words: &SamplingText| words.along)
            value=along
            min=0.0
            max=1.0
            step=0.01
            read_out=derived(move || (text.of::<SamplingText>().along_value)(along.get()))
            on_input=panel.on(|state, along: f64| state.set_along(along as f32))
            testid="along"
        />
        <div class="controls">
            <button
                type="button"
                data-testid="walk"
                aria-pressed=derived(move || is_walking.get().to_string())
                on:click=move |_| panel.act(State::play_or_pause)
            >
                {play}
            </button>
            <button type="button" data-testid="swap" on:click=move |_| panel.act(State::swap_ends)>
                {say(|words: &SamplingText| words.swap)}
            </button>
        </div>
    }
}

/// The choice of both images.
#[component]
pub fn Ends(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let seen = |end: usize, name: Signal<String>| {
        let pixels = panel.read(move |state| state.ends[end].seen.clone());
        let picture = memo(move || {
            let ink: Vec<u8> = pixels.read().iter().map(|&ink| ink * u8::MAX).collect();
            tile_grid(&[&ink], SIDE, 1, 0, &colors.get())
        });
        view! {
            <figure class="seen">
                <div class="tile-row" data-testid=format!("end-{end}")>
                    <Painting picture=picture />
                </div>
                <figcaption class="legend">
                    {name} ", " {say(|words: &SamplingText| words.seen)}
                </figcaption>
            </figure>
        }
    };
    let names = || {
        [
            say(|words: &SamplingText| words.first),
            say(|words: &SamplingText| words.second),
        ]
    };
    let source = panel.read(|state| state.ends[state.picked].source.clone());
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => Ink::default(),
    });
    let board = move || match is_drawing.get() {
        true => {
            let on_ink = panel.on(|state, ink| state.set_end(Source::Drawing(ink)));
            view! {
                <DrawingBoard
                    ink=ink
                    n_rows=live(|| SIDE)
                    colors=colors
                    on_draw=on_ink
                    on_finish=on_ink
                />
            }
            .into_any()
        }
        false => ().into_any(),
    };
    let [first, second] = names();
    view! {
        <div class="block sampled">
            <h2>{say(|words: &SamplingText| words.ends)}</h2>
            <div class="encoded">{seen(0, first)} {seen(1, second)}</div>
            <p class="legend">{say(|words: &SamplingText| words.between_help)}</p>
            <Segmented
                label=say(|words: &SamplingText| words.end)
                options=(0..2).zip(names()).collect()
                value=panel.read(|state| state.picked)
                on_change=panel.on(State::pick)
                testid="picked"
            />
            {part(board)}
            <SourcePicker
                kinds=vec![Kind::Digit, Kind::Drawing]
                source=source
                sets=panel.read(|state| state.sets.clone())
                on_choose=panel.on(State::set_end)
            />
        </div>
    }
}
