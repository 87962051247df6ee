use leptos::prelude::*;

use super::{COUNTS, State};
use crate::{
    i18n::compare::CompareText,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{part, say},
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// What each family says of the density.
const DENSITIES: Formula = Formula(
    "log p({data:x}) = ∑_i log p({data:x_i} | {data:x_{<i}})\n\
     log p({data:x}) ≥ ELBO({data:x})\n\
     {generated:x} = G({latent:z})",
);

#[component]
pub fn CompareNotes(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let tries = vec![
        Try::new(
            say(|words: &CompareText| words.try_autoencoders),
            panel.on(|state, ()| state.show_autoencoders()),
            "try-autoencoders",
        ),
        Try::new(
            say(|words: &CompareText| words.try_sharpness),
            panel.on(|state, ()| state.show_sharpness()),
            "try-sharpness",
        ),
        Try::new(
            say(|words: &CompareText| words.try_many),
            panel.on(|state, ()| state.set_n(COUNTS[2])),
            "try-many",
        ),
    ];
    let reasons = move || {
        let reason = |reason: &&'static str| view! { <p>{*reason}</p> };
        let reasons = text.of::<CompareText>().reasons.iter();
        reasons.map(reason).collect_view().into_any()
    };
    view! {
        <Notes label=say(|words: &CompareText| words.notes) formula=DENSITIES tries=tries>
            {paragraphs(|words: &CompareText| &words.paragraphs)}
            <h2>{say(|words: &CompareText| words.why)}</h2>
            {part(reasons)}
        </Notes>
    }
}
