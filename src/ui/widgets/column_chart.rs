use leptos::prelude::*;

use super::chart::ChartFrame;
use crate::{
    i18n::widgets::WidgetText,
    plot::{
        AxisTick, PLOT_HEIGHT, PLOT_WIDTH, Role, Scale, columns_path, fixed, nice_ticks, short,
    },
    ui::{
        settings::use_text,
        signals::{Live, derived, live, memo},
    },
};

const N_Y_TICKS: usize = 3;

/// Amounts as upright bars side by side, in the order in which they are given, with exact values
/// under the cursor.
#[component]
pub fn ColumnChart(
    #[prop(into)] values: Live<Vec<f64>>,
    role: Role,
    /// The value's name, and so what the chart shows.
    #[prop(into)]
    label: Signal<String>,
    /// What the bars count, as a word that a number follows.
    #[prop(into)]
    x_name: Signal<String>,
    /// What is said while the cursor is nowhere.
    #[prop(into)]
    in_short: Signal<String>,
    /// The first bar's number.
    #[prop(default = 1)]
    first: usize,
    #[prop(default = 2)] n_decimals: usize,
    /// The unit, as a word that follows a number.
    #[prop(into)]
    unit: Signal<String>,
    /// The name by which tests find the chart.
    testid: &'static str,
) -> impl IntoView {
    let text = use_text();
    let cursor = RwSignal::new(None);
    let x = live(move || {
        let (from, n) = (first as f64 - 0.5, values.read().len().max(1) as f64);
        Scale::linear((from, from + n), (0.0, PLOT_WIDTH))
    });
    let top = memo(move || {
        let values = values.read();
        let highest = values.iter().copied().filter(|y| y.is_finite());
        highest.fold(0.1, f64::max)
    });
    let y = live(move || Scale::linear((0.0, top.get()), (PLOT_HEIGHT, 0.0)));
    let bars = derived(move || {
        // Columns are counted from 0.
        let n = values.read().len().max(1) as f64;
        let x = Scale::linear((-0.5, n - 0.5), (0.0, PLOT_WIDTH));
        columns_path(&values.read(), &x, &y.get())
    });
    let read_out = move || {
        let at = cursor.get().and_then(|at: i64| usize::try_from(at).ok());
        let value = at.and_then(|at| values.read().get(at.checked_sub(first)?).copied());
        match at.zip(value) {
            Some((at, value)) => {
                let value = format!("{} {}", fixed(value, n_decimals), unit.get());
                let words = text.of::<WidgetText>();
                (words.values_at)(&x_name.get(), &at.to_string(), &[(label.get(), value)])
            }
            None => in_short.get(),
        }
    };
    let x_ticks = move || {
        let n = values.read().len();
        let (x, stride) = (x.get(), n.div_ceil(11).max(1));
        let tick = |number: usize| AxisTick {
            at: x.screen_from_value(number as f64),
            text: number.to_string(),
        };
        (first..first + n)
            .step_by(stride)
            .map(tick)
            .collect::<Vec<_>>()
    };
    let y_ticks = move || {
        let y = y.get();
        let tick = |value: f64| AxisTick {
            at: y.screen_from_value(value),
            text: short(value),
        };
        let values = nice_ticks((0.0, top.get()), N_Y_TICKS);
        values.into_iter().map(tick).collect::<Vec<_>>()
    };
    view! {
        <ChartFrame
            class="line-chart column-chart"
            label=label
            read_out=derived(read_out)
            x=x
            positions=live(move || (first as i64, (first + values.read().len().max(1) - 1) as i64))
            cursor=cursor
            x_name=x_name
            x_ticks=live(x_ticks)
            y_ticks=live(y_ticks)
            testid=testid
        >
            <path class=format!("column-chart-bars {}", role.class()) d=bars></path>
        </ChartFrame>
    }
}
