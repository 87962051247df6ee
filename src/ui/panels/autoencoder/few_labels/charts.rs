//! What the draws brought, over the number of labels.

use leptos::prelude::*;

use super::{
    N_COUNTS, State, Summary,
    state::{Accuracy, METHODS},
};
use crate::{
    i18n::autoencoder::few_labels::FewLabelsText,
    plot::{Level, Role, Spread, SpreadSeries},
    protocol::LABEL_COUNTS,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, live, say},
        widgets::{SpreadChart, SpreadShape},
    },
};

/// Mean and spread of the three methods.
#[component]
pub fn Accuracies(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let found = METHODS.map(|method: Accuracy| panel.read(move |state| state.accuracies(method)));
    let [by_code, by_pixels, by_scratch] = found;
    let series = live(move || {
        let words = text.of::<FewLabelsText>();
        let one = |name: &str, role, found: Live<[Option<Summary>; N_COUNTS]>| SpreadSeries {
            name: name.to_owned(),
            role,
            points: found.get().map(|found| found.map(spread)).to_vec(),
        };
        vec![
            one(words.by_code, Role::Latent, by_code),
            one(words.by_pixels, Role::Data, by_pixels),
            one(words.by_scratch, Role::Generated, by_scratch),
        ]
    });
    view! {
        <div class="block">
            <h2>{say(|words: &FewLabelsText| words.chart)}</h2>
            <SpreadChart
                places=places()
                series=series
                shape=SpreadShape::Whiskers
                y_at_least=(40.0, 100.0)
                n_decimals=1
                label=say(|words: &FewLabelsText| words.chart)
                x_name=say(|words: &FewLabelsText| words.labels)
                testid="accuracies"
            />
            <p class="legend">{say(|words: &FewLabelsText| words.chart_help)}</p>
        </div>
    }
}

/// Codes less pixels on the same labels.
#[component]
pub fn Differences(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let found = panel.read(State::differences);
    let series = live(move || {
        let points = found.get().map(|found| {
            found.map(|found| Spread {
                low: found.low,
                middle: found.mean,
                high: found.high,
            })
        });
        vec![SpreadSeries {
            name: text.of::<FewLabelsText>().difference_name.to_owned(),
            role: Role::Latent,
            points: points.to_vec(),
        }]
    });
    let levels = live(move || {
        vec![Level {
            name: text.of::<FewLabelsText>().no_difference.to_owned(),
            role: Role::Data,
            y: 0.0,
        }]
    });
    let here = panel.read(|state| {
        let found = state.differences();
        Some((found.get(state.count).copied().flatten()?, state.n_draws()))
    });
    let says = derived(move || {
        let words = text.of::<FewLabelsText>();
        let Some((found, n_draws)) = here.get() else {
            return words.needs_two.to_owned();
        };
        let what = (words.difference_is)(found.mean, found.low, found.high, n_draws);
        let verdict = match (found.low > 0.0, found.high < 0.0) {
            (true, _) => words.is_above,
            (_, true) => words.is_below,
            _ => words.is_open,
        };
        [&what, ". ", verdict].concat()
    });
    view! {
        <div class="block">
            <h2>{say(|words: &FewLabelsText| words.difference)}</h2>
            <SpreadChart
                places=places()
                series=series
                levels=levels
                shape=SpreadShape::Whiskers
                n_decimals=1
                label=say(|words: &FewLabelsText| words.difference)
                x_name=say(|words: &FewLabelsText| words.labels)
                testid="differences"
            />
            <p class="legend">{say(|words: &FewLabelsText| words.difference_help)}</p>
            <p class="says" data-testid="difference-says">{says}</p>
        </div>
    }
}

/// One deviation either way.
fn spread(found: Summary) -> Spread {
    let deviation = found.deviation.unwrap_or(0.0);
    Spread {
        low: found.mean - deviation,
        middle: found.mean,
        high: found.mean + deviation,
    }
}

/// The numbers of labels.
fn places() -> Live<Vec<String>> {
    let text = use_text();
    live(move || {
        let words = text.of::<FewLabelsText>();
        let names = LABEL_COUNTS.map(|n_labels| (words.count)(n_labels.into()));
        names.to_vec()
    })
}
