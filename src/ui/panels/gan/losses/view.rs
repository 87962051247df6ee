use leptos::prelude::*;

use super::{
    super::{State, run::USUAL},
    chart::LossCharts,
    duel_view::DuelBlock,
};
use crate::{
    i18n::gan::{losses::LossesText, training::TrainingText},
    protocol::{GanSettings, GeneratorLoss, Request},
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// The slopes of both losses by the logit a.
const SLOPES: Formula = Formula(
    "{error:{d}/{d a} log(1 − D) = − D}\n\
     {generated:{d}/{d a} (− log D) = − (1 − D)}",
);

/// On the stage.
pub fn stage(panel: Panel<State>) -> AnyView {
    view! { <LossCharts panel=panel /> }.into_any()
}

/// Beside it.
pub fn inspector(panel: Panel<State>) -> AnyView {
    view! { <DuelBlock panel=panel /> }.into_any()
}

pub fn notes(panel: Panel<State>) -> AnyView {
    let tries = vec![
        Try::new(
            say(|words: &LossesText| words.try_duel),
            panel.on(|state, ()| state.duel()),
            "try-duel",
        ),
        Try::new(
            say(|words: &LossesText| words.try_minimax),
            panel.on(|state, ()| train_with(state, GeneratorLoss::Minimax)),
            "try-minimax",
        ),
        Try::new(
            say(|words: &LossesText| words.try_usual),
            panel.on(|state, ()| train_with(state, GeneratorLoss::NonSaturating)),
            "try-usual",
        ),
    ];
    view! {
        <Notes label=say(|words: &TrainingText| words.notes) formula=SLOPES tries=tries>
            {paragraphs(|words: &LossesText| &words.paragraphs)}
        </Notes>
    }
    .into_any()
}

/// Goes on with a loss, all else as usual.
fn train_with(state: &mut State, loss: GeneratorLoss) -> Vec<Request> {
    state.act(|run| {
        run.set(GanSettings { loss, ..USUAL });
        run.play()
    })
}
