use leptos::prelude::*;

use super::chart::ChartFrame;
use crate::{
    i18n::widgets::WidgetText,
    plot::{
        AxisTick, Level, Spread, SpreadFrame, SpreadSeries, fixed, named_places, nice_ticks, short,
    },
    ui::{
        settings::use_text,
        signals::{Live, derived, live, memo, part},
    },
};

const N_Y_TICKS: usize = 4;
/// Places that are named on the axis, at most: more would touch on a phone.
const MOST_NAMES: usize = 7;
/// Between the series' whiskers, in places.
const ASIDE: f64 = 0.06;

/// How a spread is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpreadShape {
    /// As an area: what repeats spread over.
    Band,
    /// As a stroke at each place.
    Whiskers,
}

/// Quantities with their spreads at places in a row, and lines at values that are the same at all
/// of them.
#[component]
pub fn SpreadChart(
    /// The places' names, in order.
    #[prop(into)]
    places: Live<Vec<String>>,
    #[prop(into)] series: Live<Vec<SpreadSeries>>,
    #[prop(optional, into)] levels: Option<Live<Vec<Level>>>,
    /// The place that is in force, which is marked and read out; without one, the last known is.
    #[prop(optional, into)]
    here: Option<Live<Option<usize>>>,
    shape: SpreadShape,
    /// The y axis reaches at least from here to there.
    #[prop(optional, into)]
    y_at_least: Option<(f64, f64)>,
    n_decimals: usize,
    /// What the chart shows.
    #[prop(into)]
    label: Signal<String>,
    /// What the places count, as a word that a number follows.
    #[prop(into)]
    x_name: Signal<String>,
    /// The name by which tests find the chart.
    testid: &'static str,
) -> impl IntoView {
    let text = use_text();
    let levels = levels.unwrap_or_else(|| Live::from(vec![]));
    let here = move || here.and_then(|here| here.get());
    let cursor = RwSignal::new(None);
    let n_places = memo(move || places.read().len());
    let frame =
        memo(move || SpreadFrame::new(n_places.get(), &series.read(), &levels.read(), y_at_least));
    let last_known = move || {
        let series = series.read();
        let known = series
            .iter()
            .map(|s| s.points.iter().rposition(Option::is_some));
        known.max().flatten()
    };
    let read_out = move || {
        let words = text.of::<WidgetText>();
        let place = cursor.get().and_then(|at: i64| usize::try_from(at).ok());
        let place = place.or_else(here).or_else(last_known);
        let name = place.and_then(|place| places.read().get(place).cloned());
        let Some((place, name)) = place.zip(name) else {
            return words.no_values.to_owned();
        };
        let value = |series: &SpreadSeries| {
            let point = series.points.get(place).copied().flatten()?;
            Some((series.name.clone(), in_words(&point, n_decimals)))
        };
        let values: Vec<_> = series.read().iter().filter_map(value).collect();
        match values.is_empty() {
            true => words.no_values.to_owned(),
            false => (words.values_at)(&x_name.get(), &name, &values),
        }
    };
    let x_ticks = move || {
        let (frame, places) = (frame.get(), places.read());
        let named = named_places(places.len(), MOST_NAMES).into_iter();
        let tick = |place: usize| {
            let text = places.get(place).cloned().unwrap_or_default();
            let at = frame.x.screen_from_value(place as f64);
            AxisTick { at, text }
        };
        named.map(tick).collect::<Vec<_>>()
    };
    let y_ticks = move || {
        let frame = frame.get();
        let tick = |value: f64| AxisTick {
            at: frame.y.screen_from_value(value),
            text: short(value),
        };
        let values = nice_ticks(frame.y_range, N_Y_TICKS);
        values.into_iter().map(tick).collect::<Vec<_>>()
    };
    let shapes = move || {
        let (frame, all) = (frame.get(), series.read());
        let one = |(i, series): (usize, &SpreadSeries)| {
            let role = series.role.class();
            let shift = match shape {
                SpreadShape::Band => 0.0,
                SpreadShape::Whiskers => (i as f64 - (all.len() as f64 - 1.0) / 2.0) * ASIDE,
            };
            let (class, spread) = match shape {
                SpreadShape::Band => ("spread-band", frame.band_path(&series.points)),
                SpreadShape::Whiskers => (
                    "spread-whiskers",
                    frame.whiskers_path(&series.points, shift),
                ),
            };
            let middle = frame.middle_path(&series.points, shift);
            let dots = frame.dots_path(&series.points, shift);
            view! {
                <path class=format!("{class} {role}") d=spread></path>
                <path class=format!("line-chart-line {role}") d=middle></path>
                <path class=format!("spread-dots {role}") d=dots></path>
            }
        };
        all.iter().enumerate().map(one).collect_view().into_any()
    };
    let lines = move || {
        let frame = frame.get();
        let line = |level: &Level| {
            let class = format!("spread-level {}", level.role.class());
            view! { <path class=class d=frame.level_path(level.y)></path> }
        };
        levels.read().iter().map(line).collect_view().into_any()
    };
    let mark = move || {
        let frame = frame.get();
        let path = here().map(|place| frame.mark_path(place));
        let mark = |path| view! { <path class="spread-here" d=path></path> };
        path.map(mark).into_any()
    };
    let names = move || {
        let name = |class: &'static str, name: &str, role: &'static str| {
            view! { <span class=format!("{class} {role}")>{name.to_owned()}</span> }
        };
        let (series, levels) = (series.read(), levels.read());
        let series = series.iter().map(|s| name("", &s.name, s.role.class()));
        let levels = levels
            .iter()
            .map(|l| name("is-level", &l.name, l.role.class()));
        series.chain(levels).collect_view().into_any()
    };
    view! {
        <div class="spread-names" aria-hidden="true">{part(names)}</div>
        <ChartFrame
            class="line-chart spread-chart"
            label=label
            read_out=derived(read_out)
            x=live(move || frame.get().x)
            positions=live(move || (0, n_places.get().saturating_sub(1) as i64))
            cursor=cursor
            x_name=x_name
            x_ticks=live(x_ticks)
            y_ticks=live(y_ticks)
            testid=testid
        >
            {part(mark)}
            {part(shapes)}
            {part(lines)}
        </ChartFrame>
    }
}

/// The middle, and where the rest is unless it is there too.
fn in_words(point: &Spread, n_decimals: usize) -> String {
    let number = |value: f64| fixed(value, n_decimals);
    let (low, middle, high) = (number(point.low), number(point.middle), number(point.high));
    match low == high {
        true => middle,
        false => format!("{middle} [{low}, {high}]"),
    }
}
