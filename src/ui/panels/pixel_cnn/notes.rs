use leptos::prelude::*;

use crate::{
    i18n::{Span, Text},
    plot::Role,
    ui::{settings::use_text, signals::part, widgets::Term},
};

/// The paragraphs of a panel, what they speak of in its colour.
pub fn paragraphs(
    of: fn(&'static Text) -> &'static [&'static [Span]],
) -> impl FnMut() -> AnyView + Send {
    let text = use_text();
    part(move || {
        of(text.get())
            .iter()
            .map(|spans| paragraph(spans))
            .collect_view()
            .into_any()
    })
}

fn paragraph(spans: &'static [Span]) -> impl IntoView {
    let span = |span: &Span| match span.role {
        None => span.text.into_any(),
        Some(role) => view! { <b class=role.class()>{span.text}</b> }.into_any(),
    };
    view! { <p>{spans.iter().map(span).collect_view()}</p> }
}

/// x with an index, in the colour of what it stands for.
fn pixel(role: Role, index: &'static str, is_before: bool) -> AnyView {
    view! {
        <Term role=role>
            <msub>
                <mi>"x"</mi>
                <mrow>{is_before.then(|| view! { <mo>"<"</mo> })} <mi>{index}</mi></mrow>
            </msub>
        </Term>
    }
    .into_any()
}

/// p(xᵢ | x﹤ᵢ), the colour of the pixel drawn being that of `role`.
pub fn factor(role: Role) -> AnyView {
    view! {
        <mi>"p"</mi>
        <mo>"("</mo>
        {pixel(role, "i", false)}
        <mo>"|"</mo>
        {pixel(Role::Data, "i", true)}
        <mo>")"</mo>
    }
    .into_any()
}

/// A sum or product over pixels: `sign` from i = `first` to n.
pub fn over_pixels(sign: &'static str, first: &'static str) -> AnyView {
    view! {
        <munderover>
            <mo>{sign}</mo>
            <mrow>
                <mi>"i"</mi>
                <mo>"="</mo>
                <mi>{first}</mi>
            </mrow>
            <mi>"n"</mi>
        </munderover>
    }
    .into_any()
}
