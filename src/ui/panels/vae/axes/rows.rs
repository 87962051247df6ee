//! The axes under one another: slider, densities, and seven images.

use leptos::{ev, prelude::*};

use super::strips::N_TILES;
use super::view::decoded;
use super::{Axis, Side, State};
use crate::{
    i18n::vae::axes::AxesText,
    plot::{Scale, bell_path, decimal, fixed, short, tile_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, memo, part, say},
        widgets::{Painting, icon, use_stage_colors},
    },
};

/// How far a slider goes to either side: half an image of its strip beyond the outermost ones, so
/// that its thumb is above the image that it stands for.
const SPAN: f64 = 3.5;
const STEP: f64 = 0.02;

/// The densities' picture in its own SVG coordinates.
const WIDTH: f64 = 140.0;
const HEIGHT: f64 = 20.0;

/// When the hand last moved a slider, on the clock of events; kept until the image is drawn.
pub type Moved = StoredValue<Option<f64>>;

/// All axes in sight.
#[component]
pub fn Axes(panel: Panel<State>, moved: Moved) -> impl IntoView {
    let text = use_text();
    let axes = panel.read(State::in_sight);
    let counts = panel.read(State::counts);
    let shows_all = panel.read(|state| state.shows_all);
    let side = panel.read(|state| state.side);
    let all = move || {
        let axes = axes.get();
        if axes.is_empty() {
            let coming = say(|words: &AxesText| words.coming);
            return view! { <p class="legend">{coming}</p> }.into_any();
        }
        let row = |axis: Axis| view! { <Row panel=panel axis=axis moved=moved /> };
        let rows = axes.into_iter().map(row).collect_view();
        view! { <div class="axes">{rows}</div> }.into_any()
    };
    let in_sight = derived(move || {
        let (n_axes, n_dead) = counts.get();
        (text.of::<AxesText>().in_sight)(axes.read().len(), n_axes, n_dead)
    });
    let more = derived(move || {
        let words = text.of::<AxesText>();
        let word = match shows_all.get() {
            true => words.show_fewer,
            false => words.show_all,
        };
        word.to_owned()
    });
    let has_more = memo(move || shows_all.get() || axes.read().len() < counts.get().0);
    let help = derived(move || {
        let words = text.of::<AxesText>();
        let help = match side.get() {
            Side::Generate => words.axes_help,
            Side::Encode => words.axes_help_encoded,
        };
        help.to_owned()
    });
    let colors = use_stage_colors(use_settings().theme.into());
    view! {
        <div class="block">
            // On a phone the picture is above the sliders: a small one goes along.
            <div class="tile-row axes-small" aria-hidden="true">
                <Painting picture=decoded(panel, colors) />
            </div>
            <div class="block-head">
                <h2>{say(|words: &AxesText| words.axes)}</h2>
                <span class="legend" data-testid="axes-in-sight">
                    {in_sight}
                </span>
            </div>
            {part(all)}
            <button
                type="button"
                class="axes-more"
                data-testid="show-all"
                aria-pressed=derived(move || shows_all.get().to_string())
                hidden=derived(move || !has_more.get())
                on:click=move |_| panel.act(|state| state.show_all(!state.shows_all))
            >
                {more}
            </button>
            <p class="legend">{help}</p>
        </div>
    }
}

