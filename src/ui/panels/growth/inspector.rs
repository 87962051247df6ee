use leptos::prelude::*;

use super::{DistributionChart, Growing, Reading, running_mean};
use crate::{
    i18n::growth::GrowthText,
    plot::{Role, percent},
    protocol::N_PIXELS,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, say},
        widgets::{LineBlock, ReadOut, Row},
    },
};

/// The softmax of the pixel that was just drawn, and its numbers and the image's so far.
#[component]
pub fn Inspector<S: Growing>(panel: Panel<S>) -> impl IntoView {
    let reading = panel.read(|state| Reading::of(state.growth()));
    let text = use_text();
    let heading = derived(move || {
        let words = text.of::<GrowthText>();
        let reading = reading.get();
        match reading.place {
            None => words.distribution_none.to_owned(),
            Some(place) if reading.drawn.is_none() => {
                (words.distribution_next)(place.row, place.column)
            }
            Some(place) => (words.distribution_drawn)(place.row, place.column),
        }
    });
    view! {
        <DistributionChart
            distribution=panel.read(|state| state.growth().distribution.clone())
            heading=heading
            range=panel.read(|state| state.bars_now().range)
            on_range=panel.on(|state, range| {
                state.bars().range = range;
                vec![]
            })
            scale=panel.read(|state| state.bars_now().scale)
            on_scale=panel.on(|state, scale| {
                state.bars().scale = scale;
                vec![]
            })
        />
        <ReadOut rows=rows(reading) />
    }
}

/// What the image has cost so far, in bits a pixel.
#[component]
pub fn Surprise<S: Growing>(panel: Panel<S>) -> impl IntoView {
    view! {
        <LineBlock
            title=say(|words: &GrowthText| words.bits_chart)
            name=say(|words: &GrowthText| words.bits_per_pixel)
            role=Role::Error
            points=panel.read(|state| running_mean(state.growth().bits()))
            x_name=say(|words: &GrowthText| words.pixel)
            x_at_least=(0.0, N_PIXELS as f64)
            y_at_least=(0.0, 1.0)
            testid="bits-chart"
        />
    }
}

type Say = fn(&Reading, &GrowthText) -> String;

fn rows(reading: Live<Reading>) -> Vec<Row> {
    let text = use_text();
    let read = move |say: Say| derived(move || say(&reading.get(), text.of::<GrowthText>()));
    let rows: [(Say, Say, &'static str); 6] = [
        (
            |_, words| words.drawn_value.to_owned(),
            drawn_value,
            "drawn-value",
        ),
        (
            |reading, words| (words.probability)(reading.temperature),
            probability,
            "probability",
        ),
        (|_, words| words.surprise.to_owned(), surprise, "surprise"),
        (
            |_, words| words.image_so_far.to_owned(),
            |reading, words| (words.so_far)(reading.n_pixels, N_PIXELS),
            "so-far",
        ),
        (
            |_, words| words.log_likelihood.to_owned(),
            |reading, words| (words.log_likelihood_value)(reading.total_bits),
            "log-likelihood",
        ),
        (
            |_, words| words.bits_per_pixel.to_owned(),
            bits_per_pixel,
            "bits-per-pixel",
        ),
    ];
    rows.map(|(label, value, testid)| Row::new(read(label), read(value), testid))
        .into()
}

/// Stands for a number that there is not yet.
const NONE_YET: &str = "–";

fn drawn_value(reading: &Reading, words: &GrowthText) -> String {
    match (reading.drawn, reading.place) {
        (Some(drawn), _) => drawn.value.to_string(),
        (None, Some(_)) => words.not_drawn.to_owned(),
        (None, None) => NONE_YET.to_owned(),
    }
}

fn probability(reading: &Reading, _: &GrowthText) -> String {
    let probability = reading.probability.map(f64::from);
    probability.map_or_else(|| NONE_YET.to_owned(), percent)
}

fn surprise(reading: &Reading, words: &GrowthText) -> String {
    let bits = reading.drawn.map(|drawn| f64::from(drawn.bits));
    bits.map_or_else(|| NONE_YET.to_owned(), words.bits)
}

fn bits_per_pixel(reading: &Reading, words: &GrowthText) -> String {
    reading
        .bits_per_pixel()
        .map_or_else(|| NONE_YET.to_owned(), words.bits_per_pixel_value)
}
