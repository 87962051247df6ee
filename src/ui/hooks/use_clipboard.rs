use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// How long a word on the copy stays.
const WORD_STAYS: Duration = Duration::from_secs(4);

/// Copies text for the visitor, where the browser lets it.
#[derive(Debug, Clone, Copy)]
pub struct Clipboard {
    /// Whether the last copy was allowed; None when it is long ago.
    pub copied: RwSignal<Option<bool>>,
}

pub fn use_clipboard() -> Clipboard {
    Clipboard {
        copied: RwSignal::new(None),
    }
}

impl Clipboard {
    pub fn copy(&self, text: &str) {
        let copied = self.copied;
        // Only a page that came over a safe connection has a clipboard.
        if !window().is_secure_context() {
            copied.set(Some(false));
            return;
        }
        let copying = JsFuture::from(window().navigator().clipboard().write_text(text));
        spawn_local(async move {
            let is_allowed = copying.await.is_ok();
            copied.try_set(Some(is_allowed));
            if is_allowed {
                let forget = move || {
                    copied.try_set(None);
                };
                set_timeout(forget, WORD_STAYS);
            }
        });
    }
}
