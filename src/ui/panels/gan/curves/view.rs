use leptos::prelude::*;

use super::{N_CLASSES, counts, n_covered, spreads, undecided};
use crate::{
    i18n::gan::curves::CurvesText,
    plot::{Level, Role, Series},
    ui::{
        panels::{
            Panel,
            gan::{State, run::Column},
            latent_run::spans,
        },
        settings::use_text,
        signals::{Live, derived, live, memo, say},
        widgets::{ColumnChart, LineChart},
    },
};

/// What D says, both losses and the value of the game.
#[component]
pub fn Curves(panel: Panel<State>) -> impl IntoView {
    view! {
        <div class="chart-pairs">
            <Spread panel=panel />
            <Means panel=panel />
            <Losses panel=panel />
            <Value panel=panel />
        </div>
    }
}

fn curve(panel: Panel<State>, column: Column) -> Live<Vec<(f64, f64)>> {
    panel.read(move |state| state.run.history.curve(column))
}

/// A line that is named in the language in force.
fn line(
    name: fn(&CurvesText) -> &'static str,
    role: Role,
    points: Live<Vec<(f64, f64)>>,
) -> impl Fn() -> Series + Copy {
    let text = use_text();
    move || Series {
        name: name(text.of()).to_owned(),
        role,
        points: points.get(),
    }
}

/// How D is spread over the images of the last step.
#[component]
fn Spread(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let verdicts = panel.read(|state| state.run.history.verdicts());
    let series = live(move || {
        let (words, verdicts) = (text.of::<CurvesText>(), verdicts.get());
        spreads(
            (words.real, &verdicts.real),
            (words.generated, &verdicts.generated),
        )
    });
    let means = panel.read(|state| {
        let mean = |column| state.run.history.last(column);
        (mean(Column::Real), mean(Column::Generated))
    });
    let in_short = derived(move || {
        let (real, generated) = means.get();
        (text.of::<CurvesText>().means_now)(real, generated)
    });
    view! {
        <div class="block">
            <h2>{spans(|words: &CurvesText| words.spread_colored)}</h2>
            <LineChart
                series=series
                label=say(|words: &CurvesText| words.spread)
                x_name=say(|words: &CurvesText| words.d_percent)
                x_at_least=(0.0, 100.0)
                y_at_least=(0.0, 50.0)
                in_short=in_short
                testid="spread"
            />
        </div>
    }
}

#[component]
fn Means(panel: Panel<State>) -> impl IntoView {
    let real = line(|words| words.real, Role::Data, curve(panel, Column::Real));
    let generated = line(
        |words| words.generated,
        Role::Generated,
        curve(panel, Column::Generated),
    );
    view! {
        <div class="block">
            <h2>{spans(|words: &CurvesText| words.means_colored)}</h2>
            <LineChart
                series=live(move || vec![real(), generated()])
                label=say(|words: &CurvesText| words.means)
                x_name=say(|words: &CurvesText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(0.0, 1.0)
                testid="means"
            />
        </div>
    }
}

#[component]
fn Losses(panel: Panel<State>) -> impl IntoView {
    let discriminator = line(
        |words| words.loss_discriminator,
        Role::Error,
        curve(panel, Column::DiscriminatorLoss),
    );
    let generator = line(
        |words| words.loss_generator,
        Role::Generated,
        curve(panel, Column::GeneratorLoss),
    );
    view! {
        <div class="block">
            <h2>{spans(|words: &CurvesText| words.losses_colored)}</h2>
            <LineChart
                series=live(move || vec![discriminator(), generator()])
                label=say(|words: &CurvesText| words.losses)
                x_name=say(|words: &CurvesText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(0.0, 2.0)
                testid="losses-chart"
            />
        </div>
    }
}

#[component]
fn Value(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let value = line(|_| "V", Role::Error, curve(panel, Column::Value));
    let levels = live(move || {
        vec![Level {
            name: text.of::<CurvesText>().undecided.to_owned(),
            role: Role::Data,
            y: undecided(),
        }]
    });
    view! {
        <div class="block">
            <h2>{spans(|words: &CurvesText| words.value_colored)}</h2>
            <LineChart
                series=live(move || vec![value()])
                label=say(|words: &CurvesText| words.value)
                x_name=say(|words: &CurvesText| words.step)
                x_at_least=(0.0, 200.0)
                y_at_least=(-2.0, 0.0)
                levels=levels
                testid="value"
            />
        </div>
    }
}

/// How many samples show each digit, and how many digits are covered.
#[component]
pub fn Classes(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let counted = panel.read(|state| match &state.run.sketch {
        Some(sketch) => counts(&sketch.classes),
        None => [0; N_CLASSES],
    });
    let covered = memo(move || n_covered(&counted.get()));
    let in_short = derived(move || (text.of::<CurvesText>().covered)(covered.get()));
    view! {
        <div class="block" data-testid="covered">
            <h2>{say(|words: &CurvesText| words.classes)}</h2>
            <ColumnChart
                values=live(move || counted.get().map(f64::from).to_vec())
                role=Role::Generated
                label=say(|words: &CurvesText| words.classes)
                x_name=say(|words: &CurvesText| words.digit)
                in_short=in_short
                first=0
                n_decimals=0
                unit=say(|words: &CurvesText| words.samples)
                testid="classes"
            />
            <p class="legend">{say(|words: &CurvesText| words.covered_legend)}</p>
        </div>
    }
}
