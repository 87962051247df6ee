use leptos::{ev, prelude::*};

use super::{hand_picture::Moved, icon};
use crate::{
    plot::{Scale, bell_path, decimal, fixed, short},
    ui::signals::{Live, derived, part},
};

/// How far a slider goes to either side: half an image of a strip from -3 to 3 beyond its outermost
/// ones, so that the thumb is above the image that it stands for.
const SPAN: f64 = 3.5;
const STEP: f64 = 0.02;

/// The densities' picture in its own SVG coordinates.
const WIDTH: f64 = 140.0;
const HEIGHT: f64 = 20.0;

/// What the parts of an [`AxisSlider`] are called.
#[derive(Clone)]
pub struct AxisNames {
    pub slider: Signal<String>,
    /// Of the button that lets it move by itself, or holds it.
    pub sweep: Signal<String>,
    pub reset: Signal<String>,
}

/// A mean and a standard deviation.
pub type Bell = (f32, f32);

/// One number of a latent: its name and value over a slider, on whose track the prior's density
/// stands. A double click sets it to 0, as do three keys.
#[component]
pub fn AxisSlider(
    /// Its place in a code.
    idx: usize,
    value: Live<f32>,
    /// Whether it moves by itself.
    is_swept: Live<bool>,
    names: AxisNames,
    /// What else is said of it, between its name and its value.
    #[prop(optional, into)]
    about: ViewFn,
    /// A density over the prior's.
    #[prop(optional, into)]
    posterior: Option<Live<Option<Bell>>>,
    /// Kept for whoever says how long the drawing took.
    #[prop(optional, into)]
    moved: Option<Moved>,
    on_move: Callback<f32>,
    on_sweep: Callback<()>,
) -> impl IntoView {
    let in_words = derived(move || fixed(f64::from(value.get()), 2));
    let reset = move || on_move.run(0.0);
    let drag = move |event: ev::Targeted<ev::Event, leptos::web_sys::HtmlInputElement>| {
        if let Some(z) = decimal(&event.target().value()) {
            if let Some(moved) = moved {
                moved.set_value(Some(event.time_stamp()));
            }
            on_move.run(z as f32);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "0" | "Delete" | "Backspace") {
            event.prevent_default();
            reset();
        }
    };
    view! {
        <div class="axis-head">
            <span class="axis-name t-latent" aria-hidden="true">
                "z"
                <sub>{(idx + 1).to_string()}</sub>
            </span>
            <span class="axis-kl">{about.run()}</span>
            <output class="axis-value" aria-hidden="true">
                {in_words}
            </output>
            <button
                type="button"
                class="axis-button"
                aria-label=names.sweep
                title=names.sweep
                aria-pressed=derived(move || is_swept.get().to_string())
                data-testid=format!("sweep-{idx}")
                on:click=move |_| on_sweep.run(())
            >
                {part(move || match is_swept.get() {
                    true => icon::icon(icon::PAUSE).into_any(),
                    false => icon::icon(icon::PLAY).into_any(),
                })}
            </button>
            <button
                type="button"
                class="axis-button"
                aria-label=names.reset
                title=names.reset
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
                aria-label=names.slider
                aria-valuetext=in_words
                data-testid=format!("slider-{idx}")
                on:input:target=drag
                on:keydown=press
                on:dblclick=move |_| reset()
            />
        </div>
    }
}

/// The prior's density on the slider's track, and another one over it.
fn densities(idx: usize, posterior: Option<Live<Option<Bell>>>) -> AnyView {
    let bell = |(mean, deviation): Bell| {
        let x = Scale::linear((-SPAN, SPAN), (0.0, WIDTH));
        bell_path(f64::from(mean), f64::from(deviation), &x, (HEIGHT, 1.0))
    };
    let of_posterior = derived(move || posterior?.get().map(bell));
    view! {
        <svg
            class="axis-densities"
            viewBox=format!("0 0 {} {}", short(WIDTH), short(HEIGHT))
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <path class="axis-prior" d=bell((0.0, 1.0))></path>
            <path class="axis-posterior" data-testid=format!("posterior-{idx}") d=of_posterior></path>
        </svg>
    }
    .into_any()
}
