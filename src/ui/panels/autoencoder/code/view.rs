use leptos::prelude::*;

use super::{State, flow::Flow, inspector::Inspector, notes::CodeNotes};
use crate::{
    i18n::autoencoder::code::CodeText,
    plot::fixed,
    protocol::CodeSize,
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            picker::{Kind, SourcePicker},
            use_panel,
        },
        signals::{derived, say},
        widgets::{Later, Segmented},
    },
};

/// The code that an image becomes, and the image that the code becomes.
#[component]
pub fn CodePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &CodeText| words.title)
            testid="autoencoder-code"
            data=data(panel)
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} <Inspector panel=panel /> }
            notes=move || view! { <CodeNotes panel=panel /> }
        >
            <Sizes panel=panel />
            <Flow panel=panel />
            <Later>
                <SourcePicker
                    kinds=vec![Kind::Digit, Kind::Drawing, Kind::Fashion]
                    source=panel.read(|state| state.source.clone())
                    sets=panel.read(|state| state.sets.clone())
                    on_choose=panel.on(State::set_source)
                />
            </Later>
        </PanelFrame>
    }
}

/// What the tests read.
fn data(panel: Panel<State>) -> Vec<Datum> {
    let size = panel.read(|state| state.size.n());
    let is_waiting = panel.read(State::is_waiting);
    let is_dragged = panel.read(|state| state.dragged.is_some());
    let error = panel.read(State::squared_error);
    let code = panel.read(|state| state.code().map(<[f32]>::to_vec));
    vec![
        ("data-size", derived(move || size.get().to_string())),
        (
            "data-waiting",
            derived(move || is_waiting.get().to_string()),
        ),
        (
            "data-dragged",
            derived(move || is_dragged.get().to_string()),
        ),
        (
            "data-error",
            derived(move || {
                error
                    .get()
                    .map_or_else(String::new, |error| fixed(error, 5))
            }),
        ),
        (
            "data-code",
            derived(move || {
                let numbers = code.get().unwrap_or_default();
                let numbers = numbers.into_iter().map(|z| fixed(z.into(), 3));
                numbers.collect::<Vec<_>>().join(",")
            }),
        ),
    ]
}

/// How many numbers the code has.
#[component]
fn Sizes(panel: Panel<State>) -> impl IntoView {
    let option = |size: CodeSize| (size, say(move |words: &CodeText| (words.size)(size.n())));
    view! {
        <Segmented
            label=say(|words: &CodeText| words.sizes)
            options=CodeSize::ALL.map(option).to_vec()
            value=panel.read(|state| state.size)
            on_change=panel.on(State::set_size)
            testid="size"
        />
    }
}
