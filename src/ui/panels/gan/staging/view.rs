use std::sync::Arc;

use leptos::prelude::*;

use super::{
    super::{State, notes::GAME},
    PACES, Stage, Told,
    diagram::{Diagram, Stages},
    lens::{Scene, lens_part},
};
use crate::{
    i18n::gan::{staging::StagingText, training::TrainingText},
    plot::StageColors,
    protocol::Staged,
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, say},
        widgets::{Notes, Slider, Transport, TransportAction, Try, paragraphs, use_stage_colors},
    },
};

/// The step in sight, and its stage.
#[derive(Clone, Copy)]
pub struct Seen {
    staged: Live<Option<Arc<Staged>>>,
    told: Live<Option<Arc<Told>>>,
    pub stage: Live<Stage>,
    colors: Live<StageColors>,
}

impl Seen {
    fn of(panel: Panel<State>) -> Self {
        Self {
            staged: panel.read(|state| state.staging.staged.clone()),
            told: panel.read(|state| state.staging.told.clone()),
            stage: panel.read(|state| state.staging.stage),
            colors: use_stage_colors(use_settings().theme.into()),
        }
    }

    pub fn scene(&self) -> Option<Scene> {
        Some(Scene {
            staged: self.staged.get()?,
            told: self.told.get()?,
            colors: self.colors,
        })
    }
}

/// The stage's pictures, what happens in it, and how to go on.
pub fn stage(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let seen = Seen::of(panel);
    let name = say({
        let stage = seen.stage;
        move |words: &StagingText| words.stages[stage.get().idx()]
    });
    let of_step = derived(move || match &*seen.staged.read() {
        Some(staged) => (text.of::<StagingText>().of_step)(staged.n_steps),
        None => String::new(),
    });
    view! {
        <div
            class="staging-lens"
            data-testid="lens"
            data-stage=derived(move || seen.stage.get().idx().to_string())
            data-step=derived(move || match &*seen.staged.read() {
                Some(staged) => staged.n_steps.to_string(),
                None => String::new(),
            })
        >
            <div class="block-head">
                <h2>{name}</h2>
                <span class="legend" data-testid="staged-step">
                    {of_step}
                </span>
            </div>
            <div class="staging-picture">{lens_part(move || seen.scene(), seen.stage)}</div>
        </div>
        <p class="says staging-says" aria-live="polite" data-testid="stage-says">
            {sentence(panel, seen)}
        </p>
        <StagingControls panel=panel />
    }
    .into_any()
}

/// What happens in the stage, or what keeps it from being shown.
fn sentence(panel: Panel<State>, seen: Seen) -> Signal<String> {
    let text = use_text();
    let again = panel.read(|state| state.staging.again);
    let is_diverging = panel.read(|state| state.staging.is_diverging);
    let is_old = panel.read(|state| {
        let staged = state.staging.staged.as_ref();
        staged.is_some_and(|staged| staged.n_steps != state.run.n_steps())
    });
    derived(move || {
        let words = text.of::<StagingText>();
        if let Some(part) = again.get() {
            return (text.of::<TrainingText>().again)(part);
        }
        if is_diverging.get() {
            return words.diverging.to_owned();
        }
        let Some(scene) = seen.scene() else {
            return words.waiting.to_owned();
        };
        let stage = seen.stage.get();
        let mut said = scene.told.sentence(stage, words);
        let mut add = |sentence: &str| {
            said.push(' ');
            said.push_str(sentence);
        };
        if scene.told.is_several() && (stage == Stage::Noise || stage == Stage::GeneratorMoves) {
            let settings = scene.told.settings;
            add(&(words.several)(
                settings.discriminator_steps,
                settings.generator_steps,
            ));
        }
        if is_old.get() {
            add(words.moved_on);
        }
        said
    })
}

#[component]
fn StagingControls(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let position = panel.read(|state| state.staging.stage.idx() + 1);
    let is_playing = panel.read(|state| state.staging.is_running());
    let is_empty = panel.read(|state| state.staging.staged.is_none());
    let can_make = panel.read(|state| state.staging.can_make() && !state.run.is_running());
    let pace = panel.read(|state| f64::from(state.staging.pace));
    let seconds = panel.read(|state| state.staging.seconds());
    view! {
        <Transport
            position=position
            length=Stage::N
            playing=derived(move || is_playing.get())
            on_action=panel
                .on(|state, action| {
                    state.staging.act(action);
                    vec![]
                })
            disabled=derived(move || is_empty.get())
            first=1
            name="staging"
        />
        <div class="controls">
            <Slider
                label=say(|words: &StagingText| words.pace)
                value=pace
                min=0.0
                max=(PACES.len() - 1) as f64
                step=1.0
                read_out=derived(move || (text.of::<StagingText>().seconds)(seconds.get()))
                on_input=panel
                    .on(|state, pace: f64| {
                        state.staging.set_pace(pace as u8);
                        vec![]
                    })
                testid="pace"
            />
            <button
                type="button"
                class="staging-make"
                data-testid="make-step"
                // Not `disabled`: a button that goes dead under the focus would lose it.
                aria-disabled=derived(move || (!can_make.get()).then(|| "true".to_owned()))
                on:click=move |_| panel.act(State::make_staged)
            >
                {say(|words: &StagingText| words.make)}
            </button>
        </div>
    }
}

/// The step at a glance, and all its stages.
pub fn inspector(panel: Panel<State>) -> AnyView {
    let seen = Seen::of(panel);
    let on_stage = panel.on(|state, stage| {
        state.staging.go_to(stage);
        vec![]
    });
    view! {
        <Diagram seen=seen />
        <Stages seen=seen on_stage=on_stage />
    }
    .into_any()
}

pub fn notes(panel: Panel<State>) -> AnyView {
    let tries = vec![
        Try::new(
            say(|words: &StagingText| words.try_play),
            panel.on(|state, ()| {
                state.staging.go_to(Stage::default());
                state.staging.act(TransportAction::PlayPause);
                vec![]
            }),
            "try-play-stages",
        ),
        Try::new(
            say(|words: &StagingText| words.try_gradient),
            panel.on(|state, ()| {
                state.staging.go_to(Stage::PixelGradient);
                vec![]
            }),
            "try-gradient",
        ),
        Try::new(
            say(|words: &StagingText| words.try_make),
            panel.on(|state, ()| {
                state.staging.go_to(Stage::Regenerated);
                state.make_staged()
            }),
            "try-make",
        ),
    ];
    view! {
        <Notes label=say(|words: &TrainingText| words.notes) formula=GAME tries=tries>
            {paragraphs(|words: &StagingText| &words.paragraphs)}
        </Notes>
    }
    .into_any()
}
