//! What the browser keeps for the page. Some browsers refuse it to some pages: then nothing is
//! kept, and nothing else is different.

use leptos::prelude::window;
use web_sys::Storage;

/// Kept from visit to visit.
pub fn of_browser() -> Option<Storage> {
    window().local_storage().ok()?
}

/// Kept until the visitor closes the page.
pub fn of_visit() -> Option<Storage> {
    window().session_storage().ok()?
}

pub fn read(storage: Option<Storage>, key: &str) -> Option<String> {
    storage?.get_item(key).ok()?
}

pub fn write(storage: Option<Storage>, key: &str, value: &str) {
    if let Some(storage) = storage {
        storage.set_item(key, value).ok();
    }
}
