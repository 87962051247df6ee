use leptos::prelude::*;

use crate::{protocol::Event, ui::client::Client};

/// Hears all that the worker says until the component goes.
pub fn use_events(client: Client, on_event: impl Fn(&Event) + 'static) {
    let listener = client.listen(on_event);
    on_cleanup(move || client.stop_listening(listener));
}
