use leptos::prelude::*;

use super::{
    Show, State,
    controls::RunControls,
    curves::{Classes, Curves},
    files, latents, losses,
    notes::TrainingNotes,
    run::Column,
    samples::{SampleInspector, SampleStage},
    settings::{Beginning, Hidden, StepSettings},
    staging,
};
use crate::{
    i18n::gan::{GanText, training::TrainingText},
    plot::fixed,
    ui::{
        hooks::use_visibility,
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        signals::{derived, part, say},
        widgets::Segmented,
    },
};

/// Two nets that learn against each other while the visitor watches.
#[component]
pub fn GanPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    use_visibility(panel.on(State::hide));
    let show = panel.read(|state| state.show);
    let stage = move || match show.get() {
        Show::Samples => view! { <SampleStage panel=panel /> }.into_any(),
        Show::Step => staging::stage(panel),
        Show::Losses => losses::stage(panel),
        Show::Latents => latents::stage(panel),
    };
    // What belongs to a picture as a whole is above the settings, and below them what follows.
    let above = move || match show.get() {
        Show::Step => staging::inspector(panel),
        Show::Losses => losses::inspector(panel),
        Show::Samples | Show::Latents => ().into_any(),
    };
    let below = move || match show.get() {
        Show::Samples => view! {
            <Curves panel=panel />
            <div class="chart-pairs">
                <Classes panel=panel />
                <SampleInspector panel=panel />
            </div>
        }
        .into_any(),
        Show::Latents => latents::inspector(panel),
        Show::Step | Show::Losses => ().into_any(),
    };
    let notes = move || match show.get() {
        Show::Samples => view! { <TrainingNotes panel=panel /> }.into_any(),
        Show::Step => staging::notes(panel),
        Show::Losses => losses::notes(panel),
        Show::Latents => latents::notes(panel),
    };
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TrainingText| words.title)
            testid="gan"
            data=run_data(panel)
            has_long_formula=true
            inspector=move || {
                view! {
                    {panel.trouble()}
                    {part(above)}
                    <div class="block gan-settings">
                        <Beginning panel=panel />
                        <StepSettings panel=panel />
                    </div>
                    {part(below)}
                }
            }
            notes=move || part(notes)
        >
            <Segmented
                label=say(|words: &GanText| words.show)
                options=vec![
                    (Show::Samples, say(|words: &GanText| words.show_samples)),
                    (Show::Step, say(|words: &GanText| words.show_step)),
                    (Show::Losses, say(|words: &GanText| words.show_losses)),
                    (Show::Latents, say(|words: &GanText| words.show_latents)),
                ]
                value=show
                on_change=panel.on(State::show)
                testid="show"
            />
            {part(stage)}
            <RunControls panel=panel />
            {files::controls(panel)}
            <Hidden panel=panel />
        </PanelFrame>
    }
}

/// What the tests read of a run.
fn run_data(panel: Panel<State>) -> Vec<Datum> {
    let n_steps = panel.read(|state| state.run.n_steps());
    let in_all = panel.read(|state| state.run.n_steps_in_all());
    let drawn_after = panel.read(|state| Some(state.run.sketch.as_ref()?.n_steps));
    let diverged = panel.read(|state| state.run.diverged);
    let is_running = panel.read(|state| state.run.is_running());
    let value = panel.read(|state| state.run.history.last(Column::Value));
    vec![
        ("data-steps", derived(move || n_steps.get().to_string())),
        (
            "data-steps-in-all",
            derived(move || in_all.get().to_string()),
        ),
        (
            "data-drawn-after",
            derived(move || drawn_after.get().map_or(String::new(), |n| n.to_string())),
        ),
        (
            "data-diverged",
            derived(move || match diverged.get() {
                Some(diverged) => format!("{} {}", diverged.n_steps, diverged.kept),
                None => String::new(),
            }),
        ),
        (
            "data-running",
            derived(move || is_running.get().to_string()),
        ),
        (
            "data-value",
            derived(move || match value.get() {
                Some(value) => fixed(value.into(), 6),
                None => String::new(),
            }),
        ),
        panel.playing(),
    ]
}
