use leptos::prelude::*;

use super::State;
use crate::{
    i18n::vae::training::TrainingText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// The small VAE that learns while the visitor watches.
#[component]
pub fn TrainingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TrainingText| words.title)
            testid="vae-training"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
