use leptos::prelude::*;

use super::LineChart;
use crate::{
    plot::{Role, Series},
    ui::signals::{Live, live},
};

/// A chart of one quantity under its heading.
#[component]
pub fn LineBlock(
    /// The heading, and what the chart shows.
    title: Signal<String>,
    /// The quantity's name.
    name: Signal<String>,
    role: Role,
    #[prop(into)] points: Live<Vec<(f64, f64)>>,
    /// What the x axis counts, as a word that a number follows: "pixel", "step".
    x_name: Signal<String>,
    /// The axes reach at least from here to there, so that a line can grow into its room.
    x_at_least: (f64, f64),
    y_at_least: (f64, f64),
    /// The name by which tests find the chart.
    testid: &'static str,
) -> impl IntoView {
    let series = live(move || {
        vec![Series {
            name: name.get(),
            role,
            points: points.get(),
        }]
    });
    view! {
        <div class="block">
            <h2>{title}</h2>
            <LineChart
                series=series
                label=title
                x_name=x_name
                x_at_least=x_at_least
                y_at_least=y_at_least
                testid=testid
            />
        </div>
    }
}
