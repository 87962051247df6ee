use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    ui::{
        panels::{PanelFrame, PanelState, use_panel},
        signals::say,
    },
};

/// A classifier on the code, trained on few labels.
#[component]
pub fn FewLabelsPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &FewLabelsText| words.title)
            testid="autoencoder-few-labels"
            inspector=move || panel.trouble()
            notes=|| ()
        >
            ()
        </PanelFrame>
    }
}
