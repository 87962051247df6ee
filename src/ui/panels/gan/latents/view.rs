use std::sync::Arc;

use leptos::prelude::*;

use super::super::State;
use super::{Latents, Look, between, by_hand};
use crate::{
    i18n::gan::latents::LatentsText,
    plot::{Picture, Role, fixed, image_in_progress, sigmoid, tile_grid, verdict},
    protocol::{N_GAN_SAMPLES, N_PIXELS, Request, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            HandPicture, Meter, Meters, Painting, ReadOut, Row, Segmented, TileSheet,
            use_stage_colors,
        },
    },
};

/// Samples stand in rows of eight.
const N_COLUMNS: usize = 8;

/// Something that a visitor does to the latents of the run as it is then.
pub fn on<T: 'static>(
    panel: Panel<State>,
    act: impl Fn(&mut Latents, T) -> Vec<Request> + Send + Sync + 'static,
) -> Callback<T> {
    panel.on(move |state, value| {
        state.latents.be_at(state.run.as_asked());
        act(&mut state.latents, value)
    })
}

/// A button for it.
pub fn button(
    panel: Panel<State>,
    name: Signal<String>,
    testid: &'static str,
    act: fn(&mut Latents) -> Vec<Request>,
) -> AnyView {
    let act = on(panel, move |latents, ()| act(latents));
    view! {
        <button type="button" data-testid=testid on:click=move |_| act.run(())>
            {name}
        </button>
    }
    .into_any()
}

/// On the stage.
pub fn stage(panel: Panel<State>) -> AnyView {
    let look = panel.read(|state| state.latents.look);
    let is_settled = panel.read(|state| state.latents.is_settled());
    let stage = move || match look.get() {
        Look::Again => sheet(panel),
        Look::Between => between::stage(panel),
        Look::Sliders => by_hand::stage(panel),
    };
    view! {
        <div data-testid="latents" data-settled=derived(move || is_settled.get().to_string())>
            <Segmented
                label=say(|words: &LatentsText| words.look)
                options=vec![
                    (Look::Again, say(|words: &LatentsText| words.again)),
                    (Look::Between, say(|words: &LatentsText| words.between)),
                    (Look::Sliders, say(|words: &LatentsText| words.by_hand)),
                ]
                value=look
                on_change=on(panel, Latents::set_look)
                testid="look"
            />
        </div>
        {part(stage)}
    }
    .into_any()
}

/// Beside it.
pub fn inspector(panel: Panel<State>) -> AnyView {
    let look = panel.read(|state| state.latents.look);
    part(move || match look.get() {
        Look::Again => sample(panel),
        Look::Between => between::inspector(panel),
        Look::Sliders => by_hand::inspector(panel),
    })
    .into_any()
}

/// All samples of the noise, to choose one of them.
pub fn samples(
    panel: Panel<State>,
    chosen: Live<Option<usize>>,
    on_choose: Callback<usize>,
) -> AnyView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let images = panel.read(|state| Arc::clone(&state.latents.sheet.images));
    let picture = memo(move || {
        let images = images.read();
        let mut tiles: Vec<&[u8]> = images.pixels.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_GAN_SAMPLES, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.get())
    });
    let noise = panel.read(|state| state.latents.noise);
    let label = derived(move || {
        let chosen = chosen.get().unwrap_or_default();
        (text.of::<LatentsText>().sheet)(chosen)
    });
    let seed = derived(move || (text.of::<LatentsText>().noise)(noise.get()));
    view! {
        <TileSheet
            picture=picture
            n_columns=N_COLUMNS
            n_tiles=live(|| N_GAN_SAMPLES)
            chosen=chosen
            on_choose=on_choose
            label=label
            testid="noise-sheet"
        />
        <div class="controls acts">
            {button(
                panel,
                say(|words: &LatentsText| words.noise_before),
                "noise-before",
                Latents::noise_before,
            )}
            {button(
                panel,
                say(|words: &LatentsText| words.noise_again),
                "noise-again",
                Latents::noise_again,
            )}
            <span class="legend" data-testid="noise-seed">
                {seed}
            </span>
        </div>
    }
    .into_any()
}

fn sheet(panel: Panel<State>) -> AnyView {
    let chosen = panel.read(|state| Some(state.latents.chosen));
    samples(panel, chosen, on(panel, Latents::choose))
}

/// The chosen sample.
fn sample(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let chosen = panel.read(|state| state.latents.chosen);
    let label = derived(move || (text.of::<LatentsText>().sample)(chosen.get()));
    let picture = large_picture(panel);
    view! {
        <div class="block">
            <h2>{label}</h2>
            <div class="latent-sample">
                <div class="pixel-canvas" role="img" aria-label=label data-testid="noise-sample">
                    <Painting picture=picture />
                </div>
                <div class="block">{said_of_large(panel)}</div>
            </div>
            <div class="controls acts">
                {button(
                    panel,
                    say(|words: &LatentsText| words.move_by_hand),
                    "move-by-hand",
                    Latents::move_by_hand,
                )}
                {button(
                    panel,
                    say(|words: &LatentsText| words.go_from),
                    "go-from",
                    Latents::go_from,
                )}
            </div>
            <p class="legend">{say(|words: &LatentsText| words.again_help)}</p>
        </div>
    }
    .into_any()
}

/// The image that is seen large.
pub fn large_picture(panel: Panel<State>) -> Live<Picture> {
    let colors = use_stage_colors(use_settings().theme.into());
    let large = panel.read(|state| state.latents.large());
    memo(move || image_in_progress(&large.read().pixels, SIDE, &colors.get()))
}

/// It on the stage, where a hand moves it.
pub fn moved_picture(panel: Panel<State>, label: Signal<String>, stays: bool) -> AnyView {
    view! {
        <HandPicture
            picture=large_picture(panel)
            is_waiting=panel.read(|state| !state.latents.is_settled())
            stays=stays
            label=label
            testid="latent-image"
        />
    }
    .into_any()
}

/// What the discriminator says of it, and how long its latent is.
pub fn said_of_large(panel: Panel<State>) -> AnyView {
    let text = use_text();
    let large = panel.read(|state| {
        let large = state.latents.large();
        (large.logit, large.length)
    });
    let meters = live(move || {
        let (logit, _) = *large.read();
        let share = logit.map(|logit| sigmoid(logit.into()));
        vec![Meter {
            label: text.of::<LatentsText>().verdict.to_owned(),
            value: share.map_or_else(|| "–".to_owned(), verdict),
            share: share.unwrap_or_default(),
            role: Some(Role::Error),
        }]
    });
    let number = |value: Option<f32>| fixed(value.map_or(f64::NAN, f64::from), 2);
    let rows = vec![
        Row::new(
            say(|words: &LatentsText| words.logit),
            derived(move || number(large.read().0)),
            "latent-logit",
        ),
        Row::new(
            say(|words: &LatentsText| words.length),
            derived(move || number(large.read().1)),
            "latent-length",
        ),
    ];
    view! {
        <Meters meters=meters testid="latent-verdict" />
        <ReadOut rows=rows />
    }
    .into_any()
}
