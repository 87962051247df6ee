//! The page around the panels.

mod header;
mod notices;
mod start;
mod status;

pub use start::start;

use leptos::prelude::*;

use self::{header::Header, notices::Notices};
use super::{
    address::Page,
    client::provide_client,
    hooks::{provide_address, use_clipboard, use_next_task},
    panels::{
        check::CheckPanel,
        pixel_cnn::{complete, sample, surprise, training},
        provide_panel,
    },
    settings::provide_settings,
    signals::{memo, say},
};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    provide_settings();
    provide_client();
    provide_panel::<sample::State>();
    provide_panel::<complete::State>();
    provide_panel::<surprise::State>();
    provide_panel::<training::State>();
    let address = provide_address();
    let page = memo(move || address.route.read().page());
    let clipboard = use_clipboard();
    let panel = move || match page.get() {
        Page::Sample => view! { <sample::SamplePanel /> }.into_any(),
        Page::Complete => view! { <complete::CompletePanel /> }.into_any(),
        Page::Surprise => view! { <surprise::SurprisePanel /> }.into_any(),
        Page::Training => view! { <training::TrainingPanel /> }.into_any(),
        Page::Check => view! { <CheckPanel /> }.into_any(),
    };
    // A panel of the same kind under another: each is made anew, a task after the page around it.
    let is_panel_due = use_next_task();
    view! {
        <SkipLink />
        <Header page=page clipboard=clipboard />
        <Notices clipboard=clipboard />
        {move || is_panel_due.get().then_some(panel)}
        <footer class="app-footer">
            <a href="#/check" data-testid="check-link">
                {say(|text| text.app.check.title)}
            </a>
        </footer>
    }
}

/// The identifier of the panel's `<main>`.
pub const CONTENT_ID: &str = "content";

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
            {say(|text| text.app.skip_to_content)}
        </a>
    }
}
