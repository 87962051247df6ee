use leptos::prelude::*;

use super::{Reading, panel::Panel, running_mean};
use crate::{
    i18n::pixel_cnn::PixelCnnText,
    plot::{BarScale, GreyRange, Role, Series, percent},
    protocol::N_PIXELS,
    ui::{
        settings::use_text,
        widgets::{BarChart, LineChart, ReadOut, Row, Segmented},
    },
};

/// The numbers of the pixel that was just drawn, and of the image so far.
#[component]
pub fn Inspector(panel: Panel) -> impl IntoView {
    let reading = panel.read(Reading::of);
    view! {
        <PixelDistribution panel=panel reading=reading />
        <ReadOut rows=rows(reading) />
        <Surprise panel=panel />
    }
}

#[component]
fn PixelDistribution(panel: Panel, reading: Memo<Reading>) -> impl IntoView {
    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let scale = RwSignal::new(BarScale::Linear);
    let range = RwSignal::new(GreyRange::All);
    let range_name = move |range: GreyRange| {
        Signal::derive(move || {
            let words = words();
            let name = match range {
                GreyRange::All => words.all_greys,
                GreyRange::Dark => words.dark_greys,
                GreyRange::Bright => words.bright_greys,
            };
            name.to_owned()
        })
    };
    let probabilities = panel.read(|state| match &state.distribution {
        Some(distribution) => distribution.probabilities.clone(),
        None => vec![],
    });
    let heading = Memo::new(move |_| {
        let reading = reading.get();
        let words = words();
        match reading.place {
            None => words.distribution_none.to_owned(),
            Some(place) if reading.drawn.is_none() => {
                (words.distribution_next)(place.row, place.column)
            }
            Some(place) => (words.distribution_drawn)(place.row, place.column),
        }
    });
    let drawn = move || Some(usize::from(reading.get().drawn?.value));
    view! {
        <div class="block">
            <div class="block-head">
                <h2>{heading}</h2>
                <Segmented
                    label=Signal::derive(move || words().grey_range.to_owned())
                    options=GreyRange::ALL.map(|range| (range, range_name(range))).to_vec()
                    value=range
                    on_change=Callback::new(move |choice| range.set(choice))
                    testid="grey-range"
                />
                <Segmented
                    label=Signal::derive(move || words().bar_scale.to_owned())
                    options=vec![
                        (
                            BarScale::Linear,
                            Signal::derive(move || words().linear.to_owned()),
                        ),
                        (
                            BarScale::Log,
                            Signal::derive(move || words().logarithmic.to_owned()),
                        ),
                    ]
                    value=scale
                    on_change=Callback::new(move |choice| scale.set(choice))
                    testid="bar-scale"
                />
            </div>
            <BarChart
                probabilities=probabilities
                marked=Signal::derive(drawn)
                label=heading
                scale=scale
                range=range
                testid="distribution"
            />
        </div>
    }
}

/// What the image has cost so far, in bits a pixel.
#[component]
fn Surprise(panel: Panel) -> impl IntoView {
    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let points = panel.read(|state| running_mean(&state.bits));
    let series = move || {
        vec![Series {
            name: words().bits_per_pixel.to_owned(),
            role: Role::Error,
            points: points.get(),
        }]
    };
    view! {
        <div class="block">
            <h2>{move || words().bits_chart}</h2>
            <LineChart
                series=Signal::derive(series)
                label=Signal::derive(move || words().bits_chart.to_owned())
                x_name=Signal::derive(move || words().pixel.to_owned())
                x_at_least=(0.0, N_PIXELS as f64)
                y_at_least=(0.0, 1.0)
                testid="bits-chart"
            />
        </div>
    }
}

fn rows(reading: Memo<Reading>) -> Vec<Row> {
    let text = use_text();
    let say = move |say: fn(&Reading, &PixelCnnText) -> String| {
        Signal::derive(move || say(&reading.get(), &text.get().pixel_cnn))
    };
    let name = move |name: fn(&PixelCnnText) -> &'static str| {
        Signal::derive(move || name(&text.get().pixel_cnn).to_owned())
    };
    vec![
        Row::new(
            name(|words| words.drawn_value),
            say(drawn_value),
            "drawn-value",
        ),
        Row::new(
            say(|reading, words| (words.probability)(reading.temperature)),
            say(probability),
            "probability",
        ),
        Row::new(name(|words| words.surprise), say(surprise), "surprise"),
        Row::new(
            name(|words| words.image_so_far),
            say(|reading, words| (words.so_far)(reading.n_pixels, N_PIXELS, reading.total_bits)),
            "so-far",
        ),
        Row::new(
            name(|words| words.bits_per_pixel),
            say(bits_per_pixel),
            "bits-per-pixel",
        ),
    ]
}

/// Stands for a number that there is not yet.
const NONE_YET: &str = "–";

fn drawn_value(reading: &Reading, words: &PixelCnnText) -> String {
    match (reading.drawn, reading.place) {
        (Some(drawn), _) => drawn.value.to_string(),
        (None, Some(_)) => words.not_drawn.to_owned(),
        (None, None) => NONE_YET.to_owned(),
    }
}

fn probability(reading: &Reading, _: &PixelCnnText) -> String {
    let probability = reading.probability.map(f64::from);
    probability.map_or_else(|| NONE_YET.to_owned(), percent)
}

fn surprise(reading: &Reading, words: &PixelCnnText) -> String {
    let bits = reading.drawn.map(|drawn| f64::from(drawn.bits));
    bits.map_or_else(|| NONE_YET.to_owned(), words.bits)
}

fn bits_per_pixel(reading: &Reading, words: &PixelCnnText) -> String {
    reading
        .bits_per_pixel()
        .map_or_else(|| NONE_YET.to_owned(), words.bits_per_pixel_value)
}
