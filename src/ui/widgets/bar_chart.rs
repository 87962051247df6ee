use leptos::prelude::*;

use super::chart::{ChartFrame, percent_of};
use crate::{
    i18n::widgets::WidgetText,
    plot::{
        AxisTick, BarFrame, BarScale, GreyRange, PLOT_HEIGHT, PLOT_WIDTH, Scale, percent,
        percent_tick,
    },
    ui::{
        settings::use_text,
        signals::{Live, derived, effect, live, memo},
    },
};

/// The distribution over the 256 grey values of a pixel, and which value it became.
#[component]
pub fn BarChart(
    /// By grey value; empty while there is no distribution.
    #[prop(into)]
    probabilities: Live<Vec<f32>>,
    /// The same without a temperature, drawn as an outline; empty where there is none.
    #[prop(into)]
    reference: Live<Vec<f32>>,
    /// The value that was drawn, marked above its bar.
    #[prop(into)]
    marked: Live<Option<usize>>,
    /// Whose distribution it is.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] scale: Live<BarScale>,
    /// The grey values that are shown.
    #[prop(into)]
    range: Live<GreyRange>,
    /// The name by which tests find the chart.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    let text = use_text();
    let words = move || text.of::<WidgetText>();
    let cursor = RwSignal::new(None);
    let frame = memo(move || probabilities.with(|p| BarFrame::new(range.get().of(p), scale.get())));
    let first = move || *range.get().levels().start();
    let is_wide = derived(move || range.get() != GreyRange::All);
    // A cursor on a value that is out of sight is nowhere.
    effect(move || {
        range.read();
        cursor.set(None);
    });
    let probability_of = move |level: usize| probabilities.with(|p| p.get(level).copied());

    let read_out = move || {
        let pointed_at = cursor.get().and_then(|level| {
            let level = usize::try_from(level).ok()?;
            let probability = percent(f64::from(probability_of(level)?));
            Some((words().level_probability)(level, &probability))
        });
        let highest = || {
            let (bar_idx, probability) = frame.read().highest()?;
            Some((words().highest_probability)(
                first() + bar_idx,
                &percent(f64::from(probability)),
            ))
        };
        pointed_at
            .or_else(highest)
            .unwrap_or_else(|| words().no_distribution.to_owned())
    };
    let y_ticks = move || {
        let frame = frame.read();
        let tick = |probability: f64| AxisTick {
            at: frame.y_of(probability as f32),
            text: match scale.get() {
                BarScale::Linear => percent(probability),
                BarScale::Log => percent_tick(probability),
            },
        };
        frame.y_ticks().into_iter().map(tick).collect::<Vec<_>>()
    };
    let x_ticks = move || {
        let x = level_scale(range.get());
        let tick = |level: usize| AxisTick {
            at: x.screen_from_value(level as f64),
            text: level.to_string(),
        };
        range
            .get()
            .named()
            .iter()
            .copied()
            .map(tick)
            .collect::<Vec<_>>()
    };
    let marked_bar = move || {
        let level = marked
            .get()
            .filter(|level| range.get().levels().contains(level))?;
        Some((level, probability_of(level)?))
    };
    let mark = move || {
        let (level, probability) = marked_bar()?;
        let left = percent_of(
            level_scale(range.get()).screen_from_value(level as f64),
            PLOT_WIDTH,
        );
        let top = percent_of(frame.read().y_of(probability), PLOT_HEIGHT);
        let words = (words().drawn_value)(level);
        Some(view! {
            <i class="bar-chart-mark" style:left=left.clone() style:top=top></i>
            <span class="bar-chart-mark-label" style=("--left", left)>
                {words}
            </span>
        })
    };

    view! {
        <ChartFrame
            class="bar-chart"
            label=label
            read_out=derived(read_out)
            x=live(move || level_scale(range.get()))
            positions=live(move || {
                let levels = range.get().levels();
                (*levels.start() as i64, *levels.end() as i64)
            })
            cursor=cursor
            x_name=derived(move || words().grey_value.to_owned())
            x_ticks=live(x_ticks)
            y_ticks=live(y_ticks)
            overlay=move || mark
            testid=testid
        >
            <path
                class="bar-chart-bars"
                class:is-wide=is_wide
                d=derived(move || probabilities.with(|p| frame.read().path(range.get().of(p))))
            ></path>
            <path
                class="bar-chart-reference"
                d=derived(move || {
                    reference.with(|p| frame.read().outline(range.get().of(p)))
                })
            ></path>
            <path
                class="bar-chart-marked"
                class:is-wide=is_wide
                d=derived(move || {
                    marked_bar().map(|(level, probability)| frame.read().path_of(level - first(), probability))
                })
            ></path>
        </ChartFrame>
    }
}

/// From grey value to the middle of its bar.
fn level_scale(range: GreyRange) -> Scale {
    let levels = range.levels();
    let (first, last) = (*levels.start() as f64, *levels.end() as f64);
    Scale::linear((first - 0.5, last + 0.5), (0.0, PLOT_WIDTH))
}
