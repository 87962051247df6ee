use leptos::prelude::*;

use super::{Growing, Growth};
use crate::{
    i18n::growth::GrowthText,
    protocol::Request,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, say},
        widgets::Try,
    },
};

/// A temperature at which what temperature does cannot be missed.
const COLD: f32 = 0.3;
const SLOW_PIXELS_PER_SEC: f64 = 1.0;

/// What is worth trying on growing images.
pub fn tries<S: Growing>(panel: Panel<S>) -> Vec<Try> {
    let act = move |act: fn(&mut Growth) -> Vec<Request>| {
        panel.on(move |state: &mut S, ()| state.grow(act))
    };
    vec![
        Try::new(
            say(|words: &GrowthText| words.try_slow),
            act(|growth| growth.set_speed(SLOW_PIXELS_PER_SEC)),
            "try-slow",
        ),
        Try::new(
            say(|words: &GrowthText| words.try_another),
            act(|growth| growth.set_seed(growth.seed.wrapping_add(1))),
            "try-another",
        ),
        Try::new(
            say(|words: &GrowthText| words.try_cold),
            act(|growth| growth.set_temperature(COLD)),
            "try-cold",
        ),
    ]
}

/// How large the model is, once that is known.
pub fn about_model<S: Growing>(panel: Panel<S>) -> Signal<String> {
    let text = use_text();
    let model = panel.read(|state| {
        let loaded = state.growth().loaded.as_ref()?;
        Some((loaded.n_parameters, loaded.receptive_field))
    });
    derived(move || match model.get() {
        None => String::new(),
        Some((n_parameters, receptive_field)) => {
            (text.of::<GrowthText>().model)(n_parameters, receptive_field)
        }
    })
}
