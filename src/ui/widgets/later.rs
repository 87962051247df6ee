use leptos::prelude::*;

use crate::ui::{hooks::use_next_task, signals::part};

/// A part of the page that is built in the browser's next task: all at once would hold it for
/// longer than the 50 ms that no task may take.
#[component]
pub fn Later(children: ChildrenFn) -> impl IntoView {
    let is_due = use_next_task();
    part(move || match is_due.get() {
        true => children().into_any(),
        false => ().into_any(),
    })
}
