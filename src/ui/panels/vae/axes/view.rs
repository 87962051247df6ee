use leptos::prelude::*;

use super::rows::Axes;
use super::source::Encoding;
use super::{Side, State};
use crate::{
    i18n::vae::axes::AxesText,
    plot::{Picture, StageColors, image_in_progress},
    protocol::{SIDE, VaeId},
    ui::{
        panels::{Panel, PanelFrame, PanelState, source::Source, use_panel},
        settings::use_settings,
        signals::{Live, derived, memo, part, say},
        widgets::{
            HandPicture, Moved, Notes, SeedField, Segmented, TransportAction, Try, paragraphs,
            transport::listen_for_keys, use_stage_colors,
        },
        words::Formula,
    },
};

/// What is drawn for an image.
const REPARAMETERISED: Formula =
    Formula("{latent:z} = {latent:μ}({data:x}) + {latent:σ}({data:x}) ⊙ ε,  ε ∼ N(0, I)");

/// What each axis of the latent variable changes in an image.
#[component]
pub fn AxesPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    listen_for_keys(
        panel.on(|state, _| state.play_or_pause()),
        vec![TransportAction::PlayPause],
    );
    let moved: Moved = StoredValue::new(None);
    let is_settled = panel.read(State::is_settled);
    let is_waiting = panel.read(State::is_waiting);
    let data = vec![
        (
            "data-settled",
            derived(move || is_settled.get().to_string()),
        ),
        (
            "data-waiting",
            derived(move || is_waiting.get().to_string()),
        ),
        panel.playing(),
    ];
    let models = [
        (VaeId::Good, say(|words: &AxesText| words.good)),
        (VaeId::Readable, say(|words: &AxesText| words.readable)),
        (VaeId::Plane, say(|words: &AxesText| words.plane)),
    ];
    let sides = [
        (Side::Generate, say(|words: &AxesText| words.generate)),
        (Side::Encode, say(|words: &AxesText| words.encode)),
    ];
    let side = panel.read(|state| state.side);
    let controls = move || match side.get() {
        Side::Generate => view! { <Generating panel=panel /> }.into_any(),
        Side::Encode => view! { <Encoding panel=panel /> }.into_any(),
    };
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &AxesText| words.title)
            testid="vae-axes"
            data=data
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} <Axes panel=panel moved=moved /> }
            notes=move || view! { <AxesNotes panel=panel /> }
        >
            <HandPicture
                picture=decoded(panel, use_stage_colors(use_settings().theme.into()))
                is_waiting=is_waiting
                moved=moved
                stays=true
                label=say(|words: &AxesText| words.decoded)
                testid="decoded"
            />
            <Segmented
                label=say(|words: &AxesText| words.model)
                options=models.into()
                value=panel.read(|state| state.model)
                on_change=panel.on(State::set_model)
                testid="model"
            />
            <Segmented
                label=say(|words: &AxesText| words.side)
                options=sides.into()
                value=side
                on_change=panel.on(State::set_side)
                testid="side"
            />
            {way(panel)}
            {part(controls)}
        </PanelFrame>
    }
}

/// The newest image.
pub fn decoded(panel: Panel<State>, colors: Live<StageColors>) -> Live<Picture> {
    let image = panel.read(|state| state.image.clone());
    memo(move || image_in_progress(&image.read(), SIDE, &colors.get()))
}

/// From image to image by way of the code: at generation there is no encoder.
fn way(panel: Panel<State>) -> AnyView {
    let is_gone = panel.read(|state| state.side == Side::Generate);
    let sentence = say(move |words: &AxesText| match is_gone.get() {
        true => words.is_gone,
        false => words.is_there,
    });
    let gone = derived(move || is_gone.get());
    let from_prior = derived(move || !is_gone.get());
    view! {
        <div class="way" data-testid="way" data-encoder=derived(move || (!is_gone.get()).to_string())>
            <ol class="way-steps">
                <li class="t-data" class:is-gone=gone>
                    "x"
                    <small>{say(|words: &AxesText| words.image)}</small>
                </li>
                <li class="way-net" class:is-gone=gone>
                    {say(|words: &AxesText| words.encoder)}
                </li>
                <li class="t-latent">
                    "z"
                    <small hidden=from_prior>{say(|words: &AxesText| words.prior)}</small>
                    <small hidden=gone>"μ + σ ⊙ ε"</small>
                </li>
                <li class="way-net">{say(|words: &AxesText| words.decoder)}</li>
                <li class="t-generated">
                    "x̂"
                    <small>{say(|words: &AxesText| words.image)}</small>
                </li>
            </ol>
            <p class="legend">{sentence}</p>
        </div>
    }
    .into_any()
}

/// Codes from the prior.
#[component]
fn Generating(panel: Panel<State>) -> impl IntoView {
    view! {
        <div class="controls acts">
            <button
                type="button"
                data-testid="draw-prior"
                on:click=move |_| panel.act(State::draw_next)
            >
                {say(|words: &AxesText| words.draw_prior)}
            </button>
            <button
                type="button"
                data-testid="reset-all"
                on:click=move |_| panel.act(State::reset)
            >
                {say(|words: &AxesText| words.reset_all)}
            </button>
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
        </div>
    }
}

#[component]
fn AxesNotes(panel: Panel<State>) -> impl IntoView {
    let tries = vec![
        Try::new(
            say(|words: &AxesText| words.try_sweep),
            panel.on(|state, ()| match state.in_sight().first() {
                Some(axis) if state.swept() != Some(axis.idx) => state.sweep(axis.idx),
                _ => vec![],
            }),
            "try-sweep",
        ),
        Try::new(
            say(|words: &AxesText| words.try_encode),
            panel.on(|state, ()| state.set_source(Source::Digit(3))),
            "try-encode",
        ),
        Try::new(
            say(|words: &AxesText| words.try_draws),
            panel.on(|state, ()| state.show_draws()),
            "try-draws",
        ),
        Try::new(
            say(|words: &AxesText| words.try_plane),
            panel.on(|state, ()| state.set_model(VaeId::Plane)),
            "try-plane",
        ),
    ];
    view! {
        <Notes label=say(|words: &AxesText| words.notes) formula=REPARAMETERISED tries=tries>
            {paragraphs(|words: &AxesText| &words.paragraphs)}
        </Notes>
    }
}
