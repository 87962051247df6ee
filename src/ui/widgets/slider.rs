use leptos::prelude::*;

use crate::{
    plot::{decimal, fixed, short},
    ui::signals::{Live, derived},
};

/// A number chosen by dragging, with its name and its value in words above it.
#[component]
pub fn Slider(
    /// What the number is.
    #[prop(into)]
    label: Signal<String>,
    /// The number now.
    #[prop(into)]
    value: Live<f64>,
    min: f64,
    max: f64,
    step: f64,
    /// The number as the visitor reads it, with its unit.
    #[prop(into)]
    read_out: Signal<String>,
    /// Called at every move while dragging.
    on_input: Callback<f64>,
    /// The name by which tests find the input.
    #[prop(optional)]
    testid: &'static str,
) -> impl IntoView {
    let filled = derived(move || {
        let share = (value.get() - min) / (max - min);
        format!("{}%", fixed(share.clamp(0.0, 1.0) * 100.0, 2))
    });
    view! {
        <label class="slider">
            <span class="slider-label">{label}</span>
            // Hidden from assistive tools, which read it as the input's value.
            <span class="slider-value" aria-hidden="true">
                {read_out}
            </span>
            <input
                type="range"
                min=short(min)
                max=short(max)
                step=short(step)
                prop:value=derived(move || short(value.get()))
                style=("--filled", filled)
                aria-valuetext=read_out
                data-testid=testid
                on:input:target=move |event| {
                    if let Some(number) = decimal(&event.target().value()) {
                        on_input.run(number);
                    }
                }
            />
        </label>
    }
}
