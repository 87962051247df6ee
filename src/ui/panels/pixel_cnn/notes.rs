use leptos::prelude::*;

use super::{State, panel::Panel};
use crate::{
    i18n::Span,
    plot::Role,
    protocol::Request,
    ui::{
        settings::use_text,
        widgets::{Notes, Term, Try},
    },
};

/// A temperature at which what temperature does cannot be missed.
const COLD: f32 = 0.3;
const SLOW_PIXELS_PER_SEC: f64 = 1.0;

/// The formula, what it says, and what to try.
#[component]
pub fn PixelCnnNotes(panel: Panel) -> impl IntoView {
    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let model = panel.read(|state| state.loaded);
    let about_model = move || {
        let model = model.get()?;
        let sentence = (words().model)(model.n_parameters, model.receptive_field);
        Some(view! { <p data-testid="model">{sentence}</p> })
    };
    let act = move |act: fn(&mut State) -> Vec<Request>| Callback::new(move |()| panel.act(act));
    let tries = vec![
        Try::new(
            Signal::derive(move || words().try_slow.to_owned()),
            act(|state| state.set_speed(SLOW_PIXELS_PER_SEC)),
            "try-slow",
        ),
        Try::new(
            Signal::derive(move || words().try_another.to_owned()),
            act(|state| state.set_seed(state.seed.wrapping_add(1))),
            "try-another",
        ),
        Try::new(
            Signal::derive(move || words().try_cold.to_owned()),
            act(|state| state.set_temperature(COLD)),
            "try-cold",
        ),
    ];
    view! {
        <Notes
            label=Signal::derive(move || words().notes.to_owned())
            formula=chain_rule
            tries=tries
        >
            {move || words().paragraphs.map(paragraph).collect_view()}
            {about_model}
        </Notes>
    }
}

fn paragraph(spans: &'static [Span]) -> impl IntoView {
    let span = |span: &Span| match span.role {
        None => span.text.into_any(),
        Some(role) => view! { <b class=role.class()>{span.text}</b> }.into_any(),
    };
    view! { <p>{spans.iter().map(span).collect_view()}</p> }
}

/// p(x) = ∏ p(xᵢ | x₍ⱼ﹤ᵢ₎), as in the lecture.
fn chain_rule() -> impl IntoView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo>"("</mo>
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
            <mo>")"</mo>
            <mo>"="</mo>
            <munderover>
                <mo>"∏"</mo>
                <mrow>
                    <mi>"i"</mi>
                    <mo>"="</mo>
                    <mn>"1"</mn>
                </mrow>
                <mi>"n"</mi>
            </munderover>
            <mi>"p"</mi>
            <mo>"("</mo>
            <Term role=Role::Generated>
                <msub>
                    <mi>"x"</mi>
                    <mi>"i"</mi>
                </msub>
            </Term>
            <mo>"|"</mo>
            <Term role=Role::Data>
                <msub>
                    <mi>"x"</mi>
                    <mrow>
                        <mo>"<"</mo>
                        <mi>"i"</mi>
                    </mrow>
                </msub>
            </Term>
            <mo>")"</mo>
        </math>
    }
}
