use leptos::prelude::*;

use super::DEAD_BELOW;
use crate::{
    i18n::vae::training::TrainingText,
    plot::fixed,
    protocol::N_LIVE_AXES,
    ui::{
        settings::use_text,
        signals::{Live, derived, part, say},
    },
};

/// The KL term axis by axis as upright bars; an axis that carries nothing is crossed out.
#[component]
pub fn AxisBars(
    /// In nats; empty before the first step.
    axes: Live<Vec<f32>>,
) -> impl IntoView {
    let text = use_text();
    let top = move || axes.with(|axes| axes.iter().copied().fold(1.0, f32::max));
    let bar = move |at: usize| {
        let kl = derived(move || axes.with(|axes| axes.get(at).copied()));
        let is_dead = derived(move || kl.get().is_some_and(|kl| kl < DEAD_BELOW));
        let height = derived(move || {
            let share = kl.get().map_or(0.0, |kl| f64::from(kl / top()));
            format!("{}%", fixed(share.clamp(0.0, 1.0) * 100.0, 2))
        });
        let value = derived(move || match kl.get() {
            Some(kl) => fixed(kl.into(), 2),
            None => "–".to_owned(),
        });
        let says = derived(move || {
            let words = text.of::<TrainingText>();
            (words.axis)(at + 1, &value.get(), is_dead.get())
        });
        view! {
            <li
                class="axis-bar"
                class:is-dead=is_dead
                aria-label=says
                title=says
                data-testid=format!("axis-{at}")
            >
                <span aria-hidden="true">{value}</span>
                <i aria-hidden="true">
                    <b style=("--height", height)></b>
                </i>
                <span aria-hidden="true">{(at + 1).to_string()}</span>
            </li>
        }
    };
    let title = derived(move || {
        let words = text.of::<TrainingText>();
        axes.with(|axes| match axes.is_empty() {
            true => words.axes.to_owned(),
            false => (words.axes_alive)(n_alive(axes), axes.len()),
        })
    });
    view! {
        <div class="block">
            <h2 class="t-latent" data-testid="axes-title">{title}</h2>
            <ul class="axis-bars" data-testid="axes">
                {part(move || (0..N_LIVE_AXES).map(bar).collect_view().into_any())}
            </ul>
            <p class="legend">{say(|words: &TrainingText| words.axes_legend)}</p>
        </div>
    }
}

/// Axes that carry something.
pub fn n_alive(axes: &[f32]) -> usize {
    axes.iter().filter(|kl| **kl >= DEAD_BELOW).count()
}
