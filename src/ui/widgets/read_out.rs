use leptos::prelude::*;

/// A value with its name.
#[derive(Clone)]
pub struct Row {
    label: Signal<String>,
    value: Signal<String>,
    testid: &'static str,
}

impl Row {
    /// `testid` is the name by which tests find the value.
    pub fn new(
        label: impl Into<Signal<String>>,
        value: impl Into<Signal<String>>,
        testid: &'static str,
    ) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            testid,
        }
    }
}

/// Values under one another, with their names, in figures that keep their place.
#[component]
pub fn ReadOut(
    /// In the order in which they are read.
    rows: Vec<Row>,
) -> impl IntoView {
    let row = |Row {
                   label,
                   value,
                   testid,
               }| {
        view! {
            <div class="read-out-row">
                <dt>{label}</dt>
                <dd data-testid=testid>{value}</dd>
            </div>
        }
    };
    view! { <dl class="read-out">{rows.into_iter().map(row).collect_view()}</dl> }
}
