use leptos::prelude::*;

use super::chart::{ChartFrame, percent_of};
use crate::{
    plot::{
        AxisTick, Curve, PLOT_HEIGHT, PLOT_WIDTH, Scale, dots_path, line_path, nice_ticks, short,
    },
    ui::signals::{Live, derived, live, part},
};

/// Cursor positions to a unit of x.
pub const CURVE_POSITIONS: f64 = 10.0;

/// Half a direction's length, in units of x.
const HALF_DIRECTION: f64 = 1.5;

const N_X_TICKS: usize = 6;
const N_Y_TICKS: usize = 4;

/// Curves over a number, with dots that lie on them, and below the axis a second scale.
#[component]
pub fn CurveChart(
    #[prop(into)] curves: Live<Vec<Curve>>,
    #[prop(into)] x_range: Live<(f64, f64)>,
    #[prop(into)] y_range: Live<(f64, f64)>,
    /// What the chart shows.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] x_name: Signal<String>,
    /// Where marks of the second scale stand, and what they say.
    #[prop(into)]
    second: Live<Vec<(f64, String)>>,
    #[prop(into)] second_name: Signal<String>,
    /// What stands before the marks of either scale.
    signs: [&'static str; 2],
    /// In [`CURVE_POSITIONS`], where it is anywhere.
    cursor: RwSignal<Option<i64>>,
    /// What is at the cursor; without one, what the chart says in short.
    #[prop(into)]
    read_out: Signal<String>,
    /// The name by which tests find the chart.
    testid: &'static str,
) -> impl IntoView {
    let x = live(move || Scale::linear(x_range.get(), (0.0, PLOT_WIDTH)));
    let y = live(move || Scale::linear(y_range.get(), (PLOT_HEIGHT, 0.0)));
    // From the cursor's positions, which are whole numbers.
    let cursor_x = live(move || {
        let (low, high) = x_range.get();
        let domain = (low * CURVE_POSITIONS, high * CURVE_POSITIONS);
        Scale::linear(domain, (0.0, PLOT_WIDTH))
    });
    let positions = live(move || {
        let (low, high) = x_range.get();
        let (first, last) = (low * CURVE_POSITIONS, high * CURVE_POSITIONS);
        (first.ceil() as i64, last.floor() as i64)
    });
    let ticks = |values: Vec<f64>, scale: Scale| {
        let tick = |value: f64| AxisTick {
            at: scale.screen_from_value(value),
            text: short(value),
        };
        values.into_iter().map(tick).collect::<Vec<_>>()
    };
    let curve = move |curve: &Curve| {
        let (x, y, role) = (x.get(), y.get(), curve.role.class());
        view! {
            <path
                class=format!("line-chart-line {role}")
                d=line_path(&curve.points, &x, &y)
            ></path>
            <path
                class=format!("curve-directions {role}")
                d=curve.directions_path(HALF_DIRECTION, &x, &y)
            ></path>
            <path
                class=format!("spread-dots curve-dots {role}")
                d=dots_path(&curve.dots, &x, &y)
            ></path>
        }
    };
    let mark = move |(at, text): (f64, String)| {
        let left = percent_of(x.get().screen_from_value(at), PLOT_WIDTH);
        view! { <span style:left=left>{text}</span> }
    };
    let [first_sign, second_sign] = signs;
    let overlay = move || {
        let names = move || {
            let name = |curve: &Curve| {
                view! { <span class=curve.role.class()>{curve.name.clone()}</span> }
            };
            let names = curves.with(|all| all.iter().map(name).collect_view());
            view! { <div class="line-chart-names">{names}</div> }.into_any()
        };
        view! {
            {part(names)}
            <i class="curve-scale" aria-hidden="true">
                {first_sign}
            </i>
            <i class="curve-scale is-second" aria-hidden="true">
                {second_sign}
            </i>
            <div class="curve-second" aria-hidden="true">
                {part(move || second.get().into_iter().map(mark).collect_view().into_any())}
            </div>
        }
        .into_any()
    };
    let names = derived(move || format!("{} · {}", x_name.get(), second_name.get()));
    view! {
        <ChartFrame
            class="line-chart curve-chart"
            label=label
            read_out=read_out
            x=cursor_x
            positions=positions
            cursor=cursor
            x_name=names
            x_ticks=live(move || ticks(nice_ticks(x_range.get(), N_X_TICKS), x.get()))
            y_ticks=live(move || ticks(nice_ticks(y_range.get(), N_Y_TICKS), y.get()))
            overlay=overlay
            testid=testid
        >
            {part(move || curves.with(|all| all.iter().map(curve).collect_view().into_any()))}
        </ChartFrame>
    }
}
