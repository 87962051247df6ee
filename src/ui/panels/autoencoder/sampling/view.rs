use leptos::prelude::*;

use super::{State, cards::Cards, link::COUNTS, notes::SamplingNotes, state::Kind};
use crate::{
    i18n::autoencoder::sampling::SamplingText,
    plot::{Role, fixed},
    protocol::CodeSize,
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::use_text,
        signals::{derived, live, part, say},
        widgets::{
            Meter, Meters, SeedField, Segmented,
            icon::{self, icon},
        },
    },
};

/// Images from codes that no image has become.
#[component]
pub fn SamplingPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &SamplingText| words.title)
            testid="autoencoder-sampling"
            data=data(panel)
            inspector=move || {
                view! {
                    {panel.trouble()}
                    <Scores panel=panel />
                    <Conclusions panel=panel />
                }
            }
            notes=move || view! { <SamplingNotes panel=panel /> }
        >
            <Controls panel=panel />
            <Cards panel=panel />
        </PanelFrame>
    }
}

/// What the tests read.
fn data(panel: Panel<State>) -> Vec<Datum> {
    let size = panel.read(|state| state.size.n());
    let n_judged = panel.read(State::n_judged);
    let is_done = panel.read(State::is_done);
    vec![
        ("data-size", derived(move || size.get().to_string())),
        ("data-judged", derived(move || n_judged.get().to_string())),
        ("data-done", derived(move || is_done.get().to_string())),
        panel.playing(),
    ]
}

/// What is sampled and how often, and how far that is.
#[component]
fn Controls(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let size = |size: CodeSize| {
        let n = size.n();
        (size, derived(move || (text.of::<SamplingText>().size)(n)))
    };
    let count = |n: u16| (n, derived(move || (text.of::<SamplingText>().count)(n)));
    let is_running = panel.is_running();
    let is_done = panel.read(State::is_done);
    let n_judged = panel.read(State::n_judged);
    let n_all = panel.read(|state| Kind::ALL.len() * usize::from(state.n));
    let progress =
        derived(move || (text.of::<SamplingText>().progress)(n_judged.get(), n_all.get()));
    let act = panel.on(|state, ()| match state.is_done() {
        true => vec![],
        false => state.play_or_stop(),
    });
    let face = move || match is_running.get() {
        true => view! { {icon(icon::PAUSE)} {say(|words: &SamplingText| words.stop)} }.into_any(),
        false => view! { {icon(icon::PLAY)} {say(|words: &SamplingText| words.start)} }.into_any(),
    };
    view! {
        <div class="controls">
            <div class="field">
                <span class="field-label" aria-hidden="true">
                    {say(|words: &SamplingText| words.sizes)}
                </span>
                <Segmented
                    label=say(|words: &SamplingText| words.sizes)
                    options=CodeSize::ALL.map(size).to_vec()
                    value=panel.read(|state| state.size)
                    on_change=panel.on(State::set_size)
                    testid="size"
                />
            </div>
            <div class="field">
                <span class="field-label" aria-hidden="true">
                    {say(|words: &SamplingText| words.counts)}
                </span>
                <Segmented
                    label=say(|words: &SamplingText| words.counts)
                    options=COUNTS.map(count).to_vec()
                    value=panel.read(|state| state.n)
                    on_change=panel.on(State::set_n)
                    testid="count"
                />
            </div>
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </div>
        <div class="judging">
            <button
                type="button"
                data-testid="play"
                aria-disabled=derived(move || is_done.get().then_some("true"))
                on:click=move |_| act.run(())
            >
                {part(face)}
            </button>
            <div>
            <progress
                max=derived(move || n_all.get().to_string())
                value=derived(move || n_judged.get().to_string())
                aria-label=progress
            ></progress>
            <p class="legend" data-testid="progress">{progress}</p>
            </div>
        </div>
    }
}

/// All four scores, to be compared at a glance.
#[component]
fn Scores(panel: Panel<State>) -> impl IntoView {
    /// A score's ends: one class alone, or all ten as often and each image told for sure.
    const LEAST: f64 = 1.0;
    const MOST: f64 = 10.0;
    let text = use_text();
    let scores = panel.read(|state| Kind::ALL.map(|kind| state.score(kind)));
    let meters = live(move || {
        let words = text.of::<SamplingText>();
        let scores = scores.get();
        let meter = |(kind, score): (Kind, Option<f64>)| Meter {
            label: kind.name(words).to_owned(),
            value: score.map_or_else(|| "–".to_owned(), |score| fixed(score, 2)),
            share: (score.unwrap_or(LEAST) - LEAST) / (MOST - LEAST),
            role: Some(kind.role()),
        };
        Kind::ALL.into_iter().zip(scores).map(meter).collect()
    });
    view! {
        <div class="block">
            <h2>{say(|words: &SamplingText| words.scores)}</h2>
            <Meters meters=meters testid="scores" />
            <p class="legend">{say(|words: &SamplingText| words.score_help)}</p>
        </div>
    }
}

impl Kind {
    pub const fn name(self, words: &SamplingText) -> &'static str {
        match self {
            Self::Normal => words.normal,
            Self::Fitted => words.fitted,
            Self::Vae => words.vae,
            Self::Real => words.real,
        }
    }

    pub const fn role(self) -> Role {
        match self {
            Self::Normal | Self::Fitted | Self::Vae => Role::Generated,
            Self::Real => Role::Data,
        }
    }
}

/// Sentences that follow from the scores.
#[component]
fn Conclusions(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let findings = panel.read(State::findings);
    let sentences = derived(move || {
        let words = text.of::<SamplingText>();
        let Some(found) = findings.get() else {
            return vec![words.no_findings.to_owned()];
        };
        vec![
            (words.normal_fitted)(
                found.standing(found.fitted, found.normal),
                found.normal,
                found.fitted,
            ),
            (words.fitted_vae)(found.standing(found.fitted, found.vae), found.vae),
            (words.fitted_real)(
                found.standing(found.fitted, found.real),
                found.real,
                found.way(),
            ),
        ]
    });
    let chance = derived(move || {
        let found = findings.get()?;
        let words = text.of::<SamplingText>();
        Some((words.least_difference)(found.least_difference(), found.n))
    });
    let paragraphs = move || {
        let paragraph = |sentence: String| view! { <p>{sentence}</p> };
        sentences
            .get()
            .into_iter()
            .map(paragraph)
            .collect_view()
            .into_any()
    };
    view! {
        <div class="block">
            <h2>{say(|words: &SamplingText| words.findings)}</h2>
            <div class="findings" aria-live="polite" data-testid="findings">
                {part(paragraphs)}
            </div>
            <p class="legend">{chance}</p>
        </div>
    }
}
