use leptos::prelude::*;

use super::State;
use crate::{
    i18n::overview::tree::TreeText,
    plot::Role,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

#[component]
pub fn TreeNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![Try::new(
        say(|words: &TreeText| words.try_again),
        panel.on(|state, ()| state.set_seed(state.seed.wrapping_add(1))),
        "try-again",
    )];
    view! {
        <Notes label=say(|words: &TreeText| words.notes) formula=densities tries=tries>
            {paragraphs(|words: &TreeText| &words.paragraphs)}
        </Notes>
    }
}

/// p(x) = ∏ᵢ p(xᵢ | x﹤ᵢ), log p(x) ≥ ELBO, x = G(z): what each branch says of the density.
fn densities() -> AnyView {
    let x = || {
        view! {
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
        }
    };
    let pixel = |before: Option<&'static str>| {
        view! {
            <Term role=Role::Data>
                <msub>
                    <mi>"x"</mi>
                    <mrow>{before.map(|sign| view! { <mo>{sign}</mo> })} <mi>"i"</mi></mrow>
                </msub>
            </Term>
        }
    };
    view! {
        <math display="block">
            <mtable columnalign="left">
                <mtr>
                    <mtd>
                        <mi>"p"</mi>
                        <mo stretchy="false">"("</mo>
                        {x()}
                        <mo stretchy="false">")"</mo>
                        <mo>"="</mo>
                        <munder>
                            <mo>"∏"</mo>
                            <mi>"i"</mi>
                        </munder>
                        <mi>"p"</mi>
                        <mo stretchy="false">"("</mo>
                        {pixel(None)}
                        <mo stretchy="false">"|"</mo>
                        {pixel(Some("<"))}
                        <mo stretchy="false">")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <mi>"log"</mi>
                        <mspace width="0.17em" />
                        <mi>"p"</mi>
                        <mo stretchy="false">"("</mo>
                        {x()}
                        <mo stretchy="false">")"</mo>
                        <mo>"≥"</mo>
                        <mi>"ELBO"</mi>
                        <mo stretchy="false">"("</mo>
                        {x()}
                        <mo stretchy="false">")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Generated>
                            <mi>"x"</mi>
                        </Term>
                        <mo>"="</mo>
                        <mi>"G"</mi>
                        <mo stretchy="false">"("</mo>
                        <Term role=Role::Latent>
                            <mi>"z"</mi>
                        </Term>
                        <mo stretchy="false">")"</mo>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}