/// One axis.
#[component]
fn Row(panel: Panel<State>, axis: Axis, moved: Moved) -> impl IntoView {
    let Axis { idx, kl } = axis;
    let number = idx + 1;
    let text = use_text();
    let value = panel.read(move |state| state.code.get(idx).copied().unwrap_or_default());
    let posterior = panel.read(move |state| state.posterior_on(idx));
    let is_swept = panel.read(move |state| state.swept() == Some(idx));
    let in_words = derived(move || fixed(f64::from(value.get()), 2));
    let carries = derived(move || {
        let words = text.of::<AxesText>();
        match axis.is_dead() {
            true => words.dead.to_owned(),
            false => (words.kl)(f64::from(kl)),
        }
    });
    let here = derived(move || {
        let (.., kl) = posterior.get()?;
        Some((text.of::<AxesText>().kl_here)(f64::from(kl)))
    });
    let sweep_name = derived(move || {
        let words = text.of::<AxesText>();
        let name = match is_swept.get() {
            true => words.hold,
            false => words.sweep,
        };
        name(number)
    });
    let reset = move || panel.act(|state| state.set_axis(idx, 0.0));
    let drag = move |event: ev::Targeted<ev::Event, leptos::web_sys::HtmlInputElement>| {
        if let Some(z) = decimal(&event.target().value()) {
            moved.set_value(Some(event.time_stamp()));
            panel.act(|state| state.set_axis(idx, z as f32));
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "0" | "Delete" | "Backspace") {
            event.prevent_default();
            reset();
        }
    };
    let reset_name = say(move |words: &AxesText| (words.reset)(number));
    view! {
        <div
            class="axis"
            class:is-dead=axis.is_dead()
            data-testid=format!("axis-{idx}")
            data-kl=short(f64::from(kl))
        >
            <div class="axis-head">
                <span class="axis-name t-latent" aria-hidden="true">
                    "z"
                    <sub>{number.to_string()}</sub>
                </span>
                <span class="axis-kl">
                    <span>{carries}</span>
                    <span class="t-latent">{here}</span>
                </span>
                <output class="axis-value" aria-hidden="true">
                    {in_words}
                </output>
                <button
                    type="button"
                    class="axis-button"
                    aria-label=sweep_name
                    title=sweep_name
                    aria-pressed=derived(move || is_swept.get().to_string())
                    data-testid=format!("sweep-{idx}")
                    on:click=move |_| panel.act(|state| state.sweep(idx))
                >
                    {part(move || match is_swept.get() {
                        true => icon::icon(icon::PAUSE).into_any(),
                        false => icon::icon(icon::PLAY).into_any(),
                    })}
                </button>
                <button
                    type="button"
                    class="axis-button"
                    aria-label=reset_name
                    title=reset_name
                    data-testid=format!("reset-{idx}")
                    on:click=move |_| reset()
                >
                    "0"
                </button>
            </div>
            <div class="axis-track">
                {densities(idx, posterior)}
                <input
                    type="range"
                    min=short(-SPAN)
                    max=short(SPAN)
                    step=short(STEP)
                    prop:value=derived(move || short(f64::from(value.get())))
                    aria-label=say(move |words: &AxesText| (words.slider)(number))
                    aria-valuetext=in_words
                    data-testid=format!("slider-{idx}")
                    on:input:target=drag
                    on:keydown=press
                    on:dblclick=move |_| reset()
                />
            </div>
            {strip(panel, idx)}
        </div>
    }
}

/// The prior's density on the slider's track, and the posterior's over it.
fn densities(idx: usize, posterior: Live<Option<(f32, f32, f32)>>) -> AnyView {
    let bell = |mean: f64, deviation: f64| {
        let x = Scale::linear((-SPAN, SPAN), (0.0, WIDTH));
        bell_path(mean, deviation, &x, (HEIGHT, 1.0))
    };
    let of_posterior = derived(move || {
        let (mean, deviation, _) = posterior.get()?;
        Some(bell(f64::from(mean), f64::from(deviation)))
    });
    view! {
        <svg
            class="axis-densities"
            viewBox=format!("0 0 {} {}", short(WIDTH), short(HEIGHT))
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="axis-prior" d=bell(0.0, 1.0)></path>
            <path class="axis-posterior" data-testid=format!("posterior-{idx}") d=of_posterior></path>
        </svg>
    }
    .into_any()
}

/// The same code with the axis at -3 to 3.
fn strip(panel: Panel<State>, idx: usize) -> AnyView {
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(move |state| state.strips.of(idx));
    let picture = memo(move || {
        let pixels = pixels.get();
        let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_TILES, &[]);
        tile_grid(&tiles, SIDE, N_TILES, 0, &colors.get())
    });
    view! {
        <div
            class="tile-row axis-strip"
            role="img"
            aria-label=say(move |words: &AxesText| (words.strip)(idx + 1))
            data-testid=format!("strip-{idx}")
        >
            <Painting picture=picture />
        </div>
    }
    .into_any()
}
