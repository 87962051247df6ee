use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

use super::App;
use crate::ui::panels::Part;

/// Puts a part of the page into the element that `boot.js` has made for it.
pub fn start(part: &'static Part) {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
    let root = part
        .element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root.or_else(|| document().body()) else {
        return;
    };
    mount_to(root, move || view! { <App of=part /> }).forget();
}
