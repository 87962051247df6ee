use leptos::{html, prelude::*};

use crate::ui::{
    signals::{Live, effect},
    words::{Formula, draw_formulas},
};

/// A formula, or some, on a line each, their terms in the colours of what they stand for.
#[component]
pub fn Math(#[prop(into)] formula: Live<Formula>) -> impl IntoView {
    let place = NodeRef::<html::Div>::new();
    effect(move || {
        if let Some(place) = place.get() {
            draw_formulas(formula.get(), &place);
        }
    });
    view! { <div class="formula" node_ref=place></div> }
}
