//! The numbers that every machine must compute alike.

use crate::ui::signals::{derived, part, say};
use leptos::prelude::*;

use crate::{
    i18n::{app::AppText, failure::FailureText},
    protocol::{CheckLine, Event, Failure, JobId, Request},
    ui::{
        address::Page,
        client::{Client, use_client},
        hooks::{use_address, use_events},
        panels::{CONTENT_ID, Entry},
        settings::use_text,
    },
};

pub const PAGE: Page = Page::new("check");

pub const ENTRY: Entry = Entry::bare(PAGE, || view! { <CheckPanel /> }.into_any());

#[derive(Debug, Clone, PartialEq)]
enum Progress {
    Running,
    Done,
    Failed(Failure),
}

/// Has the worker compute the check, and lists what came out.
#[component]
fn CheckPanel() -> impl IntoView {
    let client = use_client();
    let text = use_text();
    let lines = RwSignal::new(Vec::<CheckLine>::new());
    let progress = RwSignal::new(Progress::Running);
    use_address().show(PAGE, PAGE.address(), true);

    let job = client.job_ids().next_id();
    use_events(client, move |event| {
        if event.job() == Some(job) {
            apply(event, lines, progress);
        }
    });
    client.send(Request::Check { job });
    cancel_on_cleanup(client, job);

    let state = move || match &*progress.read() {
        Progress::Running => text.of::<AppText>().check.running.to_owned(),
        Progress::Done => text.of::<AppText>().check.done.to_owned(),
        Progress::Failed(failure) => text.of::<FailureText>().sentence(failure),
    };
    let row = |line: CheckLine| {
        let digest = format!("{:016x}", line.digest);
        view! {
            <div
                class="read-out-row"
                data-testid="check-line"
                data-name=line.name
                data-digest=digest
            >
                <dt>{line.name.clone()}</dt>
                <dd>
                    <code>{digest.clone()}</code>
                </dd>
            </div>
        }
    };
    view! {
        <main class="panel" id=CONTENT_ID tabindex="-1" data-testid="check">
            <section class="panel-stage">
                <h1>{say(|words: &AppText| words.check.title)}</h1>
                <p class="lede">{say(|words: &AppText| words.check.lede)}</p>
                <p role="status" data-testid="check-status" data-done=derived(move || is_done(progress).to_owned())>
                    {derived(state)}
                </p>
                <dl class="read-out">
                    {part(move || lines.get().into_iter().map(row).collect_view().into_any())}
                </dl>
            </section>
        </main>
    }
}

fn apply(event: &Event, lines: RwSignal<Vec<CheckLine>>, progress: RwSignal<Progress>) {
    match event {
        // A worker that died may be asked again: its lines take the place of the older ones.
        Event::Checked { lines: new, .. } => lines.set(new.clone()),
        Event::Done { .. } => progress.set(Progress::Done),
        Event::Failed { failure, .. } => progress.set(Progress::Failed(failure.clone())),
        _ => {}
    }
}

fn is_done(progress: RwSignal<Progress>) -> &'static str {
    match *progress.read() {
        Progress::Done => "true",
        Progress::Running | Progress::Failed(_) => "false",
    }
}

fn cancel_on_cleanup(client: Client, job: JobId) {
    on_cleanup(move || client.send(Request::Cancel { job }));
}
