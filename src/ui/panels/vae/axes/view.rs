use leptos::prelude::*;

use super::State;
use crate::{
    i18n::vae::axes::AxesText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// What each axis of the latent variable changes in an image.
#[component]
pub fn AxesPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &AxesText| words.title)
            testid="vae-axes"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
