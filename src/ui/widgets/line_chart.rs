use leptos::prelude::*;

use super::chart::ChartFrame;
use crate::{
    i18n::widgets::WidgetText,
    plot::{
        AxisTick, Extent, Level, PLOT_HEIGHT, PLOT_WIDTH, Scale, Series, fixed, line_path,
        log_ticks, nice_ticks, short, significant,
    },
    ui::{
        settings::use_text,
        signals::{Live, derived, live, memo, part},
    },
};

const N_X_TICKS: usize = 5;
const N_Y_TICKS: usize = 3;

/// One or more quantities over something that is counted, with exact values under the cursor.
#[component]
pub fn LineChart(
    #[prop(into)] series: Live<Vec<Series>>,
    /// What the chart shows.
    #[prop(into)]
    label: Signal<String>,
    /// What the x axis counts, as a word that a number follows: "pixel", "step".
    #[prop(into)]
    x_name: Signal<String>,
    /// The x axis reaches at least from here to there, so that a line can grow into its room.
    #[prop(optional, into)]
    x_at_least: Option<(f64, f64)>,
    /// The y axis reaches at least from here to there.
    #[prop(optional, into)]
    y_at_least: Option<(f64, f64)>,
    /// Values that are the same everywhere: dashed lines across.
    #[prop(optional, into)]
    levels: Option<Live<Vec<Level>>>,
    /// What is said while the cursor is nowhere, unless it is empty; without it, the last values.
    #[prop(optional, into)]
    in_short: Option<Signal<String>>,
    /// Whether equal ratios take equal heights.
    #[prop(optional, into)]
    is_log: Option<Live<bool>>,
    /// The name by which tests find the chart.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    let text = use_text();
    let cursor = RwSignal::new(None);
    let is_log = move || is_log.is_some_and(|is_log| is_log.get());
    let levels = move || levels.map_or_else(Vec::new, |levels| levels.get());
    let least = Extent {
        x: x_at_least.unwrap_or((0.0, 0.0)),
        y: y_at_least.unwrap_or((0.0, 0.0)),
    };
    let extent = memo(move || {
        series.with(|series| match is_log() {
            true => Extent::covering_logs(series, least),
            false => Extent::covering(series, least),
        })
    });
    let x = memo(move || Scale::linear(extent.get().x, (0.0, PLOT_WIDTH)));
    let y = memo(move || match is_log() {
        true => Scale::log(extent.get().y, (PLOT_HEIGHT, 0.0)),
        false => Scale::linear(extent.get().y, (PLOT_HEIGHT, 0.0)),
    });

    let read_out = move || {
        let words = text.of::<WidgetText>();
        let in_short = in_short.filter(|_| cursor.get().is_none());
        let in_short = in_short.map(|in_short| in_short.get());
        if let Some(in_short) = in_short.filter(|said| !said.is_empty()) {
            return in_short;
        }
        series.with(|series| {
            let at = |line: &Series| match cursor.get() {
                Some(x) => line.nearest(x as f64),
                None => line.points.last().copied(),
            };
            let Some((x, _)) = series.iter().find_map(at) else {
                return words.no_values.to_owned();
            };
            let value = |line: &Series| Some((line.name.clone(), significant(at(line)?.1, 3)));
            let values: Vec<_> = series.iter().filter_map(value).collect();
            (words.values_at)(&x_name.get(), &short(x), &values)
        })
    };
    let x_ticks = move || ticks(nice_ticks(extent.get().x, N_X_TICKS), x.get());
    let y_ticks = move || {
        let values = match is_log() {
            true => log_ticks(extent.get().y),
            false => nice_ticks(extent.get().y, N_Y_TICKS),
        };
        ticks(values, y.get())
    };
    let line = move |line: &Series| {
        let class = format!("line-chart-line {}", line.role.class());
        // What has no place on a logarithmic axis lies at its foot.
        let foot = extent.get().y.0;
        let raised = |&(x, y): &(f64, f64)| (x, if y < foot { foot } else { y });
        let points: Vec<_> = line.points.iter().map(raised).collect();
        view! { <path class=class d=line_path(&points, &x.get(), &y.get())></path> }
    };
    let level = move |level: &Level| {
        let class = format!("spread-level {}", level.role.class());
        let y = fixed(y.get().screen_from_value(level.y), 2);
        view! { <path class=class d=format!("M0 {y}H{}", short(PLOT_WIDTH))></path> }
    };
    let key_to_lines = move || {
        let names = |line: &Series| {
            view! { <span class=line.role.class()>{line.name.clone()}</span> }
        };
        // A single line is named by the chart's own heading.
        let names =
            series.with(|all| (all.len() > 1).then(|| all.iter().map(names).collect_view()));
        let level_name = |level: &Level| {
            view! { <span class=level.role.class()>{level.name.clone()}</span> }
        };
        let levels = levels().iter().map(level_name).collect_view();
        view! { <div class="line-chart-names">{names} {levels}</div> }
    };

    view! {
        <ChartFrame
            class="line-chart"
            label=label
            read_out=derived(read_out)
            x=x
            positions=live(move || whole_numbers_in(extent.get().x))
            cursor=cursor
            x_name=x_name
            x_ticks=live(x_ticks)
            y_ticks=live(y_ticks)
            overlay=move || key_to_lines
            testid=testid
        >
            {part(move || levels().iter().map(level).collect_view().into_any())}
            {part(move || series.with(|all| all.iter().map(line).collect_view().into_any()))}
        </ChartFrame>
    }
}

fn ticks(values: Vec<f64>, scale: Scale) -> Vec<AxisTick> {
    let tick = |value: f64| AxisTick {
        at: scale.screen_from_value(value),
        text: short(value),
    };
    values.into_iter().map(tick).collect()
}

fn whole_numbers_in(domain: (f64, f64)) -> (i64, i64) {
    (domain.0.ceil() as i64, domain.1.floor() as i64)
}
