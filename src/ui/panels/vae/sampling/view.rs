use leptos::prelude::*;

use super::State;
use crate::{
    i18n::vae::sampling::SamplingText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// Images from the prior, between two images, and over the manifold.
#[component]
pub fn SamplingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &SamplingText| words.title)
            testid="vae-sampling"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
