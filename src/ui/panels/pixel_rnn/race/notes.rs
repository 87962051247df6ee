use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_rnn::race::RaceText,
    plot::Role,
    protocol::RACE_SIDES,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

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
        <Notes label=say(|words: &RaceText| words.notes) formula=recurrence tries=tries>
            {paragraphs(|words: &RaceText| &words.paragraphs)}
        </Notes>
    }
}

/// h_r = f(h_(r−1), x_r): a row after the other.
fn recurrence() -> AnyView {
    let indexed = |role: Role, letter: &'static str, index: &'static str| {
        view! {
            <Term role=role>
                <msub>
                    <mi>{letter}</mi>
                    <mi>{index}</mi>
                </msub>
            </Term>
        }
    };
    view! {
        <math display="block">
            {indexed(Role::Latent, "h", "r")} <mo>"="</mo> <mi>"f"</mi> <mo>"("</mo>
            {indexed(Role::Latent, "h", "r−1")} <mo>","</mo> {indexed(Role::Data, "x", "r")}
            <mo>")"</mo>
        </math>
    }
    .into_any()
}
