use leptos::prelude::*;

use super::{
    State,
    state::{Kind, N_TILES},
};
use crate::{
    i18n::autoencoder::sampling::SamplingText,
    plot::{StageColors, fixed, tile_grid},
    protocol::{N_PIXELS, SIDE, Verdict},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, memo, part, say},
        widgets::{Painting, use_stage_colors},
    },
};

/// Images in a row of a card.
const N_COLUMNS: usize = 10;

/// Parts of the images up to which a class's bar reaches at least.
const TOP: f32 = 0.3;

/// One card a kind: its first images, its score, and how often each class occurs.
#[component]
pub fn Cards(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let card = |kind: Kind| card(panel, kind, colors);
    view! { <div class="judged-cards">{Kind::ALL.into_iter().map(card).collect_view()}</div> }
}

fn card(panel: Panel<State>, kind: Kind, colors: Live<StageColors>) -> AnyView {
    let text = use_text();
    let pixels = panel.read(move |state| state.judged(kind).pixels.clone());
    let verdict = panel.read(move |state| state.judged(kind).verdict.clone());
    let picture = memo(move || {
        let pixels = pixels.get();
        let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_TILES, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let name = say(move |words: &SamplingText| kind.name(words));
    let says = derived(move || {
        let words = text.of::<SamplingText>();
        match verdict.read().as_ref() {
            None => words.no_verdict.to_owned(),
            Some(verdict) => (words.verdict)(verdict.confidence.into(), verdict.n),
        }
    });
    let score = derived(move || {
        let verdict = verdict.read();
        let score = verdict.as_ref().as_ref().map(|verdict| verdict.score);
        score.map(|score| fixed(score.into(), 2))
    });
    let n_shown = derived(move || (pixels.read().len() / N_PIXELS).to_string());
    let testid = match kind {
        Kind::Normal => "card-normal",
        Kind::Fitted => "card-fitted",
        Kind::Vae => "card-vae",
        Kind::Real => "card-real",
    };
    view! {
        <section
            class="block judged-card"
            data-testid=testid
            data-score=score
            data-shown=n_shown
        >
            <div class="judged-head">
                <h2 class=kind.role().class()>{name}</h2>
                <b>{score}</b>
            </div>
            <div class="tile-row" role="img" aria-label=name>
                <Painting picture=picture />
            </div>
            <p class="judged-verdict">{says}</p>
            {shares(verdict)}
        </section>
    }
    .into_any()
}

/// How often each class occurs, a bar each; the line is where all would be the same.
fn shares(verdict: Live<Option<Verdict>>) -> AnyView {
    let text = use_text();
    let shares = memo(move || {
        let verdict = verdict.read();
        let shares = verdict
            .as_ref()
            .as_ref()
            .map(|verdict| verdict.shares.clone());
        shares.unwrap_or_else(|| vec![0.0; 10])
    });
    let label = derived(move || (text.of::<SamplingText>().shares)(&shares.read()));
    let top = move || shares.read().iter().copied().fold(TOP, f32::max);
    let percent = move |share: f32| format!("{}%", fixed((share / top() * 100.0).into(), 1));
    let bar = move |(digit, share): (usize, f32)| {
        view! {
            <span>
                <i style:height=percent(share)></i>
                <small>{digit}</small>
            </span>
        }
    };
    view! {
        <div
            class="class-shares"
            role="img"
            aria-label=label
            style=("--even-share", derived(move || fixed((0.1 / top()).into(), 3)))
        >
            {part(move || shares.get().into_iter().enumerate().map(bar).collect_view().into_any())}
        </div>
    }
    .into_any()
}
