use leptos::prelude::*;

use super::{
    State,
    run::{COLLAPSE, USUAL},
    settings::begin_at,
};
use crate::{
    i18n::gan::training::TrainingText,
    protocol::{GanStart, Request},
    ui::{
        panels::{Panel, gan::run::RATES},
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// The game of both nets, a term a line (Goodfellow et al. 2014, equation 1).
pub const GAME: Formula = Formula(
    "min_{generated:G}  max_{error:D}  V = E_{data:x}[log {error:D}({data:x})]\n\
     + E_{latent:z}[log(1 − {error:D}({generated:G}({latent:z})))]",
);

#[component]
pub fn TrainingNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &TrainingText| words.try_play),
            panel.on(|state, ()| state.act(|run| run.play_or_pause())),
            "try-play",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_end),
            panel.on(|state, ()| begin_at(state, Some(4))),
            "try-end",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_collapse),
            panel.on(|state, ()| collapse(state)),
            "try-collapse",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_usual),
            panel.on(|state, ()| {
                state.act(|run| {
                    run.set(USUAL);
                    vec![]
                })
            }),
            "try-usual",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_fast),
            panel.on(|state, ()| play_too_fast(state)),
            "try-fast",
        ),
    ];
    view! {
        <Notes
            label=say(|words: &TrainingText| words.notes)
            formula=GAME
            tries=tries
        >
            {paragraphs(|words: &TrainingText| &words.paragraphs)}
        </Notes>
    }
}

/// From untaught nets on, with settings under which the generator makes a few digits alone.
fn collapse(state: &mut State) -> Vec<Request> {
    state.act(|run| {
        run.set(COLLAPSE);
        let (net, seed) = (run.plan.net, run.plan.seed);
        let mut requests = run.set_start(net, seed, GanStart::Fresh);
        requests.extend(run.play());
        requests
    })
}

fn play_too_fast(state: &mut State) -> Vec<Request> {
    state.act(|run| {
        let mut settings = run.settings();
        settings.discriminator_rate = RATES.value(RATES.last());
        settings.generator_rate = RATES.value(RATES.last());
        run.set(settings);
        run.play()
    })
}
