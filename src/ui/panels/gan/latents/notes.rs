use leptos::prelude::*;

use super::super::State;
use super::view::on;
use super::{Latents, Look, Path};
use crate::{
    i18n::gan::latents::LatentsText,
    protocol::Request,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Try, paragraphs},
        words::Formula,
    },
};

/// What a latent becomes, and the arc between two of them.
const FORMULAS: Formula = Formula(
    "{generated:x̂ = G}({latent:z}),  {latent:z} ∼ N(0, I)\n\
     {latent:z_t} = {sin((1 − t) ω)}/{sin ω} {latent:a} + {sin(t ω)}/{sin ω} {latent:b}",
);

/// What the latents show.
pub fn notes(panel: Panel<State>) -> AnyView {
    let tries = vec![
        Try::new(
            say(|words: &LatentsText| words.try_again),
            on(panel, |latents, ()| {
                let mut requests = show(latents, Look::Again);
                requests.extend(latents.noise_again());
                requests
            }),
            "try-again",
        ),
        Try::new(
            say(|words: &LatentsText| words.try_walk),
            on(panel, |latents, ()| {
                let mut requests = show(latents, Look::Between);
                if !latents.is_walking() {
                    requests.extend(latents.walk());
                }
                requests
            }),
            "try-walk",
        ),
        Try::new(
            say(|words: &LatentsText| words.try_line),
            on(panel, |latents, ()| {
                latents.path = Path::Straight;
                latents.along = 0.5;
                latents.set_look(Look::Between)
            }),
            "try-line",
        ),
        Try::new(
            say(|words: &LatentsText| words.try_sweep),
            on(panel, |latents, ()| {
                let mut requests = show(latents, Look::Sliders);
                requests.extend(latents.turn_to(0));
                if latents.swept() != Some(0) {
                    requests.extend(latents.sweep(0));
                }
                requests
            }),
            "try-sweep",
        ),
        Try::new(
            say(|words: &LatentsText| words.try_zero),
            on(panel, |latents, ()| {
                let mut requests = show(latents, Look::Sliders);
                requests.extend(latents.reset());
                requests
            }),
            "try-zero",
        ),
    ];
    view! {
        <Notes label=say(|words: &LatentsText| words.notes) formula=FORMULAS tries=tries>
            {paragraphs(|words: &LatentsText| &words.paragraphs)}
        </Notes>
    }
    .into_any()
}

/// Goes to a look that is not in sight yet.
fn show(latents: &mut Latents, look: Look) -> Vec<Request> {
    match latents.look == look {
        true => vec![],
        false => latents.set_look(look),
    }
}
