use crate::i18n::app::AppText;
use crate::ui::signals::{derived, memo, part, say};
use leptos::prelude::*;

use super::status::stop_sentence;
use crate::ui::{
    client::{Phase, StopReason, use_client},
    hooks::{Clipboard, use_address},
    settings::use_text,
};

/// Sentences on what went wrong with the page as a whole: its address, a link, its worker.
#[component]
pub fn Notices(
    clipboard: Clipboard,
    /// How many of the worker's restarts the visitor has read of.
    n_dismissed: RwSignal<u32>,
) -> impl IntoView {
    view! {
        <div class="notices">
            <AddressNotice />
            <LinkNotice clipboard=clipboard />
            <WorkerNotice n_dismissed=n_dismissed />
        </div>
    }
}

#[component]
fn AddressNotice() -> impl IntoView {
    let problem = use_address().problem;
    let text = use_text();
    let sentence = move || {
        Some(
            problem
                .read()
                .as_ref()?
                .sentence(&text.of::<AppText>().address),
        )
    };
    view! {
           {part(move || match problem.read().is_some() {
    true => view! {            <div class="notice notice-error" role="alert" data-testid="address-error">
                   <p>{derived(sentence)}</p>
                   <button type="button" on:click=move |_| problem.set(None)>
                       {say(|words: &AppText| words.dismiss)}
                   </button>
               </div>
           }.into_any(),
    false => ().into_any(),
    })}
       }
}

#[component]
fn LinkNotice(clipboard: Clipboard) -> impl IntoView {
    let copied = clipboard.copied;
    view! {
           {part(move || match copied.get() == Some(false) {
    true => view! {            <div class="notice" role="alert" data-testid="copy-error">
                   <p>{say(|words: &AppText| words.link_not_copied)}</p>
                   <button type="button" on:click=move |_| copied.set(None)>
                       {say(|words: &AppText| words.dismiss)}
                   </button>
               </div>
           }.into_any(),
    false => ().into_any(),
    })}
       }
}

#[component]
fn WorkerNotice(n_dismissed: RwSignal<u32>) -> impl IntoView {
    let client = use_client();
    let status = client.status();
    let text = use_text();
    let has_failed = memo(move || matches!(status.read().phase, Phase::Failed(_)));
    let is_shown = memo(move || {
        let status = status.read();
        has_failed.get() || (status.last_stop.is_some() && status.n_restarts > n_dismissed.get())
    });
    let needs_reload = move || {
        let phase = &status.read().phase;
        matches!(phase, Phase::Failed(StopReason::OtherVersion))
    };
    let button = move || {
        let words = text.of::<AppText>();
        match (has_failed.get(), needs_reload()) {
            (false, _) => words.dismiss,
            (true, false) => words.retry,
            (true, true) => words.reload,
        }
    };
    let act = move |_| {
        if needs_reload() {
            window().location().reload().ok();
        } else if has_failed.get_untracked() {
            client.retry();
        }
        n_dismissed.set(status.read_untracked().n_restarts);
    };
    view! {
           // Always there, so that a sentence put into it is announced.
           <div role="status" aria-live="polite">
               {part(move || match is_shown.get() {
    true => view! {                <div
                       class="notice"
                       class:notice-error=derived(move || has_failed.get())
                       data-testid="worker-notice"
                   >
                       <p>{derived(move || stop_sentence(&status.read(), text.of::<AppText>()))}</p>
                       <button type="button" data-testid="worker-retry" on:click=act>
                           {derived(button)}
                       </button>
                   </div>
               }.into_any(),
    false => ().into_any(),
    })}
           </div>
       }
}
