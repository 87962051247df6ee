use leptos::prelude::*;

use super::{
    N_IMAGES, N_LAPS, State,
    lanes::Lanes,
    notes::RaceNotes,
    table::{Table, Verdict},
};
use crate::{
    i18n::pixel_rnn::race::RaceText,
    plot::fixed,
    protocol::RACE_SIDES,
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::use_text,
        signals::{Live, derived, say},
        widgets::Segmented,
    },
};

/// Training steps of both nets, timed then and there.
#[component]
pub fn RacePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let n_laps = panel.read(|state| state.laps.len());
    let data: Vec<Datum> = vec![
        ("data-laps", derived(move || n_laps.get().to_string())),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &RaceText| words.title)
            testid="pixelrnn-race"
            data=data
            inspector=move || view! {
                {panel.trouble()} <Table panel=panel /> <Verdict panel=panel />
            }
            notes=move || view! { <RaceNotes panel=panel /> }
        >
            <Work panel=panel />
            <Choices panel=panel />
            <div class="race">
                <Lanes panel=panel />
            </div>
        </PanelFrame>
    }
}

/// Run, stop, forget, and how far it is.
#[component]
fn Work(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let run = panel.read(State::run);
    let n_laps = panel.read(|state| state.laps.len());
    let says = derived(move || {
        let words = text.of::<RaceText>();
        match (run.get(), n_laps.get()) {
            (Some(run), _) => (words.running)(run.n_told, run.n_all),
            (None, 0) => words.none_yet.to_owned(),
            (None, n_laps) => (words.done)(n_laps),
        }
    });
    let share = derived(move || {
        let part = run
            .get()
            .map_or(0.0, |run| run.n_told as f64 / run.n_all.max(1) as f64);
        fixed(part, 4)
    });
    let run_or_stop = panel.on(|state, ()| state.run_or_stop());
    let reset = panel.on(|state, ()| state.reset());
    view! {
        <div class="work">
            <progress max="1" prop:value=share aria-label=says></progress>
            <span class="legend" data-testid="race-says">{says}</span>
            <button type="button" data-testid="run" on:click=move |_| run_or_stop.run(())>
                {derived(move || {
                    let words = text.of::<RaceText>();
                    if run.get().is_some() { words.stop } else { words.run }
                })}
            </button>
            <button
                type="button"
                data-testid="reset"
                aria-disabled=derived(move || (n_laps.get() == 0).then_some("true"))
                on:click=move |_| reset.run(())
            >
                {say(|words: &RaceText| words.reset)}
            </button>
        </div>
    }
}

/// Which images are drawn, and how many laps of how many images.
#[component]
fn Choices(panel: Panel<State>) -> impl IntoView {
    let sides = RACE_SIDES.map(|side| (side, derived(move || format!("{side} × {side}"))));
    view! {
        <div class="controls">
            {choice(
                say(|words: &RaceText| words.side),
                sides.to_vec(),
                panel.read(|state| state.link.side),
                panel.on(State::set_side),
                "side",
            )}
            {choice(
                say(|words: &RaceText| words.images),
                N_IMAGES.map(number).to_vec(),
                panel.read(|state| state.link.n_images),
                panel.on(State::set_n_images),
                "images",
            )}
            {choice(
                say(|words: &RaceText| words.laps),
                N_LAPS.map(number).to_vec(),
                panel.read(|state| state.link.n_laps),
                panel.on(State::set_n_laps),
                "laps",
            )}
        </div>
    }
}

fn number<T: Copy + ToString + Send + Sync + 'static>(n: T) -> (T, Signal<String>) {
    (n, derived(move || n.to_string()))
}

fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    name: Signal<String>,
    options: Vec<(T, Signal<String>)>,
    value: Live<T>,
    on_change: Callback<T>,
    testid: &'static str,
) -> AnyView {
    view! {
        <div class="labelled">
            <span class="legend">{name}</span>
            <Segmented label=name options=options value=value on_change=on_change testid=testid />
        </div>
    }
    .into_any()
}
