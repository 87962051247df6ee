use leptos::prelude::*;

use super::{Panel, PanelState, Trouble};
use crate::{
    i18n::{app::AppText, failure::FailureText},
    protocol::Failure,
    ui::{
        settings::use_text,
        signals::{Live, derived, live, memo, part, say},
    },
};

/// A file on its way, or what came between.
#[component]
pub fn TroubleNotices(
    #[prop(into)] trouble: Live<Trouble>,
    /// Asks again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let loading = live(move || trouble.read().loading);
    let is_loading = memo(move || loading.get().is_some());
    let failure = memo(move || trouble.read().failure.clone());
    let sentence = derived(move || {
        let Some((asset, received, total)) = loading.get() else {
            return String::new();
        };
        (text.of::<AppText>().loading_file)(&asset.file(), received, total.unwrap_or_default())
    });
    let max = derived(move || {
        loading
            .get()
            .and_then(|(_, _, total)| Some(total?.to_string()))
    });
    // Without a total there is no value: the bar then shows that it is busy.
    let value = derived(move || {
        let (_, received, total) = loading.get()?;
        Some(received.min(total?).to_string())
    });
    let loading_view = move || {
        if !is_loading.get() {
            return ().into_any();
        }
        view! {
            <div class="notice" data-testid="weights-loading">
                <p>{sentence}</p>
                <progress max=max value=value aria-label=sentence></progress>
            </div>
        }
        .into_any()
    };
    let failure_view = move || {
        let failure = failure.get();
        let Some(failure) = failure else {
            return ().into_any();
        };
        let testid = match failure {
            Failure::File { .. } => "weights-error",
            _ => "panel-error",
        };
        let sentence = say(move |words: &FailureText| words.sentence(&failure));
        view! {
            <div class="notice notice-error" role="alert" data-testid=testid>
                <p>{sentence}</p>
                <button type="button" data-testid="weights-retry" on:click=move |_| on_retry.run(())>
                    {say(|words: &AppText| words.retry)}
                </button>
            </div>
        }
        .into_any()
    };
    view! {
        {part(loading_view)}
        {part(failure_view)}
    }
}

impl<S: PanelState> Panel<S> {
    /// What keeps the panel waiting, and a way on.
    pub fn trouble(&self) -> impl IntoView + use<S> {
        let panel = *self;
        let on_retry = Callback::new(move |()| panel.act(S::retry));
        view! { <TroubleNotices trouble=self.read(S::trouble) on_retry=on_retry /> }
    }
}
