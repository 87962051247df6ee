use leptos::prelude::*;

use super::{State, link::COUNTS};
use crate::{
    i18n::autoencoder::sampling::SamplingText,
    protocol::CodeSize,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// Where codes are drawn from, and what becomes of them.
const DRAWS: Formula = Formula(
    "{latent:z} ∼ N(0, I)\n\
     {latent:z} ∼ N(μ, Σ)\n\
     {generated:x̂} = g({latent:z})",
);

#[component]
pub fn SamplingNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &SamplingText| words.try_two),
            panel.on(|state, ()| state.set_size(CodeSize::Two)),
            "try-two",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_large),
            panel.on(|state, ()| state.set_size(CodeSize::ThirtyTwo)),
            "try-large",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_more),
            panel.on(|state, ()| state.set_n(COUNTS[1])),
            "try-more",
        ),
    ];
    view! {
        <Notes label=say(|words: &SamplingText| words.notes) formula=DRAWS tries=tries>
            {paragraphs(|words: &SamplingText| &words.paragraphs)}
        </Notes>
    }
}
