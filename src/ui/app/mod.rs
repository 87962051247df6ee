//! The page around the panels, whichever they are: a [`Part`] brings its own.

mod footer;
mod header;
mod notices;
mod start;
mod status;

pub use start::start;

use leptos::prelude::*;

use self::{footer::Footer, header::Header, notices::Notices};
use super::{
    client::provide_client,
    hooks::{provide_address, use_address, use_clipboard, use_next_task},
    panels::{CONTENT_ID, Part},
    settings::provide_settings,
    signals::{effect, memo, part, say},
};
use crate::i18n::app::AppText;

/// A part of the page. While another is in sight, nothing of it is there but what it keeps: the
/// states of its panels and its worker. So no key and no frame reaches it.
#[component]
fn App(of: &'static Part) -> impl IntoView {
    let settings = provide_settings();
    provide_client();
    of.provide_panels();
    let is_in_sight = provide_address(of).is_in_sight;
    // The other part may have another language and theme by now.
    effect(move || {
        if is_in_sight.get() {
            settings.read();
        }
    });
    // Which of the worker's restarts the visitor has read of.
    let n_dismissed = RwSignal::new(0);
    part(move || match is_in_sight.get() {
        true => view! { <InSight n_dismissed=n_dismissed /> }.into_any(),
        false => ().into_any(),
    })
}

#[component]
fn InSight(n_dismissed: RwSignal<u32>) -> impl IntoView {
    let address = use_address();
    let page = memo(move || address.route.read().page());
    let clipboard = use_clipboard();
    let panel = move || address.part.view(page.get());
    // A panel of the same kind under another: each is made anew, a task after the page around it.
    let is_panel_due = use_next_task();
    view! {
        <SkipLink />
        <Header page=page clipboard=clipboard />
        <Notices clipboard=clipboard n_dismissed=n_dismissed />
        {move || is_panel_due.get().then_some(panel)}
        <Footer />
    }
}

/// Past the header with one key. A plain link would be taken for an address of the page.
#[component]
fn SkipLink() -> impl IntoView {
    let skip = |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        let content: Option<web_sys::HtmlElement> = document()
            .get_element_by_id(CONTENT_ID)
            .and_then(|element| wasm_bindgen::JsCast::dyn_into(element).ok());
        if let Some(content) = content {
            content.focus().ok();
        }
    };
    view! {
        <a class="skip-link" href=format!("#{CONTENT_ID}") on:click=skip>
            {say(|words: &AppText| words.skip_to_content)}
        </a>
    }
}
