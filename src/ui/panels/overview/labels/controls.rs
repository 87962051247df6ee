//! What the hand is on: other controls for each way of looking.

use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::overview::labels::LabelsText,
    plot::significant,
    protocol::{MOST_CLUSTERS, MOST_REGION_STEPS, N_BANDWIDTHS, RegionNet},
    ui::{
        panels::Panel,
        signals::{derived, live, part, say},
        widgets::{SeedField, Segmented, Slider, Transport, TransportAction},
    },
};

#[component]
pub fn Controls(panel: Panel<State>) -> impl IntoView {
    let show = panel.read(|state| state.show);
    let length = panel.read(|state| state.clustering.length());
    let controls = move || match show.get() {
        Show::Classes => view! { <Classifier panel=panel /> }.into_any(),
        // The transport is as long as the run.
        Show::Clusters => view! { <Clusters panel=panel length=length.get() /> }.into_any(),
        Show::Axes | Show::Features => view! { <Reveal panel=panel /> }.into_any(),
        Show::Density => view! { <Density panel=panel /> }.into_any(),
    };
    view! { {part(controls)} }
}

#[component]
fn Classifier(panel: Panel<State>) -> impl IntoView {
    let options = vec![
        (
            RegionNet::Linear,
            say(|words: &LabelsText| words.net_linear),
        ),
        (
            RegionNet::Hidden,
            say(|words: &LabelsText| words.net_hidden),
        ),
    ];
    view! {
        <Transport
            position=panel.read(|state| state.classifying.n_steps() as usize)
            length=MOST_REGION_STEPS as usize
            playing=panel.is_running()
            actions=vec![
                TransportAction::Restart,
                TransportAction::PlayPause,
                TransportAction::Step,
            ]
            on_action=panel.on(State::act)
            disabled=false
        />
        <div class="controls">
            <SeedField value=panel.read(|state| state.seed) on_change=panel.on(State::set_seed) />
            <Segmented
                label=say(|words: &LabelsText| words.net)
                options=options
                value=panel.read(|state| state.classifying.net)
                on_change=panel.on(State::set_net)
                testid="net"
            />
        </div>
    }
}

#[component]
fn Clusters(panel: Panel<State>, length: usize) -> impl IntoView {
    let n_clusters = panel.read(|state| state.clustering.n_clusters);
    view! {
        <Transport
            position=panel.read(|state| state.clustering.n_half_steps())
            length=length
            playing=panel.is_running()
            on_action=panel.on(State::act)
            disabled=length == 0
        />
        <div class="controls">
            <SeedField value=panel.read(|state| state.seed) on_change=panel.on(State::set_seed) />
            <Slider
                label=say(|words: &LabelsText| words.n_clusters)
                value=live(move || f64::from(n_clusters.get()))
                min=1.0
                max=f64::from(MOST_CLUSTERS)
                step=1.0
                read_out=derived(move || n_clusters.get().to_string())
                on_input=panel.on(|state, k: f64| state.set_n_clusters(k as u8))
                testid="k"
            />
        </div>
        <Reveal panel=panel />
    }
}

#[component]
fn Density(panel: Panel<State>) -> impl IntoView {
    let notch = panel.read(|state| state.notch);
    let bandwidth = panel.read(State::bandwidth);
    let choose_best = panel.on(|state, ()| state.choose_best());
    view! {
        <div class="controls">
            <Slider
                label=say(|words: &LabelsText| words.bandwidth)
                value=live(move || f64::from(notch.get()))
                min=0.0
                max=f64::from(N_BANDWIDTHS - 1)
                step=1.0
                read_out=derived(move || significant(bandwidth.get().into(), 3))
                on_input=panel.on(|state, notch: f64| state.set_notch(notch as u8))
                testid="width"
            />
            <button
                type="button"
                data-testid="best-width"
                on:click=move |_| choose_best.run(())
            >
                {say(|words: &LabelsText| words.choose_best)}
            </button>
        </div>
        <Reveal panel=panel />
    }
}

/// Whether labels are shown where none were given.
#[component]
fn Reveal(panel: Panel<State>) -> impl IntoView {
    let options = vec![
        (false, say(|words: &LabelsText| words.hidden)),
        (true, say(|words: &LabelsText| words.revealed)),
    ];
    view! {
        <Segmented
            label=say(|words: &LabelsText| words.reveal)
            options=options
            value=panel.read(|state| state.reveals)
            on_change=panel.on(State::reveal)
            testid="reveal"
        />
    }
}
