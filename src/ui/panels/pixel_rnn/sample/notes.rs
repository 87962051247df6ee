use leptos::prelude::*;

use super::State;
use crate::{
    i18n::pixel_rnn::sample::StatesText,
    ui::{
        panels::{
            Panel,
            growth::{about_model, tries},
        },
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// The gates and the candidate, the cell, the state (van den Oord et al. 2016, equation 3).
const ROW_LSTM: Formula = Formula(
    "o, f, i = σ(W_s {latent:h_{t−1}} + W_i {data:x_t})\n\
     g = tanh(W_s {latent:h_{t−1}} + W_i {data:x_t})\n\
     {generated:c_t} = f ⊙ {generated:c_{t−1}} + i ⊙ g\n\
     {latent:h_t} = o ⊙ tanh({generated:c_t})",
);

/// The formula, what it says, and what to try.
#[component]
pub fn SampleNotes(panel: Panel<State>) -> impl IntoView {
    let mut tries = tries(panel);
    tries.push(Try::new(
        say(|words: &StatesText| words.try_last_layer),
        panel.on(|state: &mut State, ()| {
            let (n_layers, _) = state.watching.size();
            state.look(|looks| looks.layer = n_layers.saturating_sub(1))
        }),
        "try-last-layer",
    ));
    view! {
        <Notes label=say(|words: &StatesText| words.notes) formula=ROW_LSTM tries=tries>
            {paragraphs(|words: &StatesText| &words.paragraphs)}
            <p data-testid="model">{about_model(panel)}</p>
        </Notes>
    }
}
