use leptos::prelude::*;

use crate::{
    i18n::app::{AppText, OfflineText},
    ui::{
        panels::check,
        settings::use_text,
        signals::{derived, say},
    },
};

/// Told on the window when there is something new in the attribute, by `keep.js`.
const EVENT: &str = "kept";
const ATTRIBUTE: &str = "data-kept";

#[component]
pub fn Footer() -> impl IntoView {
    view! {
        <footer class="app-footer">
            <a href=check::PAGE.address() data-testid="check-link">
                {say(|words: &AppText| words.check.title)}
            </a>
            <Kept />
        </footer>
    }
}

/// How much of the site the browser keeps for when there is no network, in a line.
#[component]
fn Kept() -> impl IntoView {
    let kept = RwSignal::new(kept());
    let handle = window_event_listener_untyped(EVENT, move |_| kept.set(self::kept()));
    on_cleanup(move || handle.remove());
    let text = use_text();
    let words = move || kept.with(|kept| in_words(kept, &text.of::<AppText>().offline));
    view! {
        <span role="status" data-testid="offline" data-kept=derived(move || kept.get())>
            {derived(words)}
        </span>
    }
}

fn kept() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute(ATTRIBUTE))
        .unwrap_or_default()
}

/// What `keep.js` says, in the visitor's words; nothing where it says nothing.
fn in_words(kept: &str, words: &OfflineText) -> String {
    let (first, rest) = kept.split_once(' ').unwrap_or((kept, ""));
    match (first, first.parse(), rest.parse()) {
        ("whole", ..) => words.whole.to_owned(),
        ("failed", ..) => (words.failed)(rest),
        (_, Ok(n_bytes), Ok(n_bytes_in_all)) => (words.coming)(n_bytes, n_bytes_in_all),
        _ => String::new(),
    }
}
