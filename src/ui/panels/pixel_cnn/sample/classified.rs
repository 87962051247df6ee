use leptos::prelude::*;

use super::State;
use crate::{
    i18n::classified::ClassifiedText,
    ui::{
        panels::{Panel, classified::ClassifiedImages},
        settings::use_text,
        signals::derived,
    },
};

/// What the classifier sees in the finished images.
#[component]
pub fn Verdicts(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let is_complete = panel.read(|state| state.growth.is_complete());
    let until_found = derived(move || {
        let words = text.of::<ClassifiedText>();
        let words = match is_complete.get() {
            true => words.judging,
            false => words.later,
        };
        words.to_owned()
    });
    view! {
        <ClassifiedImages
            is_wanted=panel.read(|state| state.classified.is_wanted)
            found=panel.read(|state| state.classified.found.clone())
            until_found=until_found
            on_want=panel.on(State::want_classified)
        />
    }
}
