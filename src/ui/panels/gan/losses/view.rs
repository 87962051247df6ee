use leptos::prelude::*;

use super::{
    super::{State, run::USUAL},
    chart::LossCharts,
    duel_view::DuelBlock,
};
use crate::{
    i18n::gan::losses::LossesText,
    plot::Role,
    protocol::{GanSettings, GeneratorLoss, Request},
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

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
        <Notes label=say(|words: &LossesText| words.notes) formula=slopes tries=tries>
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

/// d log(1 − D)/da = −D, and d(−log D)/da = −(1 − D).
fn slopes() -> AnyView {
    let by_logit = |loss: AnyView| {
        view! {
            <mfrac>
                <mi mathvariant="normal">"d"</mi>
                <mrow>
                    <mi mathvariant="normal">"d"</mi>
                    <mi>"a"</mi>
                </mrow>
            </mfrac>
            <mspace width="0.15em"></mspace>
            {loss}
            <mo>"="</mo>
        }
    };
    let minimax = view! {
        <mi>"log"</mi>
        <mo>"("</mo>
        <mn>"1"</mn>
        <mo>"−"</mo>
        <mi>"D"</mi>
        <mo>")"</mo>
    }
    .into_any();
    let non_saturating = view! {
        <mo>"("</mo>
        <mo>"−"</mo>
        <mi>"log"</mi>
        <mi>"D"</mi>
        <mo>")"</mo>
    }
    .into_any();
    view! {
        <math display="block">
            <mtable class="formula-lines">
                <mtr>
                    <mtd>
                        <Term role=Role::Error>
                            {by_logit(minimax)} <mo>"−"</mo> <mi>"D"</mi>
                        </Term>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Generated>
                            {by_logit(non_saturating)} <mo>"−"</mo> <mo>"("</mo> <mn>"1"</mn>
                            <mo>"−"</mo> <mi>"D"</mi> <mo>")"</mo>
                        </Term>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}
