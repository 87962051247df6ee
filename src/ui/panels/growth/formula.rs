//! The formulas' common terms.

use leptos::prelude::*;

use crate::{plot::Role, ui::widgets::Term};

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

/// p(x) = ∏ p(xᵢ | x﹤ᵢ), as in the lecture.
pub fn chain_rule() -> AnyView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo>"("</mo>
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
            <mo>")"</mo>
            <mo>"="</mo>
            {over_pixels("∏", "1")}
            {factor(Role::Generated)}
        </math>
    }
    .into_any()
}
