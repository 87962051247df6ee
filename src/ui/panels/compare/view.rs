use leptos::prelude::*;

use super::{
    State,
    controls::{AxisChoices, Controls, Files},
    notes::CompareNotes,
    shown::marks,
    table::Table,
};
use crate::{
    i18n::{compare::CompareText, nearest::NearestText},
    plot::Role,
    ui::{
        panels::{Datum, Panel, PanelFrame, PanelState, nearest::NearestDigits, use_panel},
        settings::use_text,
        signals::{derived, live, memo, say},
        widgets::MarkChart,
    },
};

/// All models from one seed, and what is measured of each.
#[component]
pub fn ComparePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &CompareText| words.title)
            testid="compare"
            data=data(panel)
            inspector=move || {
                view! {
                    {panel.trouble()}
                    <Table panel=panel />
                    <Files panel=panel />
                    <Nearest panel=panel />
                }
            }
            notes=move || view! { <CompareNotes panel=panel /> }
        >
            <div class="compare-controls">
                <Controls panel=panel />
            </div>
            <Chart panel=panel />
        </PanelFrame>
    }
}

/// What the tests read.
fn data(panel: Panel<State>) -> Vec<Datum> {
    let n_done = panel.read(State::n_done);
    let is_done = panel.read(State::is_done);
    let percent = panel.read(|state| (100.0 * state.part_of_all()) as u32);
    vec![
        ("data-measured", derived(move || n_done.get().to_string())),
        ("data-done", derived(move || is_done.get().to_string())),
        ("data-part", derived(move || percent.get().to_string())),
        panel.playing(),
    ]
}

#[component]
fn Chart(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let of_state = panel.read(move |state| marks(state, text.of::<CompareText>()));
    let marks = memo(move || of_state.with(|(marks, _)| marks.clone()));
    let levels = memo(move || of_state.with(|(_, levels)| levels.clone()));
    let axes = panel.read(|state| state.axes);
    view! {
        // As high as the table, so that the block stays beside it and goes no further.
        <div class="compare-chart">
            <div class="block">
                <AxisChoices panel=panel />
                <MarkChart
                    marks=marks
                    levels=levels
                    label=say(|words: &CompareText| words.chart)
                    x_name=say(move |words: &CompareText| axes.get().x.name_in(&words.figure))
                    y_name=say(move |words: &CompareText| axes.get().y.name_in(&words.figure))
                    otherwise=say(|words: &CompareText| words.no_mark)
                    testid="chart"
                />
            </div>
        </div>
    }
}

/// The image that is looked at, and the real digits nearest to it.
#[component]
fn Nearest(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let picked = panel.read(|state| state.picked);
    let is_there = panel.read(|state| !state.picked_image().is_empty());
    let title = derived(move || {
        let words = text.of::<CompareText>();
        let (contender, image) = picked.get();
        (words.picked)(&(words.name)(contender), usize::from(image) + 1)
    });
    let until_found = derived(move || match is_there.get() {
        true => text.of::<NearestText>().searching.to_owned(),
        false => text.of::<CompareText>().not_drawn.to_owned(),
    });
    view! {
        <div class="block compare-nearest">
            <h2 class=Role::Generated.class() data-testid="picked">{title}</h2>
            <NearestDigits
                is_wanted=panel.read(|state| state.nearest.is_wanted)
                found=live({
                    let found = panel.read(|state| state.nearest.found.clone());
                    move || found.get()
                })
                until_found=until_found
                on_want=panel.on(State::want_nearest)
            />
        </div>
    }
}
