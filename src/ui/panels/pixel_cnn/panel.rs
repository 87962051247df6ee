use leptos::prelude::*;

use super::State;
use crate::{
    protocol::Request,
    ui::{
        client::{Client, use_client},
        hooks::use_events,
    },
};

/// The panel's state where the views can see it, and the way from an act to the worker.
#[derive(Clone, Copy)]
pub struct Panel {
    state: RwSignal<State>,
    client: Client,
}

/// Keeps the panel's state for as long as the page is open, whichever panel is in sight.
pub fn provide_pixel_cnn() -> Panel {
    let client = use_client();
    let panel = Panel {
        state: RwSignal::new(State::new(client.job_ids())),
        client,
    };
    use_events(client, move |event| panel.act(|state| state.apply(event)));
    provide_context(panel);
    panel
}

/// The panel's state.
pub fn use_pixel_cnn() -> Panel {
    use_context().unwrap_or_else(provide_pixel_cnn)
}

impl Panel {
    /// A part of the state, or what follows from it.
    pub fn read<T>(&self, read: impl Fn(&State) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        let state = self.state;
        Memo::new(move |_| state.with(&read))
    }

    pub fn peek<T>(&self, read: impl Fn(&State) -> T) -> T {
        self.state.with_untracked(read)
    }

    /// Does something to the state, and asks the worker for what that takes.
    pub fn act(&self, act: impl FnOnce(&mut State) -> Vec<Request>) {
        self.send(self.state.try_update(act));
    }

    /// Lets a frame of the screen pass. Most ask for nothing and change nothing to be seen.
    pub fn tick(&self, elapsed_ms: f64) {
        self.send(self.state.try_maybe_update(|state| {
            let requests = state.tick(elapsed_ms);
            (!requests.is_empty(), requests)
        }));
    }

    fn send(&self, requests: Option<Vec<Request>>) {
        for request in requests.unwrap_or_default() {
            self.client.send(request);
        }
    }
}
