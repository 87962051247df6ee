//! What each view says.

use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::vae::sampling::SamplingText,
    plot::Role,
    protocol::VaeId,
    ui::{
        panels::Panel,
        signals::{part, say},
        widgets::{Notes, Term, Try, paragraphs},
    },
};

#[component]
pub fn SamplingNotes(panel: Panel<State>) -> impl IntoView {
    let show = panel.read(|state| state.show);
    let tries = vec![
        Try::new(
            say(|words: &SamplingText| words.try_redraw),
            panel.on(|state, ()| {
                let seed = state.seed.wrapping_add(1);
                state.seed = seed;
                state.set_show(Show::Prior)
            }),
            "try-redraw",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_walk),
            panel.on(|state, ()| {
                let mut requests = state.set_show(Show::Between);
                requests.extend(state.play_or_pause());
                requests
            }),
            "try-walk",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_manifold),
            panel.on(|state, ()| state.set_show(Show::Manifold)),
            "try-manifold",
        ),
        Try::new(
            say(|words: &SamplingText| words.try_blur),
            panel.on(|state, ()| state.go_to(Show::Blur, VaeId::Plane)),
            "try-blur",
        ),
    ];
    let about = move || {
        let paragraphs = match show.get() {
            Show::Prior => paragraphs(|words: &SamplingText| &words.about_prior),
            Show::Between => paragraphs(|words: &SamplingText| &words.about_between),
            Show::Manifold => paragraphs(|words: &SamplingText| &words.about_manifold),
            Show::Blur => paragraphs(|words: &SamplingText| &words.about_blur),
        };
        paragraphs.into_any()
    };
    let formula = move || {
        part(move || match show.get() {
            Show::Prior => sample(),
            Show::Between => line(),
            Show::Manifold => quantile(),
            Show::Blur => pixels(),
        })
    };
    view! {
        <Notes label=say(|words: &SamplingText| words.notes) formula=formula tries=tries>
            {part(about)}
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

/// z ∼ N(0, I), x ∼ p(x | z).
fn sample() -> AnyView {
    view! {
        <math display="block">
            {latent("z")}
            <mo>"∼"</mo>
            <mi mathvariant="normal">"N"</mi>
            <mo stretchy="false">"("</mo>
            <mn>"0"</mn>
            <mo>","</mo>
            <mi mathvariant="normal">"I"</mi>
            <mo stretchy="false">")"</mo>
            <mo>","</mo>
            <mspace width="0.6em" />
            <Term role=Role::Generated>
                <mi>"x"</mi>
            </Term>
            <mo>"∼"</mo>
            <mi>"p"</mi>
            <mo stretchy="false">"("</mo>
            <Term role=Role::Generated>
                <mi>"x"</mi>
            </Term>
            <mo stretchy="false">"|"</mo>
            {latent("z")}
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}

/// z = (1 - t) μ(a) + t μ(b).
fn line() -> AnyView {
    let mean_of = |name: &'static str| {
        view! {
            {latent("μ")}
            <mo stretchy="false">"("</mo>
            <Term role=Role::Data>
                <mi>{name}</mi>
            </Term>
            <mo stretchy="false">")"</mo>
        }
    };
    view! {
        <math display="block">
            {latent("z")}
            <mo>"="</mo>
            <mo stretchy="false">"("</mo>
            <mn>"1"</mn>
            <mo>"−"</mo>
            <mi>"t"</mi>
            <mo stretchy="false">")"</mo>
            {mean_of("a")}
            <mo>"+"</mo>
            <mi>"t"</mi>
            {mean_of("b")}
        </math>
    }
    .into_any()
}

/// z = Φ⁻¹(u).
fn quantile() -> AnyView {
    view! {
        <math display="block">
            {latent("z")}
            <mo>"="</mo>
            <msup>
                <mi mathvariant="normal">"Φ"</mi>
                <mrow>
                    <mo>"−"</mo>
                    <mn>"1"</mn>
                </mrow>
            </msup>
            <mo stretchy="false">"("</mo>
            <mi>"u"</mi>
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}

/// p(x | z) = ∏ᵢ p(xᵢ | z).
fn pixels() -> AnyView {
    view! {
        <math display="block">
            <mi>"p"</mi>
            <mo stretchy="false">"("</mo>
            <Term role=Role::Generated>
                <mi>"x"</mi>
            </Term>
            <mo stretchy="false">"|"</mo>
            {latent("z")}
            <mo stretchy="false">")"</mo>
            <mo>"="</mo>
            <munder>
                <mo>"∏"</mo>
                <mi>"i"</mi>
            </munder>
            <mi>"p"</mi>
            <mo stretchy="false">"("</mo>
            <Term role=Role::Generated>
                <msub>
                    <mi>"x"</mi>
                    <mi>"i"</mi>
                </msub>
            </Term>
            <mo stretchy="false">"|"</mo>
            {latent("z")}
            <mo stretchy="false">")"</mo>
        </math>
    }
    .into_any()
}
