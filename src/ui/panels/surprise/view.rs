use std::marker::PhantomData;

use leptos::prelude::*;

use super::{Net, State, inspector::Inspector};
use crate::{
    i18n::{growth::GrowthText, surprise::SurpriseText},
    plot::{SURPRISE_OF_A_GUESS, image_in_progress, surprise_map},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{
            Panel, PanelFrame,
            picker::{Kind, SourcePicker},
            source::Source,
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{
            DrawingBoard, Marked, Notes, PixelCanvas, Try, drawing_board::Ink, paragraphs,
            use_stage_colors,
        },
        words::Formula,
    },
};

const SURPRISE: Formula =
    Formula("− log_2 p({data:x}) = ∑_{i=1}^n {error:− log_2 p({data:x_i} | {data:x_{<i}})}");

/// An image, and how surprising each of its pixels is.
#[component]
pub fn SurprisePanel<N: Net>(
    /// None: it says which net's panel it is.
    #[prop(optional)]
    of: PhantomData<N>,
) -> impl IntoView {
    let _ = of;
    let panel = use_panel::<State<N>>();
    let is_scored = panel.read(|state| {
        state.score.is_some() && state.pixels.len() == N_PIXELS && !state.is_waiting()
    });
    let kinds = vec![
        Kind::Digit,
        Kind::Drawing,
        Kind::Sample,
        Kind::Fashion,
        Kind::Noise,
    ];
    view! {
        <PanelFrame
            page=N::PAGE
            title=say(|words: &SurpriseText| (words.title)(N::NAME))
            testid="surprise-panel"
            data=vec![("data-scored", derived(move || is_scored.get().to_string()))]
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} <Inspector panel=panel /> }
            notes=move || view! { <SurpriseNotes panel=panel /> }
        >
            <Stage panel=panel />
            <SourcePicker
                kinds=kinds
                source=panel.read(|state| state.source.clone())
                sets=panel.read(|state| state.sets.clone())
                on_choose=panel.on(State::set_source)
            />
        </PanelFrame>
    }
}

/// The map, and the image beside it.
#[component]
fn Stage<N: Net>(panel: Panel<State<N>>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(|state| state.pixels.clone());
    let bits = panel.read(|state| {
        let score = state.score.as_ref();
        score.map_or_else(Vec::new, |score| score.bits.clone())
    });
    let source = panel.read(|state| state.source.clone());
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => Ink::default(),
    });
    let marked = panel.read(|state| {
        let pixel_idx = usize::from(state.distribution.as_ref()?.pixel);
        Some(Marked {
            pixel_idx,
            is_drawn: true,
        })
    });
    let on_point =
        panel.on(|state, pixel: Option<usize>| state.point_at(pixel.map(|at| at as u16)));
    let n_pointable = live(move || bits.read().len());
    let image = move || match is_drawing.get() {
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
        false => view! {
            <PixelCanvas
                picture=live(move || image_in_progress(&pixels.read(), SIDE, &colors.get()))
                label=say(|words: &SurpriseText| words.image)
                marked=marked
                n_pointable=n_pointable
                on_point=on_point
                attr:data-testid="image"
            />
        }
        .into_any(),
    };
    view! {
        <div class="pair">
            <div class="block">
                <h2>{say(|words: &SurpriseText| words.image)}</h2>
                {part(image)}
            </div>
            <div class="block">
                <h2>{say(|words: &SurpriseText| words.map)}</h2>
                <PixelCanvas
                    picture=live(move || surprise_map(&bits.read(), SIDE, &colors.get()))
                    label=say(|words: &SurpriseText| words.map)
                    marked=marked
                    n_pointable=n_pointable
                    on_point=on_point
                    attr:data-testid="stage"
                />
                <p class="legend">
                    {derived(move || {
                        (text.of::<GrowthText>().legend_surprise)(SURPRISE_OF_A_GUESS)
                    })}
                </p>
            </div>
        </div>
    }
}

#[component]
fn SurpriseNotes<N: Net>(panel: Panel<State<N>>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &SurpriseText| words.try_shoe),
            panel.on(|state, ()| state.set_source(Source::Fashion(0))),
            "try-shoe",
        ),
        Try::new(
            say(|words: &SurpriseText| words.try_noise),
            panel.on(|state, ()| state.set_source(Source::Noise(1))),
            "try-noise",
        ),
        Try::new(
            say(|words: &SurpriseText| words.try_drawing),
            panel.on(|state, ()| state.set_source(Source::Drawing(Ink::default()))),
            "try-drawing",
        ),
    ];
    view! {
        <Notes label=say(|words: &SurpriseText| words.notes) formula=SURPRISE tries=tries>
            {paragraphs(|words: &SurpriseText| &words.paragraphs)}
        </Notes>
    }
}
