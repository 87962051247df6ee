use leptos::{mount::mount_to, prelude::*};
use wasm_bindgen::JsCast;

use super::App;

/// The identifier of the element that says, in `index.html`, that the page is loading.
const ROOT_ID: &str = "app";

/// Puts the page in the place of what says that it is loading.
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&info.to_string().into());
    }));
    let root = document()
        .get_element_by_id(ROOT_ID)
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(root) = root.or_else(|| document().body()) else {
        return;
    };
    root.set_text_content(None);
    mount_to(root, App).forget();
}
