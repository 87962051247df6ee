use leptos::{ev, prelude::*};

/// Calls `on_change` with whether the page is out of sight, in another tab or minimised: now, and
/// whenever that changes. No frame passes meanwhile.
pub fn use_visibility(on_change: Callback<bool>) {
    let tell = move || {
        on_change.try_run(document().hidden());
    };
    tell();
    let handle = window_event_listener(ev::visibilitychange, move |_| tell());
    on_cleanup(move || handle.remove());
}
