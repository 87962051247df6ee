use std::sync::Arc;

use leptos::prelude::*;

use super::{Datum, PanelState};
use crate::{
    protocol::Request,
    ui::{
        client::{Client, use_client},
        hooks::{use_address, use_events, use_frames},
        signals::{Live, Maker, Shared, derived, effect, memo_shared},
    },
};

/// A panel's state where the views can see it, and the way from an act to the worker.
pub struct Panel<S: 'static> {
    state: RwSignal<S>,
    client: Client,
}

// Not derived: that would ask it of `S` too.
impl<S> Clone for Panel<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Panel<S> {}

/// Keeps a panel's state for as long as the page is open, whichever panel is in sight.
pub fn provide_panel<S: PanelState>() -> Panel<S> {
    let client = use_client();
    let panel = Panel {
        state: RwSignal::new(S::new(&mut || client.job_ids())),
        client,
    };
    use_events(client, move |event| panel.act(|state| state.apply(event)));
    provide_context(panel);
    panel
}

/// A panel's state, for what shows it or tells of it.
pub(super) fn panel_kept<S: PanelState>() -> Panel<S> {
    use_context().unwrap_or_else(provide_panel::<S>)
}

/// A panel's state, for the panel while it is in sight: frames pass, the address follows, and
/// the worker need not finish anything once it is gone.
pub fn use_panel<S: PanelState>() -> Panel<S> {
    let panel = panel_kept::<S>();
    use_frames(
        panel.read(S::needs_frames),
        Callback::new(move |elapsed_ms| panel.tick(elapsed_ms)),
    );
    panel.follow_address();
    on_cleanup(move || panel.act(S::close));
    panel
}

/// What a widget does to a state, and what reads one, as [`Make`](crate::ui::signals::Make) is
/// what makes a value: apart from the closures, which are many, all is compiled once a state.
trait Act<S, T> {
    fn act(&self, state: &mut S, value: T) -> Vec<Request>;
}

impl<S, T, F: Fn(&mut S, T) -> Vec<Request>> Act<S, T> for F {
    fn act(&self, state: &mut S, value: T) -> Vec<Request> {
        self(state, value)
    }
}

trait Look<S> {
    fn look(&self, state: &S) -> Shared;
}

impl<S, F: Fn(&S) -> Shared> Look<S> for F {
    fn look(&self, state: &S) -> Shared {
        self(state)
    }
}

impl<S: Send + Sync> Panel<S> {
    /// A part of the state, or what follows from it.
    pub fn read<T>(&self, read: impl Fn(&S) -> T + Send + Sync + 'static) -> Live<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let read = move |state: &S| -> Shared { Arc::new(read(state)) };
        memo_shared(self.reader(Box::new(read)))
    }

    #[inline(never)]
    fn reader(&self, read: Box<dyn Look<S> + Send + Sync>) -> Maker<Shared> {
        let state = self.state;
        Box::new(move || state.with(|state| read.look(state)))
    }

    pub fn peek<T>(&self, read: impl Fn(&S) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Does something to the state, and asks the worker for what that takes.
    pub fn act(&self, act: impl FnOnce(&mut S) -> Vec<Request>) {
        self.send(self.state.try_update(act));
    }

    /// The same, each time with what a widget says.
    pub fn on<T: 'static>(
        &self,
        act: impl Fn(&mut S, T) -> Vec<Request> + Send + Sync + 'static,
    ) -> Callback<T> {
        self.callback(Box::new(act))
    }

    #[inline(never)]
    fn callback<T: 'static>(&self, act: Box<dyn Act<S, T> + Send + Sync>) -> Callback<T> {
        let panel = *self;
        Callback::new(move |value| panel.act(|state| act.act(state, value)))
    }

    fn send(&self, requests: Option<Vec<Request>>) {
        for request in requests.unwrap_or_default() {
            self.client.send(request);
        }
    }
}

impl<S: PanelState> Panel<S> {
    /// Lets a frame of the screen pass. Most ask for nothing and change nothing to be seen.
    fn tick(&self, elapsed_ms: f64) {
        self.send(self.state.try_maybe_update(|state| {
            let requests = state.tick(elapsed_ms);
            (!requests.is_empty() || state.has_moved(), requests)
        }));
    }

    /// A link that is opened changes the panel, and what changes on the panel goes into the link.
    fn follow_address(self) {
        let address = use_address();
        effect(move || {
            if let Some(link) = address.route.read().link_on(S::PAGE)
                && (self.peek(S::is_blank)
                    || !address.has_shown(S::PAGE, &S::PAGE.address_with(&link)))
            {
                self.act(|state| state.open(link));
            }
        });
        let link = self.read(S::link);
        let is_running = self.read(S::is_running);
        let was_running = StoredValue::new(false);
        effect(move || {
            let is_running = is_running.get();
            let has_paused = was_running.get_value() && !is_running;
            was_running.set_value(is_running);
            address.show(S::PAGE, S::PAGE.address_with(&*link.read()), has_paused);
        });
    }

    /// Whether it plays, for the tests.
    pub fn playing(&self) -> Datum {
        let is_running = self.is_running();
        (
            "data-playing",
            derived(move || is_running.get().to_string()),
        )
    }

    /// Whether it goes on without a further touch.
    pub fn is_running(&self) -> Signal<bool> {
        let is_running = self.read(S::is_running);
        derived(move || is_running.get())
    }
}
