use leptos::prelude::*;

use super::{
    State,
    run::{COLLAPSE, USUAL},
    settings::begin_at,
};
use crate::{
    i18n::gan::training::TrainingText,
    plot::Role,
    protocol::{GanStart, Request},
    ui::{
        panels::{Panel, gan::run::RATES},
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

#[component]
pub fn TrainingNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &TrainingText| words.try_play),
            panel.on(|state, ()| state.act(|run| run.play_or_pause())),
            "try-play",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_end),
            panel.on(|state, ()| begin_at(state, Some(4))),
            "try-end",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_collapse),
            panel.on(|state, ()| collapse(state)),
            "try-collapse",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_usual),
            panel.on(|state, ()| {
                state.act(|run| {
                    run.set(USUAL);
                    vec![]
                })
            }),
            "try-usual",
        ),
        Try::new(
            say(|words: &TrainingText| words.try_fast),
            panel.on(|state, ()| play_too_fast(state)),
            "try-fast",
        ),
    ];
    view! {
        <Notes
            label=say(|words: &TrainingText| words.notes)
            formula=game
            tries=tries
        >
            {paragraphs(|words: &TrainingText| &words.paragraphs)}
        </Notes>
    }
}

/// From untaught nets on, with settings under which the generator makes a few digits alone.
fn collapse(state: &mut State) -> Vec<Request> {
    state.act(|run| {
        run.set(COLLAPSE);
        let (net, seed) = (run.plan.net, run.plan.seed);
        let mut requests = run.set_start(net, seed, GanStart::Fresh);
        requests.extend(run.play());
        requests
    })
}

fn play_too_fast(state: &mut State) -> Vec<Request> {
    state.act(|run| {
        let mut settings = run.settings();
        settings.discriminator_rate = RATES.value(RATES.last());
        settings.generator_rate = RATES.value(RATES.last());
        run.set(settings);
        run.play()
    })
}

/// The game of both nets: min_G max_D V = E_x[log D(x)] + E_z[log(1 − D(G(z)))], a term a line.
pub fn game() -> AnyView {
    view! {
        <math display="block">
            <mtable class="formula-lines">
                <mtr>
                    <mtd>
                        <munder>
                            <mi>"min"</mi>
                            <Term role=Role::Generated>
                                <mi>"G"</mi>
                            </Term>
                        </munder>
                        <mspace width="0.25em" />
                        <munder>
                            <mi>"max"</mi>
                            <Term role=Role::Error>
                                <mi>"D"</mi>
                            </Term>
                        </munder>
                        <mspace width="0.25em" />
                        <mi>"V"</mi>
                        <mo>"="</mo>
                        {expectation(Role::Data, "x")}
                        <mo>"["</mo>
                        <mi>"log"</mi>
                        {discriminator(of(Role::Data, "x"))}
                        <mo>"]"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <mo>"+"</mo>
                        {expectation(Role::Latent, "z")}
                        <mo>"["</mo>
                        <mi>"log"</mi>
                        <mo>"("</mo>
                        <mn>"1"</mn>
                        <mo>"−"</mo>
                        {discriminator(generator().into_any())}
                        <mo>")"</mo>
                        <mo>"]"</mo>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}

fn of(role: Role, name: &'static str) -> AnyView {
    view! {
        <Term role=role>
            <mi>{name}</mi>
        </Term>
    }
    .into_any()
}

fn expectation(role: Role, over: &'static str) -> AnyView {
    view! {
        <msub>
            <mi mathvariant="normal">"E"</mi>
            {of(role, over)}
        </msub>
    }
    .into_any()
}

/// D of something.
fn discriminator(what: AnyView) -> AnyView {
    view! {
        <mrow>
            {of(Role::Error, "D")} <mo>"("</mo> {what} <mo>")"</mo>
        </mrow>
    }
    .into_any()
}

/// G(z).
fn generator() -> AnyView {
    view! {
        <mrow>
            {of(Role::Generated, "G")} <mo>"("</mo> {of(Role::Latent, "z")} <mo>")"</mo>
        </mrow>
    }
    .into_any()
}
