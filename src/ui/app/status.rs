use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use crate::{
    i18n::app::{AppText, StopText},
    ui::{
        client::{Phase, Status, StopReason, use_client},
        settings::use_text,
        signals::{derived, effect},
    },
};

/// Work shorter than this is not worth a word: at sixty pixels a second the line would flicker.
const SETTLING: Duration = Duration::from_millis(150);

/// What the worker is doing, in a line.
#[component]
pub fn WorkerStatus() -> impl IntoView {
    let client = use_client();
    let status = client.status();
    let phase = use_settled(derived(move || status.read().phase.clone()));
    let text = use_text();
    let words = move || phase.with(|phase| in_words(phase, text.of::<AppText>()));
    let progress = move || match phase.get() {
        Phase::Loading { received, total } if total > 0 => Some(view! {
            <progress
                max=total.to_string()
                prop:value=received.min(total) as f64
                aria-hidden="true"
            ></progress>
        }),
        _ => None,
    };
    view! {
        <span
            class="status"
            role="status"
            aria-live="polite"
            data-testid="worker-status"
            data-phase=derived(move || phase.with(name_of).to_owned())
            data-restarts=derived(move || status.read().n_restarts.to_string())
        >
            <span>{derived(words)}</span>
            {progress}
        </span>
    }
}

/// Why the worker of this status, or the one before it, stopped; whole sentences.
pub fn stop_sentence(status: &Status, words: &AppText) -> Option<String> {
    if let Phase::Failed(reason) = &status.phase {
        return Some(match reason {
            StopReason::OtherVersion => words.stop.other_version.to_owned(),
            reason => (words.status.gave_up)(&why(reason, &words.stop)),
        });
    }
    let reason = status.last_stop.as_ref()?;
    Some((words.status.restarted)(&why(reason, &words.stop)))
}

fn why(reason: &StopReason, words: &StopText) -> String {
    match reason {
        StopReason::Crashed { message } => (words.crashed)(message),
        StopReason::Silent => words.silent.to_owned(),
        StopReason::NotStarted { message } => (words.not_started)(message),
        StopReason::Stalled => words.stalled.to_owned(),
        StopReason::Unreadable { detail } => (words.unreadable)(detail),
        StopReason::OtherVersion => words.other_version.to_owned(),
    }
}

fn in_words(phase: &Phase, words: &AppText) -> String {
    match phase {
        Phase::Loading { received, total } => (words.status.loading)(*received, *total),
        Phase::Ready => words.status.ready.to_owned(),
        Phase::Working => words.status.working.to_owned(),
        Phase::Failed(_) => words.status.failed.to_owned(),
    }
}

fn name_of(phase: &Phase) -> &'static str {
    match phase {
        Phase::Loading { .. } => "loading",
        Phase::Ready => "ready",
        Phase::Working => "working",
        Phase::Failed(_) => "failed",
    }
}

/// The phase without the flicker between ready and working.
fn use_settled(phase: Signal<Phase>) -> ReadSignal<Phase> {
    let settled = RwSignal::new(phase.get_untracked());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let cancel = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    effect(move || {
        let phase = phase.get();
        cancel();
        let calm = |phase: &Phase| matches!(phase, Phase::Ready | Phase::Working);
        if calm(&phase) && settled.with_untracked(calm) {
            let settle = move || {
                settled.try_set(phase);
            };
            timer.set_value(set_timeout_with_handle(settle, SETTLING).ok());
        } else {
            settled.set(phase);
        }
    });
    on_cleanup(cancel);
    settled.read_only()
}
