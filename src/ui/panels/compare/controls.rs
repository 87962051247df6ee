use leptos::{ev, prelude::*, web_sys::HtmlSelectElement};

use super::{COUNTS, Figure, State, name_of, sheet::save_png, shown::role_of};
use crate::{
    i18n::compare::CompareText,
    plot::fixed,
    protocol::Contender,
    ui::{
        address::Choice,
        files::download,
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, part, say},
        widgets::{
            SeedField, Segmented,
            icon::{self, icon},
        },
    },
};

/// Which models are compared, on what, and how far that is.
#[component]
pub fn Controls(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let count = |n: u16| (n, derived(move || (text.of::<CompareText>().count)(n)));
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">
                {say(|words: &CompareText| words.models)}
            </span>
            <div class="chips" role="group" aria-label=say(|words: &CompareText| words.models)>
                {Contender::ALL.map(|contender| chip(panel, contender)).into_iter().collect_view()}
            </div>
        </div>
        <div class="controls">
            <div class="field">
                <span class="field-label" aria-hidden="true">
                    {say(|words: &CompareText| words.counts)}
                </span>
                <Segmented
                    label=say(|words: &CompareText| words.counts)
                    options=COUNTS.map(count).to_vec()
                    value=panel.read(|state| state.n)
                    on_change=panel.on(State::set_n)
                    testid="count"
                />
            </div>
            <SeedField value=panel.read(|state| state.seed) on_change=panel.on(State::set_seed) />
        </div>
        <Progress panel=panel />
    }
}

/// A model that is in the comparison or not, and how far it is measured.
fn chip(panel: Panel<State>, contender: Contender) -> AnyView {
    let text = use_text();
    let is_in = panel.read(move |state| state.chosen.has(contender));
    let part = panel.read(move |state| state.part(contender));
    let name = move || (text.of::<CompareText>().name)(contender);
    let says = derived(move || {
        let percent = 100.0 * part.get();
        (text.of::<CompareText>().part)(&name(), percent.floor())
    });
    let toggle = panel.on(move |state, ()| state.toggle(contender));
    view! {
        <button
            type="button"
            class=format!("chip {}", role_of(contender).class())
            data-testid=format!("model-{}", name_of(contender))
            data-part=derived(move || fixed((100.0 * part.get()).floor(), 0))
            aria-pressed=derived(move || is_in.get().to_string())
            title=says
            on:click=move |_| toggle.run(())
        >
            <span>{derived(name)}</span>
            <progress max="1" value=derived(move || fixed(part.get(), 3)) aria-hidden="true"></progress>
        </button>
    }
    .into_any()
}

/// Measures, or stops.
#[component]
fn Progress(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let is_running = panel.is_running();
    let is_done = panel.read(State::is_done);
    let now = panel.read(|state| (state.n_done(), state.chosen.iter().count(), state.current()));
    let says = derived(move || {
        let words = text.of::<CompareText>();
        let (n, of, now) = now.get();
        let name = now.map(|contender| (words.name)(contender));
        (words.progress)(n, of, name.as_deref())
    });
    let part_done = panel.read(State::part_of_all);
    let act = panel.on(|state, ()| match state.is_done() {
        true => vec![],
        false => state.play_or_stop(),
    });
    let face = move || match (is_done.get(), is_running.get()) {
        (true, _) => say(|words: &CompareText| words.done).into_any(),
        (false, true) => {
            view! { {icon(icon::PAUSE)} {say(|words: &CompareText| words.stop)} }.into_any()
        }
        (false, false) => {
            view! { {icon(icon::PLAY)} {say(|words: &CompareText| words.start)} }.into_any()
        }
    };
    view! {
        <div class="judging">
            <button
                type="button"
                data-testid="play"
                aria-disabled=derived(move || is_done.get().then_some("true"))
                on:click=move |_| act.run(())
            >
                {part(face)}
            </button>
            <div>
                <progress
                    max="1"
                    value=derived(move || fixed(part_done.get(), 3))
                    aria-label=says
                ></progress>
                <p class="legend" data-testid="progress">{says}</p>
            </div>
        </div>
    }
}

/// What the chart's axes show.
#[component]
pub fn AxisChoices(panel: Panel<State>) -> impl IntoView {
    let x = panel.read(|state| state.axes.x);
    let y = panel.read(|state| state.axes.y);
    view! {
        <div class="controls axis-choices">
            {axis(&Figure::QUALITIES, y, panel.on(State::set_y), |words| words.y_axis, "axis-y")}
            {axis(&Figure::COSTS, x, panel.on(State::set_x), |words| words.x_axis, "axis-x")}
        </div>
    }
}

fn axis(
    figures: &'static [Figure],
    value: Live<Figure>,
    on_change: Callback<Figure>,
    label: fn(&CompareText) -> &'static str,
    testid: &'static str,
) -> AnyView {
    let option = |figure: &Figure| {
        let figure = *figure;
        view! {
            <option
                value=figure.name()
                prop:selected=derived(move || value.get() == figure)
            >
                {say(move |words: &CompareText| figure.name_in(&words.figure))}
            </option>
        }
    };
    let choose = move |event: ev::Targeted<ev::Event, HtmlSelectElement>| {
        if let Ok(figure) = Figure::read(&event.target().value()) {
            on_change.run(figure);
        }
    };
    view! {
        <label class="field">
            <span class="field-label">{say(move |words: &CompareText| label(words))}</span>
            <select data-testid=testid on:change:target=choose>
                {figures.iter().map(option).collect_view()}
            </select>
        </label>
    }
    .into_any()
}

/// The comparison as files.
#[component]
pub fn Files(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let has_images = panel.read(State::has_images);
    let save_csv = move |_| {
        let name = panel.peek(|state| state.file_name("csv"));
        let table = panel.peek(super::csv);
        if download(&name, table.as_bytes(), "text/csv").is_err() {
            panel.act(|state| state.fail_to_save(name));
        }
    };
    view! {
        <div class="controls">
            <button
                type="button"
                data-testid="save-png"
                disabled=derived(move || !has_images.get())
                on:click=move |_| save_png(panel, text.of::<CompareText>())
            >
                {say(|words: &CompareText| words.png)}
            </button>
            <button
                type="button"
                data-testid="save-csv"
                disabled=derived(move || !has_images.get())
                on:click=save_csv
            >
                {say(|words: &CompareText| words.csv)}
            </button>
        </div>
    }
}
