use leptos::{
    ev,
    prelude::*,
    wasm_bindgen::JsCast,
    web_sys::{self, Element},
};

use super::cursor_after_key;
use crate::plot::{AxisTick, PLOT_HEIGHT, PLOT_WIDTH, Scale, fixed, short};
use crate::ui::signals::{Live, derived, memo, part};

/// A plot with its axes and a cursor that pointer and arrow keys move, whose value is read out
/// above it. The SVG stretches with the page; words and marks are HTML, so they do not.
#[component]
pub fn ChartFrame(
    /// The class that tells one kind of chart from another.
    class: &'static str,
    /// What the chart shows.
    #[prop(into)]
    label: Signal<String>,
    /// What the cursor stands on; without one, what the chart says in short.
    #[prop(into)]
    read_out: Signal<String>,
    /// From the cursor's positions, which are whole numbers, to the plot.
    #[prop(into)]
    x: Live<Scale>,
    /// The first and last position.
    #[prop(into)]
    positions: Live<(i64, i64)>,
    /// Where the cursor is, if it is anywhere.
    cursor: RwSignal<Option<i64>>,
    /// What the x axis counts.
    #[prop(into)]
    x_name: Signal<String>,
    #[prop(into)] x_ticks: Live<Vec<AxisTick>>,
    #[prop(into)] y_ticks: Live<Vec<AxisTick>>,
    /// HTML over the plot: marks, legends.
    #[prop(optional, into)]
    overlay: ViewFn,
    /// The name by which tests find the chart.
    #[prop(optional)]
    testid: &'static str,
    /// SVG inside a plot of [`PLOT_WIDTH`] by [`PLOT_HEIGHT`].
    children: Children,
) -> impl IntoView {
    let x = memo(move || x.get());
    let positions = memo(move || positions.get());
    let move_to_pointer = move |event: ev::PointerEvent| {
        if let Some(share) = share_across(&event) {
            let at = x
                .get_untracked()
                .value_from_screen(share * PLOT_WIDTH)
                .round() as i64;
            let (first, last) = positions.get_untracked();
            cursor.set(Some(at.min(last).max(first)));
        }
    };
    let move_by_key = move |event: ev::KeyboardEvent| {
        let (first, last) = positions.get_untracked();
        let target = cursor_after_key(&event.key(), cursor.get_untracked(), &(first..=last));
        if let Some(target) = target {
            event.prevent_default();
            cursor.set(Some(target));
        }
    };
    let cursor_left = move || {
        let at = cursor.get()?;
        Some(percent_of(x.get().screen_from_value(at as f64), PLOT_WIDTH))
    };
    view! {
        <figure class=format!("chart {class}") data-testid=testid>
            <figcaption class="chart-read-out" data-testid=format!("{testid}-read-out")>
                {read_out}
            </figcaption>
            <div class="chart-y" aria-hidden="true">
                {part(move || y_ticks.get().into_iter().map(y_tick).collect_view().into_any())}
            </div>
            <div
                class="chart-plot"
                role="slider"
                tabindex="0"
                aria-label=label
                aria-valuemin=derived(move || positions.get().0.to_string())
                aria-valuemax=derived(move || positions.get().1.to_string())
                aria-valuenow=derived(move || {
                    cursor.get().unwrap_or(positions.get().0).to_string()
                })
                aria-valuetext=read_out
                on:pointermove=move_to_pointer
                on:pointerdown=move_to_pointer
                on:pointerleave=move |_| cursor.set(None)
                on:blur=move |_| cursor.set(None)
                on:keydown=move_by_key
                // A click would take the arrow keys away from stepping.
                on:mousedown=|event| event.prevent_default()
            >
                <svg
                    viewBox=format!("0 0 {} {}", short(PLOT_WIDTH), short(PLOT_HEIGHT))
                    preserveAspectRatio="none"
                    aria-hidden="true"
                >
                    {part(move || y_ticks.get().into_iter().map(grid_line).collect_view().into_any())}
                    {children()}
                </svg>
                {move || {
                    cursor_left().map(|left| view! { <i class="chart-cursor" style:left=left></i> })
                }}
                {overlay.run()}
            </div>
            <div class="chart-x" aria-hidden="true">
                {part(move || x_ticks.get().into_iter().map(x_tick).collect_view().into_any())}
            </div>
            <div class="chart-x-name" aria-hidden="true">
                {x_name}
            </div>
        </figure>
    }
}

/// A place in the plot as CSS has it.
pub fn percent_of(at: f64, whole: f64) -> String {
    format!("{}%", fixed(at / whole * 100.0, 3))
}

fn x_tick(tick: AxisTick) -> impl IntoView {
    let left = percent_of(tick.at, PLOT_WIDTH);
    view! { <span style:left=left>{tick.text}</span> }
}

fn y_tick(tick: AxisTick) -> impl IntoView {
    let top = percent_of(tick.at, PLOT_HEIGHT);
    view! { <span style:top=top>{tick.text}</span> }
}

fn grid_line(tick: AxisTick) -> impl IntoView {
    view! { <path class="chart-grid" d=format!("M0 {}H{}", fixed(tick.at, 2), short(PLOT_WIDTH))></path> }
}

/// How far across the element that listens a pointer is, 0 to 1.
fn share_across(event: &web_sys::PointerEvent) -> Option<f64> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    (bounds.width() > 0.0).then(|| (f64::from(event.client_x()) - bounds.left()) / bounds.width())
}
