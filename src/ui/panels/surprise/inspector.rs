use leptos::prelude::*;

use super::{Net, State};
use crate::{
    i18n::{growth::GrowthText, surprise::SurpriseText},
    plot::{Role, percent},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{Panel, PanelState as _, growth::DistributionChart},
        settings::use_text,
        signals::{derived, live, say},
        widgets::{Meter, Meters, ReadOut, Row},
    },
};

/// Bits of a pixel whose 256 grey values are all as likely.
const UNIFORM_BITS: f64 = 8.0;

/// What the image costs in all, and the softmax of one pixel.
#[component]
pub fn Inspector<N: Net>(panel: Panel<State<N>>) -> impl IntoView {
    let text = use_text();
    let shown = panel.read(|state| {
        let shown = state.distribution.as_ref()?;
        let pixel = usize::from(shown.pixel);
        let drawn = shown.drawn?;
        let probability = shown.probabilities.get(usize::from(drawn.value)).copied();
        Some((pixel / SIDE + 1, pixel % SIDE + 1, drawn, probability))
    });
    let heading = derived(move || {
        let words = text.of::<SurpriseText>();
        match shown.get() {
            Some((row, column, ..)) => (words.pixel)(row, column),
            None => words.no_pixel.to_owned(),
        }
    });
    let value = derived(move || {
        shown
            .get()
            .map_or_else(none_yet, |(_, _, drawn, _)| drawn.value.to_string())
    });
    let probability = derived(move || {
        let probability = shown.get().and_then(|(.., probability)| probability);
        probability.map_or_else(none_yet, |probability| percent(probability.into()))
    });
    let surprise = derived(move || {
        let words = text.of::<GrowthText>();
        let drawn = shown.get().map(|(_, _, drawn, _)| drawn);
        drawn.map_or_else(none_yet, |drawn| (words.bits)(drawn.bits.into()))
    });
    let rows = vec![
        Row::new(
            say(|words: &GrowthText| words.drawn_value),
            value,
            "drawn-value",
        ),
        Row::new(
            say(|words: &GrowthText| (words.probability)(1.0)),
            probability,
            "probability",
        ),
        Row::new(
            say(|words: &GrowthText| words.surprise),
            surprise,
            "surprise",
        ),
    ];
    view! {
        <Totals panel=panel />
        <DistributionChart
            distribution=panel.read(|state| state.distribution.clone())
            heading=heading
            range=panel.read(|state| state.bars.range)
            on_range=panel.on(State::set_range)
            scale=panel.read(|state| state.bars.scale)
            on_scale=panel.on(State::set_scale)
        />
        <ReadOut rows=rows />
    }
}

/// The model's bits beside those of who knows less.
#[component]
fn Totals<N: Net>(panel: Panel<State<N>>) -> impl IntoView {
    let text = use_text();
    let totals = panel.read(|state| {
        let score = state.score.as_ref()?;
        Some((score.total_bits(), score.histogram_bits))
    });
    let other = panel.read(|state| N::Other::PAGE.address_with(&state.link()));
    let meters = live(move || {
        let words = text.of::<SurpriseText>();
        let Some((model, histogram)) = totals.get() else {
            return vec![];
        };
        let uniform = UNIFORM_BITS * N_PIXELS as f64;
        let longest = model.max(histogram).max(uniform);
        let meter = |label: &str, bits: f64, role: Option<Role>| Meter {
            label: label.to_owned(),
            value: (words.total_value)(bits, bits / N_PIXELS as f64),
            share: bits / longest,
            role,
        };
        vec![
            meter(N::NAME, model, Some(Role::Error)),
            meter(words.of_histogram, histogram, None),
            meter(words.of_uniform, uniform, None),
        ]
    });
    view! {
        <div class="block">
            <h2>{say(|words: &SurpriseText| words.totals)}</h2>
            <Meters meters=meters testid="totals" />
            <p class="legend">{say(|words: &SurpriseText| words.totals_help)}</p>
            <a href=derived(move || other.get()) data-testid="to-other">
                {say(|words: &SurpriseText| (words.to_other)(N::Other::NAME))}
            </a>
        </div>
    }
}

/// Stands for a number that there is not yet.
fn none_yet() -> String {
    "–".to_owned()
}
