use leptos::prelude::*;

use super::State;
use crate::{
    i18n::autoencoder::code::CodeText,
    protocol::CodeSize,
    ui::{
        panels::{Panel, source::Source},
        signals::say,
        widgets::{Notes, Try, drawing_board::Ink, paragraphs},
        words::Formula,
    },
};

/// The two halves, and what they are trained for.
const OBJECTIVE: Formula = Formula(
    "{latent:z} = f({data:x}),  {generated:x̂} = g({latent:z})\n\
     {error:L2} = {1}/{784} ∑_{i=1}^{784} {({data:x_i} − {generated:x̂_i})}^2",
);

#[component]
pub fn CodeNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &CodeText| words.try_drawing),
            panel.on(|state, ()| state.set_source(Source::Drawing(Ink::default()))),
            "try-drawing",
        ),
        Try::new(
            say(|words: &CodeText| words.try_large),
            panel.on(|state, ()| state.set_size(CodeSize::ThirtyTwo)),
            "try-large",
        ),
        Try::new(
            say(|words: &CodeText| words.try_shoe),
            panel.on(|state, ()| {
                let mut requests = state.set_size(CodeSize::Eight);
                requests.extend(state.set_source(Source::Fashion(0)));
                requests
            }),
            "try-shoe",
        ),
    ];
    view! {
        <Notes label=say(|words: &CodeText| words.notes) formula=OBJECTIVE tries=tries>
            {paragraphs(|words: &CodeText| &words.paragraphs)}
        </Notes>
    }
}
