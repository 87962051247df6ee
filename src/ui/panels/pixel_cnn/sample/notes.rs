use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    ui::{
        panels::{
            Panel,
            growth::{about_model, formula::chain_rule, tries},
        },
        signals::say,
        widgets::{Notes, paragraphs},
    },
};

/// The formula, what it says, and what to try.
#[component]
pub fn SampleNotes(panel: Panel<State>) -> impl IntoView {
    view! {
        <Notes
            label=say(|words: &SampleText| words.notes)
            formula=chain_rule
            tries=tries(panel)
        >
            {paragraphs(|words: &SampleText| &words.paragraphs)}
            <p data-testid="model">{about_model(panel)}</p>
        </Notes>
    }
}
