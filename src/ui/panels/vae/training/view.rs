use leptos::prelude::*;

use super::{
    State,
    axis_bars::{AxisBars, n_alive},
};
use crate::{
    i18n::{latent_run::RunText, vae::training::TrainingText},
    plot::{Role, Series, fixed},
    protocol::Request,
    ui::{
        panels::{
            Panel, PanelFrame, PanelState,
            latent_run::{
                BETAS, Progress, RATES, Run, RunControls, RunPanel, Samples, ScaleChoice,
                SketchStage, StopSlider, run_data, spans,
            },
            use_panel,
        },
        settings::use_text,
        signals::{derived, live, memo, say},
        widgets::{LineChart, Notes, Row, Try, paragraphs},
        words::Formula,
    },
};

/// A term a line.
const LOSS: Formula = Formula(
    "{error:L} = {generated:− E_q[log p(x | z)]}\n\
     + {latent:β KL(q(z | x) ‖ p(z))}",
);

/// The small VAE that learns while the visitor watches.
#[component]
pub fn TrainingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let run = RunPanel::of(panel);
    let text = use_text();
    let axes = panel.read(|state| state.run.history.axes().to_vec());
    let kl = panel.read(|state| state.run.history.kl());
    let samples_title =
        derived(move || (text.of::<TrainingText>().samples)(run.sketches.read().n_steps));
    let mut data = run_data(run);
    data.extend([
        ("data-beta", derived(move || BETAS.text(run.beta.get()))),
        (
            "data-alive",
            derived(move || axes.with(|axes| n_alive(axes)).to_string()),
        ),
        (
            "data-kl",
            derived(move || kl.get().map_or(String::new(), |kl| fixed(kl.into(), 4))),
        ),
    ]);
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &TrainingText| words.title)
            testid="vae-training"
            data=data
            has_long_formula=true
            inspector=move || view! {
                {panel.trouble()}
                <Samples run=run title=samples_title n_columns=8 />
                <TermsChart panel=panel run=run />
                <AxisBars axes=axes />
            }
            notes=move || view! { <TrainingNotes run=run /> }
        >
            <SketchStage run=run />
            <RunControls run=run>
                <Beta run=run />
            </RunControls>
        </PanelFrame>
    }
}

#[component]
fn Beta(run: RunPanel) -> impl IntoView {
    let text = use_text();
    let read_out = derived(move || {
        let words = text.of::<TrainingText>();
        let beta = run.beta.get();
        match beta == BETAS.usual {
            true => (words.beta_of_bound)(&BETAS.text(beta)),
            false => BETAS.text(beta),
        }
    });
    view! {
        <StopSlider
            label=say(|words: &TrainingText| words.beta)
            stops=BETAS
            stop=run.beta
            read_out=read_out
            on_stop=run
                .on(|run, stop| {
                    run.set_beta(stop);
                    vec![]
                })
            marks=vec![0, BETAS.usual, BETAS.last()]
            testid="beta"
        />
    }
}

/// Both terms over the steps, and below them what the second one weighed.
#[component]
fn TermsChart(panel: Panel<State>, run: RunPanel) -> impl IntoView {
    let text = use_text();
    let kl_curve = panel.read(|state| state.run.history.kl_curve());
    let betas = panel.read(|state| state.run.beta_curve());
    let series = live(move || {
        let words = text.of::<TrainingText>();
        vec![
            Series {
                name: words.reconstruction.to_owned(),
                role: Role::Generated,
                points: run.reconstruction_curve.get(),
            },
            Series {
                name: words.kl.to_owned(),
                role: Role::Latent,
                points: kl_curve.get(),
            },
        ]
    });
    let weights = live(move || {
        vec![Series {
            name: "β".to_owned(),
            role: Role::Latent,
            points: betas.get(),
        }]
    });
    let kl = panel.read(|state| state.run.history.kl());
    let nats = move |value: Option<f32>| match value {
        Some(value) => (text.of::<TrainingText>().nats)(value),
        None => "–".to_owned(),
    };
    let loss = memo(move || Some(run.reconstruction.get()? + kl.get()?));
    let rows = vec![Row::new(
        say(|words: &TrainingText| words.negative_bound),
        derived(move || nats(loss.get())),
        "negative-bound",
    )];
    view! {
        <div class="block is-terms">
            <div class="block-head">
                <h2>{spans(|words: &TrainingText| words.terms_colored)}</h2>
                <ScaleChoice run=run />
            </div>
            <LineChart
                series=series
                label=say(|words: &TrainingText| words.terms)
                x_name=say(|words: &RunText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(0.0, 250.0)
                is_log=run.is_log()
                testid="terms"
            />
            <h2 class="t-latent">{say(|words: &TrainingText| words.betas)}</h2>
            <LineChart
                series=weights
                label=say(|words: &TrainingText| words.betas)
                x_name=say(|words: &RunText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(0.0, 2.0)
                testid="betas"
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
            say(|words: &TrainingText| words.try_collapse),
            run.on(|run, ()| play_with(run, BETAS.last())),
            "try-collapse",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_back),
            run.on(|run, ()| play_with(run, BETAS.usual)),
            "try-back",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_none),
            run.on(|run, ()| play_with(run, 0)),
            "try-none",
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

/// Goes on with another weight of the KL term.
fn play_with(run: &mut Run, stop: u8) -> Vec<Request> {
    run.set_beta(stop);
    run.play()
}
