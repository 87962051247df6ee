//! The image that is encoded, and draws from its posterior.

use leptos::prelude::*;

use super::state::Play;
use super::{Origin, State};
use crate::{
    i18n::vae::axes::AxesText,
    plot::tile_grid,
    protocol::SIDE,
    ui::{
        panels::{
            Panel,
            picker::{Kind, SourcePicker},
            source::Source,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{DrawingBoard, Later, Painting, SeedField, drawing_board::Ink, use_stage_colors},
    },
};

/// What can be done with an image's posterior, and the choice of the image.
#[component]
pub fn Encoding(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let origin = panel.read(|state| state.origin);
    let is_playing = panel.read(|state| matches!(state.play, Some(Play::Draws { .. })));
    let play = derived(move || {
        let words = text.of::<AxesText>();
        let word = match is_playing.get() {
            true => words.pause_draws,
            false => words.play_draws,
        };
        word.to_owned()
    });
    let drawn = derived(move || match origin.get() {
        Origin::Drawn(number) => (text.of::<AxesText>().drawn)(number),
        _ => String::new(),
    });
    view! {
        <div class="controls acts">
            <button
                type="button"
                data-testid="draw-again"
                on:click=move |_| panel.act(State::draw_again)
            >
                {say(|words: &AxesText| words.draw_again)}
            </button>
            <button
                type="button"
                data-testid="play-draws"
                aria-pressed=derived(move || is_playing.get().to_string())
                on:click=move |_| panel.act(State::play_draws)
            >
                {play}
            </button>
            <button
                type="button"
                data-testid="to-mean"
                on:click=move |_| panel.act(State::go_to_mean)
            >
                {say(|words: &AxesText| words.to_mean)}
            </button>
            <span class="legend" data-testid="drawn">
                {drawn}
            </span>
        </div>
        <Later>
            <Image panel=panel />
            <SourcePicker
                kinds=vec![Kind::Digit, Kind::Drawing]
                source=panel.read(|state| state.source.clone())
                sets=panel.read(|state| state.sets.clone())
                on_choose=panel.on(State::set_source)
            />
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </Later>
    }
}

/// The board where there is a drawing, and what the encoder sees.
#[component]
fn Image(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let source = panel.read(|state| state.source.clone());
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => Ink::default(),
    });
    let board = move || match is_drawing.get() {
        true => {
            let on_ink = panel.on(|state, ink| state.set_source(Source::Drawing(ink)));
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
    let seen = panel.read(|state| state.seen.clone());
    let picture = memo(move || {
        let ink: Vec<u8> = seen.read().iter().map(|&ink| ink * u8::MAX).collect();
        tile_grid(&[&ink], SIDE, 1, 0, &colors.get())
    });
    view! {
        <div class="encoded">
            {part(board)}
            <figure class="seen">
                <div class="tile-row" data-testid="seen">
                    <Painting picture=picture />
                </div>
                <figcaption class="legend">{say(|words: &AxesText| words.seen)}</figcaption>
            </figure>
        </div>
    }
}
