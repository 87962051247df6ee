use leptos::prelude::*;

use super::State;
use crate::{
    i18n::overview::labels::LabelsText,
    plot::{Role, Series, Spread, SpreadSeries, significant},
    protocol::{MOST_REGION_STEPS, N_BANDWIDTHS, bandwidth_at},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{live, say},
        widgets::{LineBlock, LineChart, SpreadChart, SpreadShape},
    },
};

/// Parts told right over the classifier's steps, of digits learnt from and of digits held out.
#[component]
pub fn Accuracies(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let history = panel.read(|state| state.classifying.history.clone());
    let series = live(move || {
        let (history, words) = (history.get(), text.of::<LabelsText>());
        let one = |name: &str, role: Role, which: usize| {
            let point =
                |(n, parts): &(u32, [f32; 2])| (f64::from(*n), f64::from(parts[which]) * 100.0);
            Series {
                name: name.to_owned(),
                role,
                points: history.iter().map(point).collect(),
            }
        };
        vec![
            one(words.accuracy_own, Role::Data, 0),
            one(words.accuracy_held_out, Role::Error, 1),
        ]
    });
    view! {
        <div class="block">
            <h2>{say(|words: &LabelsText| words.accuracy)}</h2>
            <LineChart
                series=series
                label=say(|words: &LabelsText| words.accuracy)
                x_name=say(|words: &LabelsText| words.step)
                x_at_least=(0.0, f64::from(MOST_REGION_STEPS))
                y_at_least=(0.0, 100.0)
                testid="accuracies"
            />
        </div>
    }
}

/// The inertia after each half step.
#[component]
pub fn Inertias(panel: Panel<State>) -> impl IntoView {
    view! {
        <LineBlock
            title=say(|words: &LabelsText| words.inertia)
            name=say(|words: &LabelsText| words.inertia_name)
            role=Role::Error
            points=panel.read(|state| state.clustering.inertias())
            x_name=say(|words: &LabelsText| words.half_step)
            x_at_least=(0.0, 10.0)
            y_at_least=(0.0, 1.0)
            testid="inertias"
        />
    }
}

/// How likely the density finds its own digits and others, at each width.
#[component]
pub fn LogDensities(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let density = panel.read(|state| state.density.clone());
    let series = live(move || {
        let words = text.of::<LabelsText>();
        let one = |name: &str, role: Role, values: Vec<f32>| SpreadSeries {
            name: name.to_owned(),
            role,
            points: values.into_iter().map(point).collect(),
        };
        let density = density.get();
        let curves = density.map(|density| (density.own.clone(), density.held_out.clone()));
        let (own, held_out) = curves.unwrap_or_default();
        vec![
            one(words.accuracy_own, Role::Data, own),
            one(words.accuracy_held_out, Role::Error, held_out),
        ]
    });
    let here = panel.read(|state| {
        let density = state.density.as_ref()?;
        Some(usize::from(density.notch))
    });
    let places = live(|| (0..N_BANDWIDTHS).map(width).collect::<Vec<_>>());
    view! {
        <div class="block">
            <h2>{say(|words: &LabelsText| words.curve)}</h2>
            <SpreadChart
                places=places
                series=series
                here=here
                shape=SpreadShape::Whiskers
                n_decimals=2
                label=say(|words: &LabelsText| words.curve)
                x_name=say(|words: &LabelsText| words.curve_x)
                testid="log-densities"
            />
            <p class="legend">{say(|words: &LabelsText| words.curve_help)}</p>
        </div>
    }
}

fn width(notch: u8) -> String {
    significant(bandwidth_at(notch).into(), 2)
}

/// Without a spread.
fn point(value: f32) -> Option<Spread> {
    let value = f64::from(value);
    value.is_finite().then_some(Spread {
        low: value,
        middle: value,
        high: value,
    })
}
