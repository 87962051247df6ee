use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::overview::labels::LabelsText,
    ui::{
        panels::Panel,
        signals::{live, say},
        widgets::{Notes, TransportAction, Try, paragraphs},
        words::Formula,
    },
};

#[component]
pub fn LabelsNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &LabelsText| words.try_learn),
            panel.on(|state, ()| {
                let mut requests = state.set_show(Show::Classes);
                requests.extend(state.act(TransportAction::Restart));
                requests.extend(state.act(TransportAction::PlayPause));
                requests
            }),
            "try-learn",
        ),
        Try::new(
            say(|words: &LabelsText| words.try_cluster),
            panel.on(|state, ()| {
                let mut requests = state.set_show(Show::Clusters);
                requests.extend(state.set_n_clusters(10));
                requests.extend(state.act(TransportAction::PlayPause));
                requests
            }),
            "try-cluster",
        ),
        Try::new(
            say(|words: &LabelsText| words.try_reveal),
            panel.on(|state, ()| {
                let mut requests = state.set_show(Show::Clusters);
                requests.extend(state.act(TransportAction::ToEnd));
                requests.extend(state.reveal(true));
                requests
            }),
            "try-reveal",
        ),
        Try::new(
            say(|words: &LabelsText| words.try_best),
            panel.on(|state, ()| {
                let mut requests = state.set_show(Show::Density);
                requests.extend(state.choose_best());
                requests
            }),
            "try-best",
        ),
    ];
    let show = panel.read(|state| state.show);
    let formula = live(move || formula(show.get()));
    view! {
        <Notes label=say(|words: &LabelsText| words.notes) formula=formula tries=tries>
            {paragraphs(|words: &LabelsText| &words.paragraphs)}
        </Notes>
    }
}

fn formula(show: Show) -> Formula {
    match show {
        Show::Classes => Formula("p({data:y} | {latent:z})"),
        Show::Clusters => Formula("min_c {1}/{n} ∑_i min_k {‖{latent:z_i} − {generated:c_k}‖}^2"),
        Show::Axes => Formula("max_{‖u‖ = 1} Var({generated:u^T} {latent:z})"),
        Show::Features => Formula("{latent:z} = f({data:x}),  {data:x} ≈ g({latent:z})"),
        Show::Density => Formula("p({latent:z}) = {1}/{n} ∑_i N({latent:z}; {latent:z_i}, h^2 I)"),
    }
}
