//! The page around the panels.

mod header;
mod notices;
mod start;
mod status;

pub use start::start;

use leptos::prelude::*;

use self::{header::Header, notices::Notices};
use super::{
    address::Route,
    client::provide_client,
    hooks::{provide_address, use_clipboard, use_next_task},
    panels::{
        check::CheckPanel,
        pixel_cnn::{PixelCnnPanel, provide_pixel_cnn},
    },
    settings::{provide_settings, use_text},
};

/// Which panel is open, whatever is on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    PixelCnn,
    Check,
}

impl Page {
    fn of(route: &Route) -> Self {
        match route {
            Route::PixelCnn(_) => Self::PixelCnn,
            Route::Check => Self::Check,
        }
    }
}

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    provide_settings();
    provide_client();
    provide_pixel_cnn();
    let address = provide_address();
    let page = Memo::new(move |_| Page::of(&address.route.read()));
    let clipboard = use_clipboard();
    let text = use_text();
    let panel = move || match page.get() {
        Page::PixelCnn => view! { <PixelCnnPanel /> }.into_any(),
        Page::Check => view! { <CheckPanel /> }.into_any(),
    };
    let is_panel_due = use_next_task();
    view! {
        <SkipLink />
        <Header page=page clipboard=clipboard />
        <Notices clipboard=clipboard />
        {move || is_panel_due.get().then_some(panel)}
        <footer class="app-footer">
            <a href="#/check" data-testid="check-link">
                {move || text.get().app.check.title}
            </a>
        </footer>
    }
}

/// The identifier of the panel's `<main>`.
pub const CONTENT_ID: &str = "content";

/// Past the header with one key. A plain link would be taken for an address of the page.
#[component]
fn SkipLink() -> impl IntoView {
    let text = use_text();
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
            {move || text.get().app.skip_to_content}
        </a>
    }
}
