use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::overview::labels::LabelsText,
    plot::Role,
    ui::{
        panels::Panel,
        signals::{part, say},
        widgets::{Notes, Term, TransportAction, Try, paragraphs},
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
    let formula = move || {
        part(move || match show.get() {
            Show::Classes => posterior(),
            Show::Clusters => inertia(),
            Show::Axes => direction(),
            Show::Features => code(),
            Show::Density => kernels(),
        })
    };
    view! {
        <Notes label=say(|words: &LabelsText| words.notes) formula=formula tries=tries>
            {paragraphs(|words: &LabelsText| &words.paragraphs)}
        </Notes>
    }
}

fn latent(name: &'static str) -> AnyView {
    view! {
        <Term role=Role::Latent>
            <mi>{name}</mi>
        </Term>
    }
    .into_any()
}

fn latent_i() -> AnyView {
    view! {
        <Term role=Role::Latent>
            <msub>
                <mi>"z"</mi>
                <mi>"i"</mi>
            </msub>
        </Term>
    }
    .into_any()
}

/// p(y | z).
fn posterior() -> AnyView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo stretchy="false">"("</mo>
            <Term role=Role::Data>
                <mi>"y"</mi>
            </Term>
            <mo stretchy="false">"|"</mo>
            {latent("z")}
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}

/// min over c of 1/n ∑ᵢ minₖ ‖zᵢ − cₖ‖².
fn inertia() -> AnyView {
    view! {
        <math display="block">
            <munder>
                <mi>"min"</mi>
                <mi>"c"</mi>
            </munder>
            <mfrac>
                <mn>"1"</mn>
                <mi>"n"</mi>
            </mfrac>
            <munder>
                <mo>"∑"</mo>
                <mi>"i"</mi>
            </munder>
            <munder>
                <mi>"min"</mi>
                <mi>"k"</mi>
            </munder>
            <msup>
                <mrow>
                    <mo stretchy="false">"‖"</mo>
                    {latent_i()}
                    <mo>"−"</mo>
                    <Term role=Role::Generated>
                        <msub>
                            <mi>"c"</mi>
                            <mi>"k"</mi>
                        </msub>
                    </Term>
                    <mo stretchy="false">"‖"</mo>
                </mrow>
                <mn>"2"</mn>
            </msup>
        </math>
    }
    .into_any()
}

/// max over ‖u‖ = 1 of Var(uᵀ z).
fn direction() -> AnyView {
    view! {
        <math display="block">
            <munder>
                <mi>"max"</mi>
                <mrow>
                    <mo stretchy="false">"‖"</mo>
                    <mi>"u"</mi>
                    <mo stretchy="false">"‖"</mo>
                    <mo>"="</mo>
                    <mn>"1"</mn>
                </mrow>
            </munder>
            <mi>"Var"</mi>
            <mo stretchy="false">"("</mo>
            <Term role=Role::Generated>
                <msup>
                    <mi>"u"</mi>
                    <mi mathvariant="normal">"T"</mi>
                </msup>
            </Term>
            {latent("z")}
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}

/// z = f(x), x ≈ g(z).
fn code() -> AnyView {
    let data = || {
        view! {
            <Term role=Role::Data>
                <mi>"x"</mi>
            </Term>
        }
    };
    view! {
        <math display="block">
            {latent("z")} <mo>"="</mo> <mi>"f"</mi> <mo stretchy="false">"("</mo> {data()}
            <mo stretchy="false">")"</mo> <mo>","</mo> <mspace width="0.6em" /> {data()}
            <mo>"≈"</mo> <mi>"g"</mi> <mo stretchy="false">"("</mo> {latent("z")}
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}

/// p(z) = 1/n ∑ᵢ N(z; zᵢ, h² I).
fn kernels() -> AnyView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo stretchy="false">"("</mo>
            {latent("z")}
            <mo stretchy="false">")"</mo>
            <mo>"="</mo>
            <mfrac>
                <mn>"1"</mn>
                <mi>"n"</mi>
            </mfrac>
            <munder>
                <mo>"∑"</mo>
                <mi>"i"</mi>
            </munder>
            <mi mathvariant="normal">"N"</mi>
            <mo stretchy="false">"("</mo>
            {latent("z")}
            <mo>";"</mo>
            {latent_i()}
            <mo>","</mo>
            <msup>
                <mi>"h"</mi>
                <mn>"2"</mn>
            </msup>
            <mi mathvariant="normal">"I"</mi>
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}
