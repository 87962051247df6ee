use leptos::prelude::*;

use super::State;
use crate::{
    i18n::overview::tree::TreeText,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// What each branch says of the density.
const DENSITIES: Formula = Formula(
    "p({data:x}) = ∏_i p({data:x_i} | {data:x_{<i}})\n\
     log p({data:x}) ≥ ELBO({data:x})\n\
     {generated:x} = G({latent:z})",
);

#[component]
pub fn TreeNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![Try::new(
        say(|words: &TreeText| words.try_again),
        panel.on(|state, ()| state.set_seed(state.seed.wrapping_add(1))),
        "try-again",
    )];
    view! {
        <Notes label=say(|words: &TreeText| words.notes) formula=DENSITIES tries=tries>
            {paragraphs(|words: &TreeText| &words.paragraphs)}
        </Notes>
    }
}
