use leptos::prelude::*;

use crate::{
    i18n::growth::GrowthText,
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
        (GreyRange::All, say(|words: &GrowthText| words.all_greys)),
        (GreyRange::Dark, say(|words: &GrowthText| words.dark_greys)),
        (
            GreyRange::Bright,
            say(|words: &GrowthText| words.bright_greys),
        ),
    ];
    let scales = vec![
        (BarScale::Linear, say(|words: &GrowthText| words.linear)),
        (BarScale::Log, say(|words: &GrowthText| words.logarithmic)),
    ];
    view! {
        <div class="block">
            <div class="block-head">
                <h2>{heading}</h2>
                <Segmented
                    label=say(|words: &GrowthText| words.grey_range)
                    options=ranges
                    value=range
                    on_change=on_range
                    testid="grey-range"
                />
                <Segmented
                    label=say(|words: &GrowthText| words.bar_scale)
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
