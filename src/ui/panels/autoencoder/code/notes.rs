use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::code::CodeText,
    plot::Role,
    protocol::CodeSize,
    ui::{
        panels::{Panel, source::Source},
        signals::say,
        widgets::{Notes, Term, Try, drawing_board::Ink, paragraphs},
    },
};

#[component]
pub fn CodeNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &CodeText| words.try_drawing),
            panel.on(|state, ()| state.set_source(Source::Drawing(Ink::default()))),
            "try-drawing",
        ),
        Try::new(
            say(|words: &CodeText| words.try_large),
            panel.on(|state, ()| state.set_size(CodeSize::ThirtyTwo)),
            "try-large",
        ),
        Try::new(
            say(|words: &CodeText| words.try_shoe),
            panel.on(|state, ()| {
                let mut requests = state.set_size(CodeSize::Eight);
                requests.extend(state.set_source(Source::Fashion(0)));
                requests
            }),
            "try-shoe",
        ),
    ];
    view! {
        <Notes label=say(|words: &CodeText| words.notes) formula=objective tries=tries>
            {paragraphs(|words: &CodeText| &words.paragraphs)}
        </Notes>
    }
}

/// z = f(x), x̂ = g(z), L2 = 1/784 ∑ (xᵢ − x̂ᵢ)².
fn objective() -> AnyView {
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
    let made = || {
        view! {
            <Term role=Role::Generated>
                <mover>
                    <mi>"x"</mi>
                    <mo>"^"</mo>
                </mover>
            </Term>
        }
    };
    view! {
        <math display="block">
            <mtable columnalign="left">
                <mtr>
                    <mtd>
                        {z()} <mo>"="</mo> <mi>"f"</mi> <mo>"("</mo> {x()} <mo>")"</mo>
                        <mo>","</mo> <mspace width="0.6em"></mspace> {made()} <mo>"="</mo>
                        <mi>"g"</mi> <mo>"("</mo> {z()} <mo>")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Error>
                            <mi>"L2"</mi>
                        </Term>
                        <mo>"="</mo>
                        <mfrac>
                            <mn>"1"</mn>
                            <mn>"784"</mn>
                        </mfrac>
                        <munderover>
                            <mo>"∑"</mo>
                            <mrow>
                                <mi>"i"</mi>
                                <mo>"="</mo>
                                <mn>"1"</mn>
                            </mrow>
                            <mn>"784"</mn>
                        </munderover>
                        <msup>
                            <mrow>
                                <mo>"("</mo>
                                <msub>
                                    {x()} <mi>"i"</mi>
                                </msub>
                                <mo>"−"</mo>
                                <msub>
                                    {made()} <mi>"i"</mi>
                                </msub>
                                <mo>")"</mo>
                            </mrow>
                            <mn>"2"</mn>
                        </msup>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}
