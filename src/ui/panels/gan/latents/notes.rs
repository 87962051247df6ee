use leptos::prelude::*;

use super::super::State;
use super::view::on;
use super::{Latents, Look, Path};
use crate::{
    i18n::gan::latents::LatentsText,
    plot::Role,
    protocol::Request,
    ui::{
        panels::Panel,
        signals::say,
        widgets::{Notes, Term, Try, paragraphs},
    },
};

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
        <Notes label=say(|words: &LatentsText| words.notes) formula=formulas tries=tries>
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

/// x̂ = G(z), z ~ N(0, I); and the arc: z(t) = a sin((1-t)ω)/sin ω + b sin(tω)/sin ω.
fn formulas() -> AnyView {
    view! {
        <math display="block">
            <mtable class="formula-lines">
                <mtr>
                    <mtd>
                        <Term role=Role::Generated>
                            <mover>
                                <mi>"x"</mi>
                                <mo>"^"</mo>
                            </mover>
                            <mo>"="</mo>
                            <mi>"G"</mi>
                        </Term>
                        <mo stretchy="false">"("</mo>
                        <Term role=Role::Latent>
                            <mi>"z"</mi>
                        </Term>
                        <mo stretchy="false">")"</mo>
                        <mo>","</mo>
                        <mspace width="0.5em" />
                        <Term role=Role::Latent>
                            <mi>"z"</mi>
                        </Term>
                        <mo>"∼"</mo>
                        <mi mathvariant="normal">"N"</mi>
                        <mo stretchy="false">"("</mo>
                        <mn>"0"</mn>
                        <mo>","</mo>
                        <mi mathvariant="normal">"I"</mi>
                        <mo stretchy="false">")"</mo>
                    </mtd>
                </mtr>
                <mtr>
                    <mtd>
                        <Term role=Role::Latent>
                            <msub>
                                <mi>"z"</mi>
                                <mi>"t"</mi>
                            </msub>
                            <mo>"="</mo>
                            {share("((1 − t)ω)")}
                            <mi>"a"</mi>
                            <mo>"+"</mo>
                            {share("(tω)")}
                            <mi>"b"</mi>
                        </Term>
                    </mtd>
                </mtr>
            </mtable>
        </math>
    }
    .into_any()
}

/// What an end has of the arc's point.
fn share(angle: &'static str) -> AnyView {
    view! {
        <mfrac>
            <mrow>
                <mi>"sin"</mi>
                <mtext>{angle}</mtext>
            </mrow>
            <mrow>
                <mi>"sin"</mi>
                <mtext>"ω"</mtext>
            </mrow>
        </mfrac>
    }
    .into_any()
}
