use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    plot::Role,
    ui::{
        panels::{
            Panel,
            pixel_cnn::{
                growth::Growth,
                notes::{factor, over_pixels},
            },
        },
        settings::use_text,
        signals::{derived, say},
        widgets::{Notes, Term, Try, paragraphs},
    },
};

/// A temperature at which what temperature does cannot be missed.
const COLD: f32 = 0.3;
const SLOW_PIXELS_PER_SEC: f64 = 1.0;

/// The formula, what it says, and what to try.
#[component]
pub fn SampleNotes(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let model = panel.read(|state| {
        let loaded = state.growth.loaded.as_ref()?;
        Some((loaded.n_parameters, loaded.receptive_field))
    });
    let about_model = derived(move || {
        let words = text.of::<SampleText>();
        model
            .get()
            .map_or_else(String::new, |(n_parameters, receptive_field)| {
                (words.model)(n_parameters, receptive_field)
            })
    });
    let act = move |act: fn(&mut Growth) -> Vec<crate::protocol::Request>| {
        panel.on(move |state, ()| state.grow(act))
    };
    let tries = vec![
        Try::new(
            say(|words: &SampleText| words.try_slow),
            act(|growth| growth.set_speed(SLOW_PIXELS_PER_SEC)),
            "try-slow",
        ),
        Try::new(
            say(|words: &SampleText| words.try_another),
            act(|growth| growth.set_seed(growth.seed.wrapping_add(1))),
            "try-another",
        ),
        Try::new(
            say(|words: &SampleText| words.try_cold),
            act(|growth| growth.set_temperature(COLD)),
            "try-cold",
        ),
    ];
    view! {
        <Notes label=say(|words: &SampleText| words.notes) formula=chain_rule tries=tries>
            {paragraphs(|words: &SampleText| &words.paragraphs)}
            <p data-testid="model">{about_model}</p>
        </Notes>
    }
}

/// p(x) = ∏ p(xᵢ | x﹤ᵢ), as in the lecture.
fn chain_rule() -> AnyView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo>"("</mo>
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
            <mo>")"</mo>
            <mo>"="</mo>
            {over_pixels("∏", "1")}
            {factor(Role::Generated)}
        </math>
    }
    .into_any()
}
