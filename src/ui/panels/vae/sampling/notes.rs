//! What each view says.

use leptos::prelude::*;

use super::{Show, State};
use crate::{
    i18n::vae::sampling::SamplingText,
    protocol::VaeId,
    ui::{
        panels::Panel,
        signals::{live, part, say},
        widgets::{Notes, Try, paragraphs},
        words::Formula,
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
    let formula = live(move || formula(show.get()));
    view! {
        <Notes label=say(|words: &SamplingText| words.notes) formula=formula tries=tries>
            {part(about)}
        </Notes>
    }
}

fn formula(show: Show) -> Formula {
    match show {
        Show::Prior => {
            Formula("{latent:z} ∼ N(0, I),  {generated:x} ∼ p({generated:x} | {latent:z})")
        }
        Show::Between => {
            Formula("{latent:z} = (1 − t) {latent:μ}({data:a}) + t {latent:μ}({data:b})")
        }
        Show::Manifold => Formula("{latent:z} = Φ^{−1}(u)"),
        Show::Blur => {
            Formula("p({generated:x} | {latent:z}) = ∏_i p({generated:x_i} | {latent:z})")
        }
    }
}
