use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    plot::Role,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

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
        <Notes label=say(|words: &FewLabelsText| words.notes) formula=formula tries=tries>
            {paragraphs(|words: &FewLabelsText| &words.paragraphs)}
        </Notes>
    }
}

/// x → encoder → z → classifier → y.
fn formula() -> AnyView {
    view! {
        <math display="block">
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
            <mo>"→"</mo>
            <Term role=Role::Latent>
                <mi>"z"</mi>
                <mo>"="</mo>
                <mi>"f"</mi>
                <mo>"("</mo>
                <mi>"x"</mi>
                <mo>")"</mo>
            </Term>
            <mo>"→"</mo>
            <mrow>
                <mover>
                    <mi>"y"</mi>
                    <mo>"^"</mo>
                </mover>
                <mo>"="</mo>
                <mi>"c"</mi>
                <mo>"("</mo>
                <Term role=Role::Latent>
                    <mi>"z"</mi>
                </Term>
                <mo>")"</mo>
            </mrow>
        </math>
    }
    .into_any()
}
