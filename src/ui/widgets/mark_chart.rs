use leptos::{ev, prelude::*, wasm_bindgen::JsCast, web_sys::Element};

use super::{
    chart::{cursor_after_key, percent_of},
    painting::place_of,
};
use crate::{
    plot::{
        AxisTick, Level, Mark, MarkFrame, MarkPlace, PLOT_HEIGHT, PLOT_WIDTH, fixed, log_ticks,
        nice_ticks, short, significant,
    },
    ui::signals::{Live, derived, memo, part},
};

const N_Y_TICKS: usize = 4;

/// Things of two values each, the first by its logarithm, and lines at values that are the same
/// for all. The pointer reads out the mark that is nearest to it, the arrow keys go from mark to
/// mark as they stand from left to right.
#[component]
pub fn MarkChart(
    #[prop(into)] marks: Live<Vec<Mark>>,
    #[prop(into)] levels: Live<Vec<Level>>,
    /// What the chart shows.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] x_name: Signal<String>,
    #[prop(into)] y_name: Signal<String>,
    /// What is said where no mark is pointed at.
    #[prop(into)]
    otherwise: Signal<String>,
    /// The name by which tests find the chart.
    testid: &'static str,
) -> impl IntoView {
    // Which mark is pointed at, counted from the left.
    let cursor = RwSignal::new(None::<i64>);
    let frame = memo(move || MarkFrame::new(&marks.read(), &levels.read()));
    let places = memo(move || frame.read().places(&marks.read(), &levels.read()));
    let from_left = memo(move || {
        let places = places.read();
        let mut order: Vec<usize> = (0..places.len()).collect();
        order.sort_by(|a, b| places[*a].x.total_cmp(&places[*b].x));
        order
    });
    let last = move || from_left.read().len() as i64 - 1;
    let pointed = memo(move || {
        let at = usize::try_from(cursor.get()?).ok()?;
        from_left.read().get(at).copied()
    });
    let read_out = derived(move || {
        let marks = marks.read();
        let mark = pointed.get().and_then(|mark| marks.get(mark));
        mark.map_or_else(|| otherwise.get(), |mark| mark.says.clone())
    });
    let point = move |event: ev::PointerEvent| {
        let target = event
            .current_target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let Some(((x, y), element)) = place_of(&event).zip(target) else {
            return;
        };
        let shape = f64::from(element.client_height()) / f64::from(element.client_width().max(1));
        let (x, y) = (x * PLOT_WIDTH, y * PLOT_HEIGHT);
        let nearest = MarkFrame::nearest(&places.read_untracked(), x, y, shape);
        let order = from_left.read_untracked();
        cursor.set(
            nearest
                .and_then(|mark| order.iter().position(|at| *at == mark))
                .map(|at| at as i64),
        );
    };
    let point_by_key = move |event: ev::KeyboardEvent| {
        let positions = 0..=untrack(last).max(0);
        let target = cursor_after_key(&event.key(), cursor.get_untracked(), &positions);
        if let Some(target) = target {
            event.prevent_default();
            cursor.set(Some(target));
        }
    };
    let shapes = move || {
        let (marks, places) = (marks.read(), places.read());
        let one = |(mark, place): (&Mark, &MarkPlace)| {
            let (dot, line) = place.path();
            let role = mark.role.class();
            view! {
                <path class=format!("mark-line {role}") d=line></path>
                <path class=format!("spread-dots {role}") d=dot></path>
            }
        };
        marks
            .iter()
            .zip(&*places)
            .map(one)
            .collect_view()
            .into_any()
    };
    let lines = move || {
        let (frame, levels) = (frame.get(), levels.read());
        let line = |level: &Level| {
            let class = format!("spread-level {}", level.role.class());
            view! { <path class=class d=frame.level_path(level.y)></path> }
        };
        levels.iter().map(line).collect_view().into_any()
    };
    let names = move || {
        let (marks, places, pointed) = (marks.read(), places.read(), pointed.get());
        let mark = |(i, (mark, place)): (usize, (&Mark, &MarkPlace))| {
            let side = if place.is_left { "is-left" } else { "" };
            let now = if pointed == Some(i) { "is-pointed" } else { "" };
            view! {
                <span
                    class=format!("mark-name {} {side} {now}", mark.role.class())
                    style:left=percent_of(place.name_x(), PLOT_WIDTH)
                    style:top=percent_of(place.name_y, PLOT_HEIGHT)
                >
                    {mark.name.clone()}
                </span>
            }
        };
        let marks = marks.iter().zip(&*places).enumerate();
        marks.map(mark).collect_view().into_any()
    };
    let level_names = move || {
        let (frame, levels) = (frame.get(), levels.read());
        let level = |level: &Level| {
            let top = percent_of(frame.y.screen_from_value(level.y), PLOT_HEIGHT);
            view! {
                <span class=format!("level-name {}", level.role.class()) style:top=top>
                    {level.name.clone()}
                </span>
            }
        };
        levels.iter().map(level).collect_view().into_any()
    };
    let ticks = move |by_x: bool| {
        let frame = frame.get();
        let (values, scale) = match by_x {
            true => (log_ticks(frame.x_range), frame.x),
            false => (nice_ticks(frame.y_range, N_Y_TICKS), frame.y),
        };
        let tick = |value: f64| AxisTick {
            at: scale.screen_from_value(value),
            text: tick_text(value),
        };
        values.into_iter().map(tick).collect::<Vec<_>>()
    };
    let x_ticks = move || {
        let tick = |tick: AxisTick| {
            view! { <span style:left=percent_of(tick.at, PLOT_WIDTH)>{tick.text}</span> }
        };
        ticks(true).into_iter().map(tick).collect_view().into_any()
    };
    let y_ticks = move || {
        let tick = |tick: AxisTick| {
            view! { <span style:top=percent_of(tick.at, PLOT_HEIGHT)>{tick.text}</span> }
        };
        ticks(false).into_iter().map(tick).collect_view().into_any()
    };
    let grid = move || {
        let across = |tick: AxisTick| format!("M0 {}H{}", fixed(tick.at, 2), short(PLOT_WIDTH));
        let down = |tick: AxisTick| format!("M{} 0V{}", fixed(tick.at, 2), short(PLOT_HEIGHT));
        let all = ticks(false).into_iter().map(across);
        let d: String = all.chain(ticks(true).into_iter().map(down)).collect();
        view! { <path class="chart-grid" d=d></path> }.into_any()
    };
    view! {
        <figure class="chart mark-chart" data-testid=testid>
            <figcaption class="chart-read-out" data-testid=format!("{testid}-read-out")>
                {read_out}
            </figcaption>
            <div class="chart-y" aria-hidden="true">{part(y_ticks)}</div>
            <div
                class="chart-plot"
                role="slider"
                tabindex="0"
                data-testid=format!("{testid}-plot")
                aria-label=label
                aria-valuemin="1"
                aria-valuemax=derived(move || (last() + 1).max(1).to_string())
                aria-valuenow=derived(move || (cursor.get().unwrap_or_default() + 1).to_string())
                aria-valuetext=read_out
                on:pointermove=point
                on:pointerdown=point
                on:pointerleave=move |_| cursor.set(None)
                on:blur=move |_| cursor.set(None)
                on:keydown=point_by_key
                // A click would take the arrow keys away from stepping.
                on:mousedown=|event| event.prevent_default()
            >
                <svg
                    viewBox=format!("0 0 {} {}", short(PLOT_WIDTH), short(PLOT_HEIGHT))
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    {part(grid)}
                    {part(lines)}
                    {part(shapes)}
                </svg>
                <div class="mark-names" aria-hidden="true">
                    {part(level_names)}
                    {part(names)}
                </div>
            </div>
            <div class="chart-x" aria-hidden="true">{part(x_ticks)}</div>
            <div class="chart-x-name" aria-hidden="true">
                {derived(move || format!("{} · {}", x_name.get(), y_name.get()))}
            </div>
        </figure>
    }
}

/// A round number in few signs.
fn tick_text(value: f64) -> String {
    const UNITS: [(f64, &str); 2] = [(1e6, "M"), (1e3, "k")];
    let unit = UNITS.iter().find(|(unit, _)| value.abs() >= *unit);
    match unit {
        Some((unit, name)) => format!("{}{name}", short(value / unit)),
        None if value.abs() < 1e-3 => significant(value, 1),
        None => short(value),
    }
}
