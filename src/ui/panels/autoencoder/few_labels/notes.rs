use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// From the image to the digit.
const WAY: Formula = Formula("{data:x} → {latent:z = f(x)} → ŷ = c({latent:z})");

#[component]
pub fn FewLabelsNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &FewLabelsText| words.try_ten),
            panel.on(|state, ()| state.set_count(0)),
            "try-ten",
        ),
        Try::new(
            say(|words: &FewLabelsText| words.try_play),
            panel.on(|state, ()| match state.is_playing() {
                true => vec![],
                false => state.play_or_pause(),
            }),
            "try-play",
        ),
        Try::new(
            say(|words: &FewLabelsText| words.try_all),
            panel.on(|state, ()| state.draw_all()),
            "try-all",
        ),
    ];
    view! {
        <Notes label=say(|words: &FewLabelsText| words.notes) formula=WAY tries=tries>
            {paragraphs(|words: &FewLabelsText| &words.paragraphs)}
        </Notes>
    }
}
