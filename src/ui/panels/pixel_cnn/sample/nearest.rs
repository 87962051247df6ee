use leptos::prelude::*;

use super::State;
use crate::{
    i18n::{nearest::NearestText, pixel_cnn::sample::SampleText},
    ui::{
        panels::{Panel, nearest},
        settings::use_text,
        signals::derived,
    },
};

/// The finished image beside the training digits that are most like it.
#[component]
pub fn NearestDigits(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let is_complete = panel.read(|state| state.growth.is_complete());
    let until_found = derived(move || {
        let words = match is_complete.get() {
            true => text.of::<NearestText>().searching,
            false => text.of::<SampleText>().nearest_later,
        };
        words.to_owned()
    });
    view! {
        <nearest::NearestDigits
            is_wanted=panel.read(|state| state.nearest.is_wanted)
            found=panel.read(|state| state.nearest.found.clone())
            until_found=until_found
            on_want=panel.on(State::want_nearest)
        />
    }
}
