use crate::i18n::widgets::WidgetText;
use leptos::prelude::*;

use super::{SeedError, parse_seed};
use crate::ui::{
    settings::use_text,
    signals::{Live, derived, effect, say},
    widgets::icon::{self, icon},
};

/// A seed, written or taken as the next one. What is no seed is answered with a sentence, and
/// the last good seed stays in force.
#[component]
pub fn SeedField(
    /// The seed in force.
    #[prop(into)]
    value: Live<u64>,
    /// Called when another seed is chosen.
    on_change: Callback<u64>,
) -> impl IntoView {
    let text = use_text();
    let words = move || text.of::<WidgetText>();
    let written = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<SeedError>);
    let show_seed_in_force = move |seed: u64| {
        written.set(seed.to_string());
        problem.set(None);
    };
    effect(move || show_seed_in_force(value.get()));

    let choose = move |seed: u64| {
        show_seed_in_force(seed);
        if seed != value.get_untracked() {
            on_change.run(seed);
        }
    };
    let commit = move || match written.with_untracked(|written| parse_seed(written)) {
        Ok(seed) => choose(seed),
        Err(error) => problem.set(Some(error)),
    };
    let sentence = move |error| match error {
        SeedError::NotWhole => (words().seed_not_whole)(value.get()),
        SeedError::TooLarge => (words().seed_too_large)(value.get()),
    };

    view! {
        <div class="seed-field">
            <label class="seed-label">
                <span>{say(|words: &WidgetText| words.seed)}</span>
                <input
                    type="text"
                    class="seed-input"
                    inputmode="numeric"
                    autocomplete="off"
                    spellcheck="false"
                    data-testid="seed-input"
                    aria-invalid=derived(move || problem.get().map(|_| "true".to_owned()))
                    prop:value=written
                    on:input:target=move |event| written.set(event.target().value())
                    on:change=move |_| commit()
                    on:keydown=move |event| match event.key().as_str() {
                        "Enter" => commit(),
                        "Escape" => show_seed_in_force(value.get_untracked()),
                        _ => {}
                    }
                />
            </label>
            <button
                type="button"
                class="square-button"
                data-testid="seed-next"
                aria-label=say(|words: &WidgetText| words.next_seed)
                title=say(|words: &WidgetText| words.next_seed)
                on:click=move |_| choose(value.get_untracked().wrapping_add(1))
            >
                {icon(icon::DICE)}
            </button>
            // Always there, so that a sentence put into it is announced.
            <p class="field-error" role="alert" data-testid="seed-error">
                {derived(move || problem.get().map(sentence))}
            </p>
        </div>
    }
}
