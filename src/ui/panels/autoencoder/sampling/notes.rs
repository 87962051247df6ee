use leptos::prelude::*;

use super::{State, link::COUNTS};
use crate::{
    i18n::autoencoder::sampling::SamplingText,
    plot::Role,
    protocol::CodeSize,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

#[component]
pub fn SamplingNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &SamplingText| words.try_two),
            panel.on(|state, ()| state.set_size(CodeSize::Two)),
            "try-two",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_large),
            panel.on(|state, ()| state.set_size(CodeSize::ThirtyTwo)),
            "try-large",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_more),
            panel.on(|state, ()| state.set_n(COUNTS[1])),
            "try-more",
        ),
    ];
    view! {
        <Notes label=say(|words: &SamplingText| words.notes) formula=draws tries=tries>
            {paragraphs(|words: &SamplingText| &words.paragraphs)}
        </Notes>
    }
}

/// z ~ N(0, I) or z ~ N(μ, Σ), and x̂ = g(z).
fn draws() -> AnyView {
    let z = || {
        view! {
            <Term role=Role::Latent>
                <mi>"z"</mi>
            </Term>
        }
    };
    let normal = |mean: &'static str, covariance: &'static str| {
        view! {
            {z()} <mo>"∼"</mo> <mi>"𝒩"</mi> <mo>"("</mo> <mi>{mean}</mi> <mo>","</mo>
            <mi>{covariance}</mi> <mo>")"</mo>
        }
    };
    view! {
        <math display="block">
            <mtable columnalign="left">
                <mtr>
                    <mtd>{normal("0", "I")}</mtd>
                </mtr>
                <mtr>
                    <mtd>{normal("μ", "Σ")}</mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Generated>
                            <mover>
                                <mi>"x"</mi>
                                <mo>"^"</mo>
                            </mover>
                        </Term>
                        <mo>"="</mo> <mi>"g"</mi> <mo>"("</mo> {z()} <mo>")"</mo>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}
