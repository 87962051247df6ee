use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::code::CodeText,
    plot::{CODE_SIDE, Role, code_bars, error_map, fixed, image_in_progress, short},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{Panel, source::Source},
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{DrawingBoard, Painting, drawing_board::Ink, use_stage_colors},
    },
};

/// Numbers of a code that there is room to read.
const MOST_READ: usize = 8;

/// From the image by its code to what the decoder makes of it, and what it gets wrong.
#[component]
pub fn Flow(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let output = panel.read(|state| state.output().cloned());
    // The image of which the output is made, rather than the stroke after it.
    let seen = panel.read(|state| state.encoded.as_ref().map(|encoded| encoded.seen.clone()));
    let is_stale = panel.read(|state| {
        let size = state.encoded.as_ref().map(|encoded| encoded.size);
        size.is_some_and(|size| size != state.size)
    });
    let is_stale = derived(move || is_stale.get());
    let made = memo(move || {
        let output = output.get().unwrap_or_default();
        image_in_progress(&output, SIDE, &colors.get())
    });
    let errors = memo(move || {
        let (seen, output) = (seen.get(), output.get());
        error_map(
            &seen.unwrap_or_default(),
            &output.unwrap_or_default(),
            SIDE,
            &colors.get(),
        )
    });
    let error = panel.read(State::squared_error);
    let is_dragged = panel.read(|state| state.dragged.is_some());
    let made_title = derived(move || {
        let words = text.of::<CodeText>();
        match is_dragged.get() {
            true => words.decoded,
            false => words.reconstruction,
        }
        .to_owned()
    });
    let n_code = panel.read(|state| state.size.n());
    let sum = derived(move || (text.of::<CodeText>().compression)(N_PIXELS, n_code.get()));
    view! {
        <div class="code-flow">
            <div class="code-flow-end">
                <div class="block">
                    <h2 class=Role::Data.class()>{say(|words: &CodeText| words.image)}</h2>
                    <Image panel=panel />
                </div>
                <div class="code-flow-sum">
                    <p class="code-flow-number" data-testid="compression">{sum}</p>
                    <p class="code-flow-number t-error">
                        <span>{say(|words: &CodeText| words.error_name)}</span>
                        " "
                        <b data-testid="error">
                            {derived(move || {
                                error.get().map_or_else(|| "–".to_owned(), text.of::<CodeText>().error)
                            })}
                        </b>
                    </p>
                    <p class="legend">{say(|words: &CodeText| words.error_help)}</p>
                </div>
            </div>
            <Middle panel=panel />
            <div class="code-flow-end">
                <div class="block" class:is-stale=is_stale>
                    <h2 class=Role::Generated.class() data-testid="made-title">{made_title}</h2>
                    <div class="pixel-canvas" role="img" aria-label=made_title data-testid="made">
                        <Painting picture=made />
                    </div>
                </div>
                <div class="block" class:is-stale=is_stale>
                    <h2 class=Role::Error.class()>{say(|words: &CodeText| words.error_map)}</h2>
                    <div
                        class="pixel-canvas"
                        role="img"
                        aria-label=say(|words: &CodeText| words.error_map)
                        data-testid="error-map"
                    >
                        <Painting picture=errors />
                    </div>
                </div>
            </div>
        </div>
    }
}

/// The image, or the board on which it is drawn.
#[component]
fn Image(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let source = panel.read(|state| state.source.clone());
    let pixels = panel.read(|state| state.pixels.clone());
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => Ink::default(),
    });
    part(move || match is_drawing.get() {
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
        false => {
            let picture = memo(move || image_in_progress(&pixels.read(), SIDE, &colors.get()));
            view! {
                <div
                    class="pixel-canvas"
                    role="img"
                    aria-label=say(|words: &CodeText| words.image)
                    data-testid="image"
                >
                    <Painting picture=picture />
                </div>
            }
            .into_any()
        }
    })
}

/// Encoder, code and decoder.
#[component]
fn Middle(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let code = panel.read(|state| state.code().map(<[f32]>::to_vec));
    let longest = panel.read(|state| {
        let of_cloud = state.cloud().map(|cloud| 2.0 * cloud.spread());
        of_cloud.unwrap_or(1.0)
    });
    let n_code = panel.read(|state| state.size.n());
    let bars = derived(move || {
        let code = code.get().unwrap_or_default();
        code_bars(&code, longest.get())
    });
    let label = derived(move || (text.of::<CodeText>().code_picture)(n_code.get()));
    let numbers = move || {
        let code = code.get().filter(|code| code.len() <= MOST_READ);
        let number = |z: f32| view! { <span>{fixed(z.into(), 2)}</span> };
        let numbers = code.unwrap_or_default().into_iter().map(number);
        numbers.collect_view().into_any()
    };
    view! {
        <div class="code-flow-code">
            <p class="code-flow-arrow">{say(|words: &CodeText| words.encoder)}</p>
            <div class="code-bars t-latent" role="img" aria-label=label data-testid="code-bars">
                <svg
                    viewBox=format!("0 0 {side} {side}", side = short(CODE_SIDE))
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    <path class="code-bars-zero" d="M50 0V100"></path>
                    <path d=bars></path>
                </svg>
                <div class="code-bars-numbers">{part(numbers)}</div>
            </div>
            <p class="code-flow-arrow">{say(|words: &CodeText| words.decoder)}</p>
        </div>
    }
}
