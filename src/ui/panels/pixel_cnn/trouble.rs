use leptos::prelude::*;

use super::{State, panel::Panel};
use crate::{protocol::Failure, ui::settings::use_text};

/// Weights on their way, or what came between.
#[component]
pub fn Trouble(panel: Panel) -> impl IntoView {
    view! {
        <Loading panel=panel />
        <FailureNotice panel=panel />
    }
}

#[component]
fn Loading(panel: Panel) -> impl IntoView {
    let text = use_text();
    let loading = panel.read(|state| state.loading);
    let is_loading = Memo::new(move |_| loading.get().is_some());
    let received = move || loading.get().map_or(0, |(received, _)| received);
    let total = move || loading.get().and_then(|(_, total)| total);
    let sentence =
        move || (text.get().pixel_cnn.loading_weights)(received(), total().unwrap_or_default());
    view! {
        <Show when=move || is_loading.get()>
            <div class="notice" data-testid="weights-loading">
                <p>{sentence}</p>
                <progress
                    max=move || total().map(|total| total.to_string())
                    // Without a total there is no value: the bar then shows that it is busy.
                    value=move || total().map(|total| received().min(total).to_string())
                    aria-label=sentence
                ></progress>
            </div>
        </Show>
    }
}

#[component]
fn FailureNotice(panel: Panel) -> impl IntoView {
    let text = use_text();
    let failure = panel.read(|state| state.failure.clone());
    let sentence = move || Some(text.get().failure.sentence(failure.read().as_ref()?));
    let is_of_weights = move || matches!(&*failure.read(), Some(Failure::Weights { .. }));
    let testid = move || {
        if is_of_weights() {
            "weights-error"
        } else {
            "panel-error"
        }
    };
    view! {
        <Show when=move || failure.read().is_some()>
            <div class="notice notice-error" role="alert" data-testid=testid>
                <p>{sentence}</p>
                <button
                    type="button"
                    data-testid="weights-retry"
                    on:click=move |_| panel.act(State::retry)
                >
                    {move || text.get().app.retry}
                </button>
            </div>
        </Show>
    }
}
