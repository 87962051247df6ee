use std::time::Duration;

use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*, wasm_bindgen::JsValue};

use crate::ui::{
    address::{AddressError, Page, Route, path_of},
    panels::Part,
    signals::derived,
    storage::{of_visit, read, write},
};

/// Browsers refuse pages that rewrite their address too often: Chrome at 200 times in 10 s.
const WRITE_EVERY: Duration = Duration::from_millis(300);

/// The address bar and a part of the page, each following the other.
#[derive(Clone, Copy)]
pub struct Address {
    pub part: &'static Part,
    /// Whether the address is one of this part's: where it is another's, nothing of this part is
    /// to be seen, and the address is none of its business.
    pub is_in_sight: RwSignal<bool>,
    /// What the last good address asked for.
    pub route: RwSignal<Route>,
    /// What is wrong with the newest address.
    pub problem: RwSignal<Option<AddressError>>,
    /// What each panel showed last, the newest at the end.
    last: RwSignal<Vec<(Page, String)>>,
    shown: StoredValue<String>,
    /// What the address bar had when it was read or written last.
    known: StoredValue<String>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Reads the address, follows its changes, and gives it to every component below.
pub fn provide_address(part: &'static Part) -> Address {
    let address = Address {
        part,
        is_in_sight: RwSignal::new(false),
        last: RwSignal::new(vec![]),
        shown: StoredValue::new(String::new()),
        known: StoredValue::new(String::new()),
        route: RwSignal::new(part.start(path_of(&fragment()))),
        problem: RwSignal::new(None),
        timer: StoredValue::new(None),
    };
    address.follow();
    let handle = window_event_listener(ev::hashchange, move |_| address.follow());
    on_cleanup(move || handle.remove());
    provide_context(address);
    address
}

/// The page's address.
pub fn use_address() -> Address {
    match use_context() {
        Some(address) => address,
        None => unreachable!("the app gives the address to all that is in it"),
    }
}

impl Address {
    /// The page shows something else now. The address bar follows in a moment, or at once for
    /// what comes seldom.
    pub fn show(&self, page: Page, fragment: String, at_once: bool) {
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

    /// Whether this is what the page showed last: what became of it since, out of sight, is not to
    /// be undone when the visitor comes back.
    pub fn has_shown(&self, page: Page, fragment: &str) -> bool {
        let last = self.last.read_untracked();
        (last.iter()).any(|(known, link)| *known == page && link == fragment)
    }

    /// Where a link to a panel leads: to what it showed last.
    pub fn link_to(&self, page: Page) -> Signal<String> {
        let last = self.last;
        derived(move || {
            let last = last.read();
            let known = last.iter().find(|(known, _)| *known == page);
            known.map_or_else(|| page.address(), |(_, link)| link.clone())
        })
    }

    /// Where a link to another model leads, whichever part has it: to what was shown of it last,
    /// or else to `home`.
    pub fn last_of_family(&self, home: Page) -> String {
        let last = self.last.read();
        let mut newest = last.iter().rev();
        let known = newest.find(|(page, _)| page.family() == home.family());
        let known = known.map(|(_, link)| link.clone());
        known
            .or_else(|| read(of_visit(), &family_key(home)))
            .unwrap_or_else(|| home.address())
    }

    /// The whole address of what is shown, for a link.
    pub fn to_copy(&self) -> String {
        self.write();
        window().location().href().unwrap_or_default()
    }

    /// The address has changed: whose it is now, and what it says. `boot.js` hears of it first,
    /// and has hidden or shown the part's element by now.
    fn follow(&self) {
        let is_in_sight = !self.part.is_hidden();
        if is_in_sight {
            self.read();
        } else {
            self.leave();
        }
        if self.is_in_sight.get_untracked() != is_in_sight {
            self.is_in_sight.set(is_in_sight);
        }
    }

    fn read(&self) {
        let fragment = fragment();
        self.known.set_value(fragment.clone());
        self.cancel_timer();
        match Route::parse(&fragment, |path| self.part.reader(path)) {
            Ok(route) => {
                self.problem.set(None);
                self.route.set(route);
            }
            Err(error) => self.problem.set(Some(error)),
        }
    }

    /// Tells the other parts where links to this part's models lead.
    fn leave(&self) {
        self.cancel_timer();
        self.problem.set(None);
        for (page, fragment) in &*self.last.read_untracked() {
            write(of_visit(), &family_key(*page), fragment);
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
        // A link has been followed, and the browser is about to say so, or it leads to another
        // part: its address stays.
        if fragment() != self.known.get_value() || self.part.is_hidden() {
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

/// Under which the last address of a model is kept.
fn family_key(page: Page) -> String {
    format!("density-lab.last.{}", page.family())
}
