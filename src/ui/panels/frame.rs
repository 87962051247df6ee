use leptos::prelude::*;

use super::tabs::Tabs;
use crate::ui::{
    address::Page,
    hooks::use_next_task,
    signals::{effect, part},
    widgets::Later,
    words::InWords,
};

/// The identifier of the panel's `<main>`.
pub const CONTENT_ID: &str = "content";

/// What of a panel the tests read: an attribute's name, and its value.
pub type Datum = (&'static str, Signal<String>);

/// A panel: the stage at once, and in the browser's next tasks the numbers beside it, the notes
/// and the text in words. All at once would hold the browser for longer than the 50 ms that no task may take.
#[component]
pub fn PanelFrame(
    page: Page,
    #[prop(into)] title: Signal<String>,
    /// The name by which tests find the panel.
    testid: &'static str,
    /// What tests read of it, as `data-` attributes.
    #[prop(optional)]
    data: Vec<Datum>,
    /// Whether the notes' formula needs a wider column.
    #[prop(optional)]
    has_long_formula: bool,
    /// Beside the stage.
    #[prop(into)]
    inspector: ViewFn,
    /// The formula and what it says: [`Notes`](crate::ui::widgets::Notes).
    #[prop(into)]
    notes: ViewFn,
    /// On the stage, below the title and the links to the model's other panels.
    children: Children,
) -> impl IntoView {
    let is_rest_due = use_next_task();
    let rest = move || match is_rest_due.get() {
        true => {
            let notes = notes.clone();
            view! {
                <section class="inspector">{inspector.run()}</section>
                <Later>{notes.run()} <InWords page=page /></Later>
            }
            .into_any()
        }
        false => ().into_any(),
    };
    for (name, value) in data {
        effect(move || {
            let value = value.get();
            // An effect runs after the panel is in the document.
            if let Some(main) = document().get_element_by_id(CONTENT_ID) {
                // It cannot fail: the names are valid.
                main.set_attribute(name, &value).ok();
            }
        });
    }
    let class = match has_long_formula {
        true => "panel has-long-formula",
        false => "panel",
    };
    view! {
        <main
            class=class
            id=CONTENT_ID
            tabindex="-1"
            data-testid=testid
        >
            <section class="panel-stage">
                <h1>{title}</h1>
                <Tabs page=page />
                {children()}
            </section>
            {part(rest)}
        </main>
    }
}
