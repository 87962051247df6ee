use leptos::prelude::*;

use super::State;
use crate::{
    i18n::vae::elbo::ElboText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// The bound of an image's density, and its two terms.
#[component]
pub fn ElboPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &ElboText| words.title)
            testid="vae-elbo"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
