use leptos::prelude::*;

use super::{Samples, State};
use crate::{
    i18n::vae::elbo::ElboText,
    plot::Role,
    protocol::VaeId,
    ui::{
        panels::{Panel, source::Source},
        signals::say,
        widgets::{Notes, Term, Try, drawing_board::Ink, paragraphs},
    },
};

#[component]
pub fn ElboNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &ElboText| words.try_plane),
            panel.on(|state, ()| state.set_model(VaeId::Plane)),
            "try-plane",
        ),
        Try::new(
            say(|words: &ElboText| words.try_many),
            panel.on(|state, ()| state.set_samples(Samples::Many)),
            "try-many",
        ),
        Try::new(
            say(|words: &ElboText| words.try_drawing),
            panel.on(|state, ()| state.set_source(Source::Drawing(Ink::default()))),
            "try-drawing",
        ),
    ];
    view! {
        <Notes label=say(|words: &ElboText| words.notes) formula=formula tries=tries>
            {paragraphs(|words: &ElboText| &words.paragraphs)}
        </Notes>
    }
}

/// log p(x) = E_q[log p(x | z)] − KL(q(z | x) ‖ p(z)) + KL(q(z | x) ‖ p(z | x)), a term a line.
fn formula() -> AnyView {
    view! {
        <math display="block">
            <mtable class="formula-lines">
                <mtr>
                    <mtd>
                        <Term role=Role::Data>
                            <mi>"log"</mi>
                            <mi>"p"</mi>
                            <mo>"("</mo>
                            <mi>"x"</mi>
                            <mo>")"</mo>
                        </Term>
                        <mo>"="</mo>
                        <Term role=Role::Generated>
                            <msub>
                                <mi mathvariant="normal">"E"</mi>
                                <mi>"q"</mi>
                            </msub>
                            <mo>"["</mo>
                            <mi>"log"</mi>
                            {density("p", "x", Some("z"))}
                            <mo>"]"</mo>
                        </Term>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <mo>"−"</mo>
                        <Term role=Role::Latent>{divergence(None)}</Term>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <mo>"+"</mo>
                        <Term role=Role::Error>{divergence(Some("x"))}</Term>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}

/// KL(q(z | x) ‖ p(z | `given`)).
fn divergence(given: Option<&'static str>) -> AnyView {
    view! {
        <mi mathvariant="normal">"KL"</mi>
        <mo>"("</mo>
        {density("q", "z", Some("x"))}
        <mo>"‖"</mo>
        {density("p", "z", given)}
        <mo>")"</mo>
    }
    .into_any()
}

fn density(name: &'static str, of: &'static str, given: Option<&'static str>) -> AnyView {
    view! {
        <mi>{name}</mi>
        <mo>"("</mo>
        <mi>{of}</mi>
        {given
            .map(|given| {
                view! {
                    <mo>"|"</mo>
                    <mi>{given}</mi>
                }
            })}
        <mo>")"</mo>
    }
    .into_any()
}
