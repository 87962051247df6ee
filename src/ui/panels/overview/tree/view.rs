use leptos::prelude::*;

use super::{Leaf, State, diagram::Diagram, notes::TreeNotes};
use crate::{
    i18n::overview::tree::TreeText,
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::use_text,
        signals::{derived, say},
        widgets::{Later, SeedField, Transport, TransportAction},
    },
};

/// The lecture's tree, and a picture of each model.
#[component]
pub fn TreePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let n_made = panel.read(State::n_made);
    let data: Vec<Datum> = vec![
        ("data-made", derived(move || n_made.get().to_string())),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TreeText| words.title)
            testid="overview"
            data=data
            inspector=|| ()
            notes=move || view! { <TreeNotes panel=panel /> }
        >
            <Diagram panel=panel />
            <Later>
                <Controls panel=panel />
            </Later>
        </PanelFrame>
    }
}

#[component]
fn Controls(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let seed = panel.read(|state| state.seed);
    let compare = derived(move || format!("#/compare?seed={}", seed.get()));
    let act = panel.on(|state, action| match action {
        TransportAction::PlayPause => state.play_or_stop(),
        TransportAction::Step => state.step(),
        TransportAction::Restart => state.restart(),
        TransportAction::StepBack | TransportAction::ToEnd => vec![],
    });
    view! {
        <div class="tree-says">
            <p class="legend" data-testid="tree-legend">
                {derived(move || (text.of::<TreeText>().legend)(seed.get()))}
            </p>
            <p>
                <a href=compare data-testid="leaf-of-all">
                    <b>{say(|words: &TreeText| words.compare.name)}</b>
                </a>
                ": "
                {say(|words: &TreeText| words.compare.says)}
            </p>
        </div>
        <div class="controls">
            <Transport
                position=panel.read(State::n_made)
                length=Leaf::ALL.len()
                playing=panel.is_running()
                actions=vec![
                    TransportAction::Restart,
                    TransportAction::PlayPause,
                    TransportAction::Step,
                ]
                on_action=act
                disabled=false
            />
            <SeedField value=seed on_change=panel.on(State::set_seed) />
        </div>
    }
}
