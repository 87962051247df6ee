use leptos::prelude::*;

use super::{
    Show, State,
    charts::{Accuracies, Inertias, LogDensities},
    controls::Controls,
    found::Findings,
    images::{EigenImages, LinearPlane, LookedAt, Ways},
    notes::LabelsNotes,
    scene,
};
use crate::{
    i18n::overview::labels::LabelsText,
    plot::Role,
    protocol::N_EXPLORED,
    ui::{
        address::Choice,
        panels::{Datum, Panel, PanelFrame, PanelState, use_panel},
        settings::{use_settings, use_text},
        signals::{derived, live, part, say},
        widgets::{Later, Plane, Segmented, use_stage_colors},
    },
};

/// The same digits with their labels and without.
#[component]
pub fn LabelsPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &LabelsText| words.title)
            testid="labels-panel"
            data=data(panel)
            inspector=move || view! { {panel.trouble()} <Inspector panel=panel /> }
            notes=move || view! { <LabelsNotes panel=panel /> }
        >
            <Choices panel=panel />
            <Digits panel=panel />
            <Later>
                <Controls panel=panel />
            </Later>
        </PanelFrame>
    }
}

/// What the tests read.
fn data(panel: Panel<State>) -> Vec<Datum> {
    let show = panel.read(|state| state.show.name());
    let is_settled = panel.read(State::is_settled);
    let n_steps = panel.read(|state| {
        let regions = state.classifying.regions.as_ref();
        regions.map(|regions| regions.n_steps)
    });
    let half_step = panel.read(|state| state.clustering.n_half_steps());
    let looked_at = panel.read(State::looked_at);
    vec![
        ("data-show", derived(move || show.get().to_owned())),
        (
            "data-settled",
            derived(move || is_settled.get().to_string()),
        ),
        (
            "data-steps",
            derived(move || n_steps.get().map_or_else(String::new, |n| n.to_string())),
        ),
        (
            "data-half-step",
            derived(move || half_step.get().to_string()),
        ),
        (
            "data-digit",
            derived(move || {
                looked_at
                    .get()
                    .map_or_else(String::new, |at| at.to_string())
            }),
        ),
        panel.playing(),
    ]
}

/// What is looked for in the digits, and whether labels are given for it.
#[component]
fn Choices(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let show = panel.read(|state| state.show);
    let option = |(show, _): &(Show, &'static str)| {
        let show = *show;
        (show, say(move |words: &LabelsText| words.of(show).name))
    };
    let options: Vec<_> = Show::NAMED.iter().map(option).collect();
    let heading = derived(move || {
        let words = text.of::<LabelsText>();
        match show.get() {
            Show::Classes => words.with_labels,
            Show::Clusters | Show::Axes | Show::Features | Show::Density => words.without_labels,
        }
        .to_owned()
    });
    view! {
        <Segmented
            label=say(|words: &LabelsText| words.shows)
            options=options
            value=show
            on_change=panel.on(State::set_show)
            testid="show"
        />
        <h2 class=format!("labels-heading {}", Role::Data.class()) data-testid="labels-given">
            {heading}
        </h2>
    }
}

/// The plane with the digits and what was found of them.
#[component]
fn Digits(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let n_beyond = panel.read(scene::n_beyond);
    let help = derived(move || (text.of::<LabelsText>().plane_help)(n_beyond.get()));
    view! {
        <Plane
            square=panel.read(scene::square)
            points=panel.read(scene::points)
            backdrop=panel.read(scene::backdrop)
            shapes=panel.read(scene::shapes)
            own=panel.read(scene::ringed)
            cursor=panel.read(|state| state.at)
            on_move=panel.on(State::look_at)
            hovers=true
            colors=live(move || colors.get())
            label=derived(move || (text.of::<LabelsText>().plane)(N_EXPLORED))
            testid="plane"
        />
        <p class="legend">{help}</p>
    }
}

/// The digit that is looked at, and the figures of what is looked for.
#[component]
fn Inspector(panel: Panel<State>) -> impl IntoView {
    let show = panel.read(|state| state.show);
    let rest = move || match show.get() {
        Show::Classes => view! { <Accuracies panel=panel /> }.into_any(),
        Show::Clusters => view! { <Inertias panel=panel /> }.into_any(),
        Show::Axes => view! { <EigenImages panel=panel /> <LinearPlane panel=panel /> }.into_any(),
        Show::Features => view! { <Ways panel=panel /> }.into_any(),
        Show::Density => view! { <LogDensities panel=panel /> }.into_any(),
    };
    view! {
        <LookedAt panel=panel />
        <Findings panel=panel />
        {part(rest)}
    }
}
