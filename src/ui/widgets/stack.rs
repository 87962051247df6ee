use leptos::prelude::*;

use crate::{
    plot::{Role, fixed},
    ui::signals::{Live, derived, part},
};

/// One amount of a sum.
#[derive(Debug, Clone, PartialEq)]
pub struct StackPart {
    pub label: String,
    /// The amount in words.
    pub value: String,
    pub role: Role,
    /// What it is made of, each 0 to 1 of the whole picture's width.
    pub slices: Vec<f64>,
}

/// A sum as bars end to end, with what each part is below.
#[component]
pub fn Stack(
    #[prop(into)] parts: Live<Vec<StackPart>>,
    /// What the sum is.
    #[prop(into)]
    label: Signal<String>,
    /// The name by which tests find it; part i is `{testid}-{i}`.
    testid: &'static str,
) -> impl IntoView {
    let all = derived(move || parts.get());
    let bar = |part: StackPart| {
        let role = part.role.class();
        let slice = move |share: f64| {
            let width = format!("{}%", fixed(share.clamp(0.0, 1.0) * 100.0, 3));
            view! { <i class=role style:width=width></i> }
        };
        part.slices.into_iter().map(slice).collect_view()
    };
    let says = move |(i, part): (usize, StackPart)| {
        view! {
            <div class=part.role.class() data-testid=format!("{testid}-{i}")>
                <dt>{part.label}</dt>
                <dd>{part.value}</dd>
            </div>
        }
    };
    view! {
        <div class="stack" data-testid=testid>
            <p class="stack-label">{label}</p>
            <div class="stack-bar" aria-hidden="true">
                {part(move || all.get().into_iter().map(bar).collect_view().into_any())}
            </div>
            <dl class="stack-parts">
                {part(move || all.get().into_iter().enumerate().map(says).collect_view().into_any())}
            </dl>
        </div>
    }
}
