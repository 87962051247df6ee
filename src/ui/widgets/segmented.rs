use std::sync::atomic::{AtomicUsize, Ordering};

use leptos::prelude::*;

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
    value: Signal<T>,
    /// Called when another is chosen.
    on_change: Callback<T>,
    /// The name by which tests find the group; option i is `{testid}-{i}`.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let group = unique_group_name();
    let choice = |(idx, (choice, name)): (usize, (T, Signal<String>))| {
        let chosen = choice.clone();
        let is_chosen = move || value.with(|value| *value == chosen);
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=group.clone()
                    data-testid=(!testid.is_empty()).then(|| format!("{testid}-{idx}"))
                    prop:checked=is_chosen
                    on:change=move |_| on_change.run(choice.clone())
                />
                <span>{name}</span>
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=label data-testid=testid>
            {options.into_iter().enumerate().map(choice).collect_view()}
        </div>
    }
}

/// Radio buttons belong together by name, across the whole page.
fn unique_group_name() -> String {
    static N_GROUPS: AtomicUsize = AtomicUsize::new(0);
    format!("segmented-{}", N_GROUPS.fetch_add(1, Ordering::Relaxed))
}
