use leptos::prelude::*;

use super::{Samples, State};
use crate::{
    i18n::vae::elbo::ElboText,
    protocol::VaeId,
    ui::{
        panels::{Panel, source::Source},
        signals::say,
        widgets::{Notes, Try, drawing_board::Ink, paragraphs},
        words::Formula,
    },
};

/// A term a line.
const PARTS: Formula = Formula(
    "{data:log p(x)} = {generated:E_q[log p(x | z)]}\n\
     − {latent:KL(q(z | x) ‖ p(z))}\n\
     + {error:KL(q(z | x) ‖ p(z | x))}",
);

#[component]
pub fn ElboNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &ElboText| words.try_plane),
            panel.on(|state, ()| state.set_model(VaeId::Plane)),
            "try-plane",
        ),
        Try::new(
            say(|words: &ElboText| words.try_many),
            panel.on(|state, ()| state.set_samples(Samples::Many)),
            "try-many",
        ),
        Try::new(
            say(|words: &ElboText| words.try_drawing),
            panel.on(|state, ()| state.set_source(Source::Drawing(Ink::default()))),
            "try-drawing",
        ),
    ];
    view! {
        <Notes label=say(|words: &ElboText| words.notes) formula=PARTS tries=tries>
            {paragraphs(|words: &ElboText| &words.paragraphs)}
        </Notes>
    }
}
