use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, wasm_bindgen::JsValue};

use crate::ui::{
    address::{AddressError, Page, Route},
    panels::pixel_cnn::sample::Link,
    signals::derived,
};

/// Browsers refuse pages that rewrite their address too often: Chrome at 200 times in 10 s.
const WRITE_EVERY: Duration = Duration::from_millis(300);

/// The address bar and the page, each following the other.
#[derive(Clone, Copy)]
pub struct Address {
    /// What the last good address asked for.
    pub route: RwSignal<Route>,
    /// What is wrong with the newest address.
    pub problem: RwSignal<Option<AddressError>>,
    /// What each panel showed last.
    last: RwSignal<Vec<(Page, String)>>,
    shown: StoredValue<String>,
    /// What the address bar had when it was read or written last.
    known: StoredValue<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Reads the address, follows its changes, and gives it to every component below.
pub fn provide_address() -> Address {
    let start = Route::Sample(Link::default());
    let address = Address {
        last: RwSignal::new(vec![]),
        shown: StoredValue::new(String::new()),
        known: StoredValue::new(String::new()),
        route: RwSignal::new(start),
        problem: RwSignal::new(None),
        timer: StoredValue::new(None),
    };
    address.read();
    let handle = window_event_listener(ev::hashchange, move |_| address.read());
    on_cleanup(move || handle.remove());
    provide_context(address);
    address
}

/// The page's address.
pub fn use_address() -> Address {
    use_context().unwrap_or_else(provide_address)
}

impl Address {
    /// The page shows something else now. The address bar follows in a moment, or at once for
    /// what comes seldom.
    pub fn show(&self, route: &Route, at_once: bool) {
        let fragment = route.to_string();
        let page = route.page();
        self.last.update(|last| {
            last.retain(|(known, _)| *known != page);
            last.push((page, fragment.clone()));
        });
        self.shown.set_value(fragment);
        if at_once {
            self.write();
        } else {
            self.write_soon();
        }
    }

    /// Where a link to a panel leads: to what it showed last.
    pub fn link_to(&self, page: Page) -> Signal<String> {
        let last = self.last;
        derived(move || {
            let last = last.read();
            let known = last.iter().find(|(known, _)| *known == page);
            known.map_or_else(|| format!("#/{}", page.path()), |(_, link)| link.clone())
        })
    }

    /// The whole address of what is shown, for a link.
    pub fn to_copy(&self) -> String {
        self.write();
        window().location().href().unwrap_or_default()
    }

    fn read(&self) {
        let fragment = fragment();
        self.known.set_value(fragment.clone());
        self.cancel_timer();
        match Route::parse(&fragment) {
            Ok(route) => {
                self.problem.set(None);
                self.route.set(route);
            }
            Err(error) => {
                let is_elsewhere = self.route.read_untracked().page() == Page::Check;
                if is_elsewhere && matches!(error, AddressError::UnknownPage { .. }) {
                    self.route.set(Route::Sample(Link::default()));
                }
                self.problem.set(Some(error));
            }
        }
    }

    fn write_soon(&self) {
        if self.timer.with_value(Option::is_some) {
            return;
        }
        let address = *self;
        let handle = set_timeout_with_handle(move || address.write(), WRITE_EVERY);
        self.timer.set_value(handle.ok());
    }

    fn write(&self) {
        self.cancel_timer();
        let Ok(history) = window().history() else {
            return;
        };
        // A link has been followed, and the browser is about to say so: its address stays.
        if fragment() != self.known.get_value() {
            return;
        }
        self.shown.with_value(|fragment| {
            if !fragment.is_empty() {
                // Where the browser refuses, the next write brings it up to date.
                history
                    .replace_state_with_url(&JsValue::NULL, "", Some(fragment))
                    .ok();
            }
        });
        self.known.set_value(fragment());
    }

    fn cancel_timer(&self) {
        let timer = self.timer.try_update_value(Option::take);
        if let Some(Some(timer)) = timer {
            timer.clear();
        }
    }
}

/// What the address bar has now.
fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}
