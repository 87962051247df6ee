use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::sampling::SamplingText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// Images from codes that no image has become.
#[component]
pub fn SamplingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &SamplingText| words.title)
            testid="autoencoder-sampling"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
