use std::time::Duration;

use leptos::prelude::*;

/// False at first, and true in the browser's next task. What is large is built a part at a
/// time: all at once would hold the browser for longer than the 50 ms that no task may take.
pub fn use_next_task() -> ReadSignal<bool> {
    let is_due = RwSignal::new(false);
    let come = move || {
        is_due.try_set(true);
    };
    set_timeout(come, Duration::ZERO);
    is_due.read_only()
}
