use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::code::CodeText,
    plot::{decimal, fixed},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived},
    },
};

/// Where a slider's track ends, and what is on it.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Track {
    low: f64,
    high: f64,
    /// The number now.
    value: f64,
    /// The encoder's own number.
    own: Option<f64>,
}

impl Track {
    fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

/// Each number of the code as a slider that reaches as far as real digits' codes do.
#[component]
pub fn AxisSliders(panel: Panel<State>, n: usize) -> impl IntoView {
    let slider = move |axis: usize| {
        let track = panel.read(move |state| track(state, axis));
        let on_input = panel.on(move |state, z: f64| state.set_axis(axis, z as f32));
        axis_slider(axis, track, on_input)
    };
    let help = use_text();
    view! {
        <div class="axis-sliders" data-testid="axes">
            {(0..n).map(slider).collect_view()}
        </div>
        <p class="legend">{derived(move || help.of::<CodeText>().axes_help.to_owned())}</p>
    }
}

fn track(state: &State, axis: usize) -> Option<Track> {
    let at = |code: &[f32]| code.get(axis).copied();
    let value = at(state.code()?)?;
    let own = state.own().and_then(|own| at(&own.code));
    let (low, high) = state.cloud()?.range(axis);
    let all = [Some(value), own].into_iter().flatten();
    let (low, high) = all.fold((low, high), |(low, high), z| (low.min(z), high.max(z)));
    Some(Track {
        // Ends on tenths: the same to the eye, and short in the document.
        low: (f64::from(low) * 10.0).floor() / 10.0,
        high: (f64::from(high) * 10.0).ceil() / 10.0 + 0.1,
        value: value.into(),
        own: own.map(f64::from),
    })
}

fn axis_slider(axis: usize, track: Live<Option<Track>>, on_input: Callback<f64>) -> AnyView {
    let text = use_text();
    let of = move |read: fn(&Track) -> f64, n_decimals: usize| {
        derived(move || {
            track.with(|track| track.as_ref().map(|track| fixed(read(track), n_decimals)))
        })
    };
    let value = of(|track| track.value, 2);
    view! {
        <label class="axis-slider">
            <span aria-hidden="true">"z" <sub>{axis + 1}</sub></span>
            <span
                class="axis-slider-track"
                style=("--own", of(|track| track.share(track.own.unwrap_or(track.value)), 4))
            >
                <input
                    type="range"
                    min=of(|track| track.low, 1)
                    max=of(|track| track.high, 1)
                    step=of(|track| (track.high - track.low) / 100.0, 4)
                    prop:value=of(|track| track.value, 3)
                    aria-label=derived(move || (text.of::<CodeText>().axis)(axis + 1))
                    aria-valuetext=value
                    data-testid=format!("axis-{axis}")
                    on:input:target=move |event| {
                        if let Some(number) = decimal(&event.target().value()) {
                            on_input.run(number);
                        }
                    }
                />
                <i aria-hidden="true"></i>
            </span>
            <span class="axis-slider-value" aria-hidden="true">
                {value}
            </span>
        </label>
    }
    .into_any()
}
