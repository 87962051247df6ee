use leptos::prelude::*;

use super::{
    MOST_DRAWS, State,
    charts::{Accuracies, Differences},
    lanes::{LabelledDigits, Lanes},
    notes::FewLabelsNotes,
};
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    plot::fixed,
    protocol::LABEL_COUNTS,
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::use_text,
        signals::{derived, say},
        widgets::{SeedField, Segmented, Transport, TransportAction},
    },
};

/// A classifier on the code, trained on few labels.
#[component]
pub fn FewLabelsPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let n_draws = panel.read(State::n_draws);
    let n_all = panel.read(|state| state.trials.iter().map(Vec::len).sum::<usize>());
    let is_trying = panel.read(|state| state.run().is_some());
    let data: Vec<Datum> = vec![
        ("data-draws", derived(move || n_draws.get().to_string())),
        ("data-all-draws", derived(move || n_all.get().to_string())),
        ("data-trying", derived(move || is_trying.get().to_string())),
        panel.playing(),
    ];
    let on_action = panel.on(|state, action| match action {
        TransportAction::PlayPause => state.play_or_pause(),
        TransportAction::Step => state.step(),
        TransportAction::Restart => state.restart(),
        TransportAction::StepBack | TransportAction::ToEnd => vec![],
    });
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &FewLabelsText| words.title)
            testid="autoencoder-few-labels"
            data=data
            has_long_formula=true
            inspector=move || view! {
                {panel.trouble()} <Accuracies panel=panel /> <Differences panel=panel />
            }
            notes=move || view! { <FewLabelsNotes panel=panel /> }
        >
            <p class="lede">{say(|words: &FewLabelsText| words.lede)}</p>
            <Lanes panel=panel />
            <LabelledDigits panel=panel />
            <Counts panel=panel />
            <Transport
                position=n_draws
                length=MOST_DRAWS
                playing=panel.is_running()
                actions=vec![
                    TransportAction::Restart,
                    TransportAction::PlayPause,
                    TransportAction::Step,
                ]
                on_action=on_action
                disabled=false
            />
            <Work panel=panel />
        </PanelFrame>
    }
}

/// How many labels, and which ones.
#[component]
fn Counts(panel: Panel<State>) -> impl IntoView {
    let count = |(place, n_labels): (usize, u16)| {
        let name = say(move |words: &FewLabelsText| (words.count)(n_labels.into()));
        (place, name)
    };
    view! {
        <div class="controls">
            <div class="labelled">
                <span class="legend">{say(|words: &FewLabelsText| words.n_labels)}</span>
                <Segmented
                    label=say(|words: &FewLabelsText| words.n_labels)
                    options=LABEL_COUNTS.into_iter().enumerate().map(count).collect()
                    value=panel.read(|state| state.count)
                    on_change=panel.on(State::set_count)
                    testid="labels"
                />
            </div>
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </div>
    }
}

/// The draw that is being tried, how to stop it, and how to have one of every number.
#[component]
fn Work(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let run = panel.read(State::run);
    let newest = panel.read(|state| {
        let trials = state.trials.get(state.count)?;
        Some((trials.len(), trials.last()?.n_tested))
    });
    let says = derived(move || {
        let words = text.of::<FewLabelsText>();
        if let Some(run) = run.get() {
            let n_labels = LABEL_COUNTS.get(run.count).copied().unwrap_or_default();
            return (words.trying)(n_labels.into(), run.seed, f64::from(run.part) * 100.0);
        }
        match newest.get() {
            Some((n_draws, n_tested)) => (words.made)(n_draws, n_tested as usize),
            None => words.none_made.to_owned(),
        }
    });
    let share = derived(move || {
        let part = run.get().map_or(0.0, |run| f64::from(run.part));
        fixed(part, 4)
    });
    let stop = panel.on(|state, ()| state.stop());
    let draw_all = panel.on(|state, ()| state.draw_all());
    let is_idle = derived(move || run.get().is_none().then_some("true"));
    view! {
        <div class="work">
            <progress max="1" prop:value=share aria-label=says></progress>
            <span class="legend" data-testid="work-says">{says}</span>
            <button
                type="button"
                data-testid="stop"
                aria-disabled=is_idle
                on:click=move |_| stop.run(())
            >
                {say(|words: &FewLabelsText| words.stop)}
            </button>
            <button type="button" data-testid="draw-all" on:click=move |_| draw_all.run(())>
                {say(|words: &FewLabelsText| words.draw_all)}
            </button>
        </div>
    }
}
