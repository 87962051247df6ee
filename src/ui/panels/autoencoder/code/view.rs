use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::code::CodeText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
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
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
