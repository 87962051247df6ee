use leptos::prelude::*;

use super::Entry;
use crate::ui::{address::Page, hooks::use_address, settings::use_text, signals::derived};

/// Links between the panels of the model that `page` is of; each leads to what the panel showed
/// last.
#[component]
pub fn Tabs(page: Page) -> impl IntoView {
    let address = use_address();
    let text = use_text();
    let family = address.part.family_of(page);
    let tab = |entry: &'static Entry| {
        let of = entry.reader.page;
        let testid = format!("tab-{}", of.path().rsplit('/').next().unwrap_or_default());
        view! {
            <a
                href=address.link_to(of)
                aria-current=(of == page).then_some("page")
                data-testid=testid
            >
                {derived(move || (entry.tab)(text.locale()).to_owned())}
            </a>
        }
    };
    let panels = family.map_or(&[][..], |family| family.panels);
    let name = derived(move || {
        let name = family.map_or("", |family| (family.name)(text.locale()));
        name.to_owned()
    });
    // One panel alone needs no links.
    if panels.len() < 2 {
        return ().into_any();
    }
    view! {
        <nav class="tabs" aria-label=name>
            {panels.iter().map(tab).collect_view()}
        </nav>
    }
    .into_any()
}
