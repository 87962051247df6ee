use leptos::prelude::*;

use super::{LAST_STEP, Lesson, State};
use crate::{
    i18n::{growth::GrowthText, pixel_cnn::training::TrainingText},
    plot::{Role, SURPRISE_OF_A_GUESS, image_in_progress, surprise_map, tile_grid},
    protocol::{N_PIXELS, N_SKETCHES, SIDE},
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::{use_settings, use_text},
        signals::{derived, live, memo, say},
        widgets::{
            LineBlock, Meter, Meters, Notes, Painting, SeedField, Transport, TransportAction, Try,
            paragraphs, use_stage_colors,
        },
        words::Formula,
    },
};

const LOSS: Formula =
    Formula("{error:L} = − {1}/{n} ∑_{i=1}^n log_2 p({data:x_i} | {data:x_{<i}})");

/// A small net that learns from nothing while the visitor watches.
#[component]
pub fn TrainingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let n_steps = panel.read(|state| state.n_steps as usize);
    let n_drawn = panel.read(State::n_drawn);
    let drawn_after = panel.read(|state| state.sketches.n_steps);
    let act = panel.on(|state, action| match action {
        TransportAction::PlayPause => state.play_or_pause(),
        TransportAction::Step => state.step(),
        TransportAction::Restart => state.restart(),
        TransportAction::StepBack | TransportAction::ToEnd => vec![],
    });
    let data: Vec<Datum> = vec![
        ("data-steps", derived(move || n_steps.get().to_string())),
        ("data-drawn", derived(move || n_drawn.get().to_string())),
        (
            "data-drawn-after",
            derived(move || drawn_after.get().to_string()),
        ),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TrainingText| words.title)
            testid="training"
            data=data
            has_long_formula=true
            inspector=move || view! {
                {panel.trouble()} <Samples panel=panel /> <Costs panel=panel /> <Losses panel=panel />
            }
            notes=move || view! { <TrainingNotes panel=panel /> }
        >
            <LessonStage panel=panel />
            <Transport
                position=n_steps
                length=LAST_STEP as usize
                playing=panel.is_running()
                actions=vec![
                    TransportAction::Restart,
                    TransportAction::PlayPause,
                    TransportAction::Step,
                ]
                on_action=act
                disabled=false
            />
            <div class="controls">
                <SeedField
                    value=panel.read(|state| state.seed)
                    on_change=panel.on(State::set_seed)
                />
            </div>
        </PanelFrame>
    }
}

/// The digit of the last step, and the loss of each of its pixels.
#[component]
fn LessonStage(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let lesson = panel.read(|state| state.lesson.clone());
    let picture = move |of: fn(&Lesson) -> &[u8]| {
        memo(move || {
            let lesson = lesson.read();
            let pixels = (*lesson).as_ref().map_or(&[][..], of);
            image_in_progress(pixels, SIDE, &colors.get())
        })
    };
    let map = memo(move || {
        let lesson = lesson.read();
        let bits = (*lesson).as_ref().map_or(&[][..], |lesson| &lesson.bits);
        surprise_map(bits, SIDE, &colors.get())
    });
    let loss = panel.read(|state| state.losses.last().copied());
    let says = derived(move || {
        let words = text.of::<TrainingText>();
        loss.get()
            .map_or_else(|| words.no_step.to_owned(), |loss| (words.last_loss)(loss))
    });
    view! {
        <div class="pair">
            <div class="block">
                <h2 class=Role::Data.class()>{say(|words: &TrainingText| words.digit)}</h2>
                <div class="pixel-canvas" data-testid="lesson">
                    <Painting picture=picture(|lesson| &lesson.digit) />
                </div>
            </div>
            <div class="block">
                <h2 class=Role::Error.class()>{say(|words: &TrainingText| words.map)}</h2>
                <div class="pixel-canvas" data-testid="loss-map">
                    <Painting picture=map />
                </div>
            </div>
        </div>
        <p class="legend" data-testid="last-loss">{says}</p>
        <p class="legend">
            {derived(move || (text.of::<GrowthText>().legend_surprise)(SURPRISE_OF_A_GUESS))}
        </p>
    }
}

/// What the net draws, from the same draws each time.
#[component]
fn Samples(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let sketches = panel.read(|state| state.sketches.clone());
    let picture = memo(move || {
        let sketches = sketches.read();
        let mut tiles: Vec<&[u8]> = sketches.pixels.iter().map(Vec::as_slice).collect();
        tiles.resize(N_SKETCHES, &[]);
        tile_grid(&tiles, SIDE, N_SKETCHES, 0, &colors.get())
    });
    let title = derived(move || (text.of::<TrainingText>().samples)(sketches.read().n_steps));
    view! {
        <div class="block">
            <h2 class=Role::Generated.class() data-testid="samples-title">{title}</h2>
            <div class="tile-row" role="img" aria-label=title data-testid="samples">
                <Painting picture=picture />
            </div>
        </div>
    }
}

/// Passes through the net that training and sampling take, counted as they happen.
#[component]
fn Costs(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let n_drawn = panel.read(State::n_drawn);
    let meters = live(move || {
        let words = text.of::<TrainingText>();
        let share = n_drawn.get() as f64 / N_PIXELS as f64;
        let meter = |label: &str, value: String, share: f64, role: Role| Meter {
            label: label.to_owned(),
            value,
            share,
            role: Some(role),
        };
        let one = 1.0 / N_PIXELS as f64;
        vec![
            meter(
                words.cost_training,
                words.cost_training_value.to_owned(),
                one,
                Role::Data,
            ),
            meter(
                words.cost_sampling,
                (words.cost_sampling_value)(n_drawn.get()),
                share,
                Role::Generated,
            ),
            meter(
                words.cost_cached,
                (words.cost_cached_value)(share * 100.0),
                share * one,
                Role::Generated,
            ),
        ]
    });
    view! {
        <div class="block">
            <h2>{say(|words: &TrainingText| words.cost)}</h2>
            <Meters meters=meters testid="passes" />
        </div>
    }
}

#[component]
fn Losses(panel: Panel<State>) -> impl IntoView {
    let points = panel.read(|state| {
        let points = state.losses.iter().enumerate();
        points
            .map(|(i, loss)| ((i + 1) as f64, f64::from(*loss)))
            .collect::<Vec<_>>()
    });
    view! {
        <LineBlock
            title=say(|words: &TrainingText| words.losses)
            name=say(|words: &TrainingText| words.loss)
            role=Role::Error
            points=points
            x_name=say(|words: &TrainingText| words.step)
            x_at_least=(0.0, 50.0)
            y_at_least=(0.0, 8.0)
            testid="losses"
        />
    }
}

#[component]
fn TrainingNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &TrainingText| words.try_step),
            panel.on(|state, ()| state.step()),
            "try-step",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_play),
            panel.on(|state, ()| state.play_or_pause()),
            "try-play",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_another),
            panel.on(|state, ()| state.set_seed(state.seed.wrapping_add(1))),
            "try-another",
        ),
    ];
    view! {
        <Notes label=say(|words: &TrainingText| words.notes) formula=LOSS tries=tries>
            {paragraphs(|words: &TrainingText| &words.paragraphs)}
        </Notes>
    }
}
