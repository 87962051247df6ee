use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

use crate::ui::signals::{Live, derived, live};

/// One choice of a few, all in sight. Radio buttons underneath, so the arrow keys move it.
#[component]
pub fn Segmented<T>(
    /// What is chosen, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The choices with their names, in order.
    options: Vec<(T, Signal<String>)>,
    /// The choice in force.
    #[prop(into)]
    value: Live<T>,
    /// Called when another is chosen.
    on_change: Callback<T>,
    /// The name by which tests find the group; option i is `{testid}-{i}`.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let (choices, names): (Vec<T>, Vec<Signal<String>>) = options.into_iter().unzip();
    let chosen = {
        let choices = choices.clone();
        live(move || value.with(|value| choices.iter().position(|choice| choice == value)))
    };
    let choose = Callback::new(move |idx: usize| {
        if let Some(choice) = choices.get(idx) {
            on_change.run(*choice);
        }
    });
    segments(label, names, chosen, choose, testid)
}

/// The choices by their places: compiled once, whatever is chosen.
fn segments(
    label: Signal<String>,
    names: Vec<Signal<String>>,
    chosen: Live<Option<usize>>,
    choose: Callback<usize>,
    testid: &'static str,
) -> AnyView {
    let group = unique_group_name();
    let segment = |(idx, name): (usize, Signal<String>)| {
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=group.clone()
                    data-testid=format!("{testid}-{idx}")
                    prop:checked=derived(move || chosen.get() == Some(idx))
                    on:change=move |_| choose.run(idx)
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=label data-testid=testid>
            {names.into_iter().enumerate().map(segment).collect_view()}
        </div>
    }
    .into_any()
}

/// Radio buttons belong together by name, across the whole page.
fn unique_group_name() -> String {
    static N_GROUPS: AtomicUsize = AtomicUsize::new(0);
    format!("segmented-{}", N_GROUPS.fetch_add(1, Ordering::Relaxed))
}
