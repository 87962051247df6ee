use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_rnn::race::RaceText,
    protocol::RACE_SIDES,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// A row after the other.
const RECURRENCE: Formula = Formula("{latent:h_r} = f({latent:h_{r−1}}, {data:x_r})");

/// The formula, what it says, and what to try.
#[component]
pub fn RaceNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &RaceText| words.try_run),
            panel.on(|state: &mut State, ()| match state.run() {
                Some(_) => vec![],
                None => state.run_or_stop(),
            }),
            "try-run",
        ),
        Try::new(
            say(|words: &RaceText| words.try_small),
            panel.on(|state: &mut State, ()| state.set_side(RACE_SIDES[0])),
            "try-small",
        ),
    ];
    view! {
        <Notes label=say(|words: &RaceText| words.notes) formula=RECURRENCE tries=tries>
            {paragraphs(|words: &RaceText| &words.paragraphs)}
        </Notes>
    }
}
