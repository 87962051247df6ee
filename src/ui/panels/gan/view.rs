use leptos::prelude::*;

use super::{Show, State, files, latents, losses, run::LAST_STEP, staging};
use crate::{
    i18n::gan::{GanText, training::TrainingText},
    plot::tile_grid,
    protocol::{N_GAN_SAMPLES, N_PIXELS, SIDE},
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{Notes, Painting, Segmented, Transport, TransportAction, use_stage_colors},
    },
};

/// Two nets that learn against each other while the visitor watches.
#[component]
pub fn GanPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let show = panel.read(|state| state.show);
    let stage = move || match show.get() {
        Show::Samples => view! { <SamplesStage panel=panel /> }.into_any(),
        Show::Step => staging::stage(panel),
        Show::Losses => losses::stage(panel),
        Show::Latents => latents::stage(panel),
    };
    let beside = move || match show.get() {
        Show::Samples => ().into_any(),
        Show::Step => staging::inspector(panel),
        Show::Losses => losses::inspector(panel),
        Show::Latents => latents::inspector(panel),
    };
    let notes = move || match show.get() {
        Show::Samples => view! { <TrainingNotes /> }.into_any(),
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
            inspector=move || view! { {panel.trouble()} {part(beside)} }
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
            <Controls panel=panel />
            {files::controls(panel)}
        </PanelFrame>
    }
}

/// What the tests read of a run.
fn run_data(panel: Panel<State>) -> Vec<Datum> {
    let n_steps = panel.read(|state| state.run.n_steps());
    let drawn_after = panel.read(|state| Some(state.run.sketch.as_ref()?.n_steps));
    let diverged = panel.read(|state| state.run.diverged);
    vec![
        ("data-steps", derived(move || n_steps.get().to_string())),
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
        panel.playing(),
    ]
}

#[component]
fn SamplesStage(panel: Panel<State>) -> impl IntoView {
    const N_COLUMNS: usize = 8;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let sketch = panel.read(|state| state.run.sketch.clone());
    let picture = memo(move || {
        let sketch = sketch.read();
        let pixels = sketch
            .as_ref()
            .as_ref()
            .map_or(&[][..], |sketch| &sketch.pixels);
        let mut tiles: Vec<&[u8]> = pixels.chunks(N_PIXELS).collect();
        tiles.resize(N_GAN_SAMPLES, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let n_steps = panel.read(|state| state.run.n_steps_in_all());
    let label = derived(move || (text.of::<TrainingText>().samples)(n_steps.get()));
    view! {
        <div class="tile-row" role="img" aria-label=label data-testid="samples">
            <Painting picture=picture />
        </div>
    }
}

#[component]
fn Controls(panel: Panel<State>) -> impl IntoView {
    let n_steps = panel.read(|state| state.run.n_steps());
    let on_action = panel.on(|state, action| {
        state.act(|run| match action {
            TransportAction::PlayPause => run.play_or_pause(),
            TransportAction::Step => run.step(crate::protocol::Turn::Both),
            TransportAction::Restart => run.restart(),
            TransportAction::StepBack | TransportAction::ToEnd => vec![],
        })
    });
    view! {
        <Transport
            position=live(move || n_steps.get() as usize)
            length=LAST_STEP as usize
            playing=panel.is_running()
            actions=vec![
                TransportAction::Restart,
                TransportAction::PlayPause,
                TransportAction::Step,
            ]
            on_action=on_action
            disabled=false
        />
    }
}

#[component]
fn TrainingNotes() -> impl IntoView {
    view! {
        <Notes label=say(|words: &TrainingText| words.notes) formula=|| ().into_any()>
            {crate::ui::widgets::paragraphs(|words: &TrainingText| &words.paragraphs)}
        </Notes>
    }
}
