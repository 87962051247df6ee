use leptos::prelude::*;

use crate::ui::signals::{Live, derived, part};

/// A block that is there once it is asked for.
#[component]
pub fn OnDemand(
    heading: Signal<String>,
    /// What the button says while the block is not there, and while it is.
    show: Signal<String>,
    hide: Signal<String>,
    is_wanted: Live<bool>,
    /// Called with whether it is wanted now.
    on_want: Callback<bool>,
    /// The name by which tests find the button.
    testid: &'static str,
    #[prop(into)] body: ViewFn,
) -> impl IntoView {
    let body = move || match is_wanted.get() {
        true => body.run(),
        false => ().into_any(),
    };
    view! {
        <div class="block">
            <div class="block-head">
                <h2>{heading}</h2>
                <button
                    type="button"
                    data-testid=testid
                    aria-expanded=derived(move || is_wanted.get().to_string())
                    on:click=move |_| on_want.run(!is_wanted.get_untracked())
                >
                    {derived(move || if is_wanted.get() { hide.get() } else { show.get() })}
                </button>
            </div>
            {part(body)}
        </div>
    }
}
