use leptos::prelude::*;

use crate::{
    plot::{BarScale, GreyRange},
    protocol::Distribution,
    ui::{
        signals::{Live, live, say},
        widgets::{BarChart, Segmented},
    },
};

/// The softmax of a pixel, with a zoom on its ends and a logarithmic scale.
#[component]
pub fn DistributionChart(
    #[prop(into)] distribution: Live<Option<Distribution>>,
    /// Whose it is.
    #[prop(into)]
    heading: Signal<String>,
    #[prop(into)] range: Live<GreyRange>,
    on_range: Callback<GreyRange>,
    #[prop(into)] scale: Live<BarScale>,
    on_scale: Callback<BarScale>,
) -> impl IntoView {
    let of = move |read: fn(&Distribution) -> Vec<f32>| {
        live(move || distribution.with(|shown| shown.as_ref().map_or_else(Vec::new, read)))
    };
    let probabilities = of(|shown| shown.probabilities.clone());
    let untempered = of(|shown| shown.untempered.clone());
    let drawn =
        live(move || distribution.with(|shown| Some(usize::from(shown.as_ref()?.drawn?.value))));
    let ranges = vec![
        (GreyRange::All, say(|text| text.pixel_cnn.sample.all_greys)),
        (
            GreyRange::Dark,
            say(|text| text.pixel_cnn.sample.dark_greys),
        ),
        (
            GreyRange::Bright,
            say(|text| text.pixel_cnn.sample.bright_greys),
        ),
    ];
    let scales = vec![
        (BarScale::Linear, say(|text| text.pixel_cnn.sample.linear)),
        (BarScale::Log, say(|text| text.pixel_cnn.sample.logarithmic)),
    ];
    view! {
        <div class="block">
            <div class="block-head">
                <h2>{heading}</h2>
                <Segmented
                    label=say(|text| text.pixel_cnn.sample.grey_range)
                    options=ranges
                    value=range
                    on_change=on_range
                    testid="grey-range"
                />
                <Segmented
                    label=say(|text| text.pixel_cnn.sample.bar_scale)
                    options=scales
                    value=scale
                    on_change=on_scale
                    testid="bar-scale"
                />
            </div>
            <BarChart
                probabilities=probabilities
                reference=untempered
                marked=drawn
                label=heading
                scale=scale
                range=range
                testid="distribution"
            />
        </div>
    }
}
