use leptos::prelude::*;

use crate::{
    plot::{Role, fixed},
    ui::signals::{Live, derived, part},
};

/// One amount among others: its name, its value in words, and how long its bar is.
#[derive(Debug, Clone, PartialEq)]
pub struct Meter {
    pub label: String,
    pub value: String,
    /// Of the longest, 0 to 1.
    pub share: f64,
    pub role: Option<Role>,
}

/// Amounts as bars under one another, to be compared at a glance.
#[component]
pub fn Meters(
    #[prop(into)] meters: Live<Vec<Meter>>,
    /// The name by which tests find the bars; bar i is `{testid}-{i}`.
    testid: &'static str,
) -> impl IntoView {
    let meter = move |(i, meter): (usize, Meter)| {
        let role = meter.role.map_or("", Role::class);
        let width = format!("{}%", fixed(meter.share.clamp(0.0, 1.0) * 100.0, 2));
        view! {
            <div class=format!("meter {role}") data-testid=format!("{testid}-{i}")>
                <dt>{meter.label}</dt>
                <dd>{meter.value}</dd>
                <span class="meter-bar" aria-hidden="true">
                    <i style:width=width></i>
                </span>
            </div>
        }
    };
    let all = derived(move || meters.get());
    view! {
        <dl class="meters" data-testid=testid>
            {part(move || all.get().into_iter().enumerate().map(meter).collect_view().into_any())}
        </dl>
    }
}
