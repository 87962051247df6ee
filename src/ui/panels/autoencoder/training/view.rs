use leptos::prelude::*;

use super::State;
use crate::{
    i18n::{autoencoder::training::TrainingText, latent_run::RunText},
    plot::{Role, Series, fixed},
    protocol::CodeSize,
    ui::{
        panels::{
            Panel, PanelFrame, PanelState,
            latent_run::{
                Learner, Progress, RATES, Run, RunControls, RunPanel, Samples, ScaleChoice,
                SketchStage, run_data,
            },
            use_panel,
        },
        settings::use_text,
        signals::{Live, derived, live, say},
        widgets::{LineChart, Notes, Row, Segmented, Try, paragraphs},
        words::Formula,
    },
};

const LOSS: Formula = Formula("{error:L} = {1}/{784} ∑_i {({data:x_i} − {generated:x̂_i})}^2");

/// The small autoencoder that learns while the visitor watches.
#[component]
pub fn TrainingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let run = RunPanel::of(panel);
    let text = use_text();
    let size = panel.read(code_size);
    let samples_title =
        derived(move || (text.of::<TrainingText>().samples)(run.sketches.read().n_steps));
    let mut data = run_data(run);
    data.push(("data-code", derived(move || size.get().to_string())));
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TrainingText| words.title)
            testid="autoencoder-training"
            data=data
            inspector=move || view! {
                {panel.trouble()}
                <Samples run=run title=samples_title n_columns=4 />
                <Losses run=run />
            }
            notes=move || view! { <TrainingNotes run=run /> }
        >
            <SketchStage run=run />
            <RunControls run=run>
                <CodeSizes panel=panel />
            </RunControls>
        </PanelFrame>
    }
}

fn code_size(state: &State) -> usize {
    match state.run.plan.learner {
        Learner::Autoencoder(size) => size.n(),
        Learner::Vae => 0,
    }
}

#[component]
fn CodeSizes(panel: Panel<State>) -> impl IntoView {
    let option = |size: CodeSize| {
        let name = say(move |words: &TrainingText| (words.code_value)(size.n()));
        (size.n(), name)
    };
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">
                {say(|words: &TrainingText| words.code)}
            </span>
            <Segmented
                label=say(|words: &TrainingText| words.code)
                options=CodeSize::ALL.map(option).to_vec()
                value=panel.read(code_size)
                on_change=panel
                    .on(|state, n: usize| {
                        let size = CodeSize::ALL.into_iter().find(|size| size.n() == n);
                        size.map_or(
                            vec![],
                            |size| state.run.set_learner(Learner::Autoencoder(size)),
                        )
                    })
                testid="code"
            />
        </div>
    }
}

/// The squared error of each step, and of the last one in words.
#[component]
fn Losses(run: RunPanel) -> impl IntoView {
    let text = use_text();
    let series: Live<Vec<Series>> = live(move || {
        vec![Series {
            name: text.of::<TrainingText>().loss.to_owned(),
            role: Role::Error,
            points: run.reconstruction_curve.get(),
        }]
    });
    let last = derived(move || match run.reconstruction.get() {
        Some(loss) => fixed(loss.into(), 4),
        None => "–".to_owned(),
    });
    let rows = vec![Row::new(
        say(|words: &TrainingText| words.last_loss),
        last,
        "last-loss",
    )];
    view! {
        <div class="block">
            <div class="block-head">
                <h2 class=Role::Error.class()>{say(|words: &TrainingText| words.losses)}</h2>
                <ScaleChoice run=run />
            </div>
            <LineChart
                series=series
                label=say(|words: &TrainingText| words.losses)
                x_name=say(|words: &RunText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(0.0, 0.1)
                is_log=run.is_log()
                testid="losses"
            />
        </div>
        <Progress run=run more=rows />
    }
}

#[component]
fn TrainingNotes(run: RunPanel) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &TrainingText| words.try_play),
            run.on(|run, ()| run.play_or_pause()),
            "try-play",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_two),
            run.on(|run, ()| play_code(run, CodeSize::Two)),
            "try-two",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_many),
            run.on(|run, ()| play_code(run, CodeSize::ThirtyTwo)),
            "try-many",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_fast),
            run.on(|run, ()| {
                run.set_rate(RATES.last());
                run.play()
            }),
            "try-fast",
        ),
    ];
    view! {
        <Notes label=say(|words: &RunText| words.notes) formula=LOSS tries=tries>
            {paragraphs(|words: &TrainingText| &words.paragraphs)}
        </Notes>
    }
}

fn play_code(run: &mut Run, size: CodeSize) -> Vec<crate::protocol::Request> {
    let mut requests = run.set_learner(Learner::Autoencoder(size));
    requests.extend(run.play());
    requests
}
