use leptos::prelude::*;

use super::{COUNTS, State};
use crate::{
    i18n::compare::CompareText,
    plot::Role,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{part, say},
        widgets::{Notes, Term, Try, paragraphs},
    },
};

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
        <Notes label=say(|words: &CompareText| words.notes) formula=densities tries=tries>
            {paragraphs(|words: &CompareText| &words.paragraphs)}
            <h2>{say(|words: &CompareText| words.why)}</h2>
            {part(reasons)}
        </Notes>
    }
}

/// log p(x) = Σ log p(x_i | x_<i); log p(x) ≥ the bound; x = G(z).
fn densities() -> AnyView {
    let x = || {
        view! {
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
        }
    };
    let z = || {
        view! {
            <Term role=Role::Latent>
                <mi>"z"</mi>
            </Term>
        }
    };
    let log_p = || view! { <mi>"log"</mi> <mi>"p"</mi> <mo>"("</mo> {x()} <mo>")"</mo> };
    let pixel = |sign: &'static str| {
        view! {
            <msub>
                <Term role=Role::Data>
                    <mi>"x"</mi>
                </Term>
                <mrow>
                    <mo>{sign}</mo>
                    <mi>"i"</mi>
                </mrow>
            </msub>
        }
    };
    view! {
        <math display="block">
            <mtable columnalign="left">
                <mtr>
                    <mtd>
                        {log_p()} <mo>"="</mo>
                        <munder>
                            <mo>"∑"</mo>
                            <mi>"i"</mi>
                        </munder> <mi>"log"</mi> <mi>"p"</mi> <mo>"("</mo> {pixel("")} <mo>"|"</mo>
                        {pixel("<")} <mo>")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        {log_p()} <mo>"≥"</mo> <mi>"ELBO"</mi> <mo>"("</mo> {x()} <mo>")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Generated>
                            <mi>"x"</mi>
                        </Term> <mo>"="</mo> <mi>"G"</mi> <mo>"("</mo> {z()} <mo>")"</mo>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}
