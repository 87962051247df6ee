use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    ui::{
        panels::{
            Panel,
            growth::{about_model, tries},
        },
        signals::say,
        widgets::{Notes, paragraphs},
        words::Formula,
    },
};

/// The chain rule.
const CHAIN_RULE: Formula = Formula("p({data:x}) = ∏_{i=1}^n p({generated:x_i} | {data:x_{<i}})");

/// The formula, what it says, and what to try.
#[component]
pub fn SampleNotes(panel: Panel<State>) -> impl IntoView {
    view! {
        <Notes
            label=say(|words: &SampleText| words.notes)
            formula=CHAIN_RULE
            tries=tries(panel)
        >
            {paragraphs(|words: &SampleText| &words.paragraphs)}
            <p data-testid="model">{about_model(panel)}</p>
        </Notes>
    }
}
