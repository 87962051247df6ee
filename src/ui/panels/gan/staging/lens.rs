//! What a stage is about, large.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Layer, Stage, Told, amount, changes, discriminator_costs, generator_costs, nats};
use crate::{
    i18n::gan::staging::StagingText,
    plot::{Picture, Rgb, Role, Signed, StageColors, fixed, sigmoid, tile_grid, verdict},
    protocol::{N_GAN_LATENTS, N_PIXELS, N_STAGED, SIDE, Staged},
    ui::{
        settings::use_text,
        signals::{Live, derived, live, memo, part, say},
        widgets::{Meter, Meters, Painting},
    },
};

/// A step as the pictures need it.
#[derive(Clone)]
pub struct Scene {
    pub staged: Arc<Staged>,
    pub told: Arc<Told>,
    pub colors: Live<StageColors>,
}

/// The pictures of a stage.
pub fn lens(scene: &Scene, stage: Stage) -> AnyView {
    let Scene { staged, told, .. } = scene;
    match stage {
        Stage::Noise => noise(scene),
        Stage::Generated => generated(scene, 4),
        Stage::Real => tiles(scene, &staged.real, 4, say_real()),
        Stage::Verdicts => verdicts(scene),
        Stage::Loss => costs(scene),
        Stage::Gradient => gradients(&told.discriminator),
        Stage::Moves => moves(&told.discriminator),
        Stage::NewVerdicts => new_verdicts(scene),
        Stage::GeneratorLoss => generators_costs(scene),
        Stage::PixelGradient => pixel_gradient(scene),
        Stage::GeneratorGradient => gradients(&told.generator),
        Stage::GeneratorMoves => moves(&told.generator),
        Stage::Regenerated => regenerated(scene),
    }
}

fn say_real() -> Signal<String> {
    say(|words: &StagingText| words.place_real)
}

fn say_generated() -> Signal<String> {
    say(|words: &StagingText| words.place_generated)
}

/// A picture that follows the theme.
pub fn painted(
    colors: Live<StageColors>,
    label: Signal<String>,
    paint: impl Fn(&StageColors) -> Picture + Send + Sync + 'static,
) -> AnyView {
    let picture = memo(move || paint(&colors.read()));
    view! {
        <div class="tile-row" role="img" aria-label=label>
            <Painting picture=picture />
        </div>
    }
    .into_any()
}

/// Images in rows of `n_columns`.
pub fn tiles(scene: &Scene, pixels: &[u8], n_columns: usize, label: Signal<String>) -> AnyView {
    let pixels = pixels.to_vec();
    painted(scene.colors, label, move |colors| {
        let mut tiles: Vec<&[u8]> = pixels.chunks(N_PIXELS).collect();
        tiles.resize(N_STAGED, &[]);
        tile_grid(&tiles, SIDE, n_columns, 0, colors)
    })
}

fn generated(scene: &Scene, n_columns: usize) -> AnyView {
    tiles(scene, &scene.staged.generated, n_columns, say_generated())
}

/// The noise, a vector a row.
pub fn noise_rows(scene: &Scene) -> AnyView {
    let staged = Arc::clone(&scene.staged);
    let label = say(|words: &StagingText| words.place_noise);
    painted(scene.colors, label, move |colors| {
        /// Nearly all that a standard normal brings.
        const MOST: f32 = 2.5;
        let signed = Signed {
            most: MOST,
            above: colors.latent,
            below: WHITE,
        };
        signed.rows(&staged.noise, N_GAN_LATENTS)
    })
}

const WHITE: Rgb = Rgb::grey(u8::MAX);

fn noise(scene: &Scene) -> AnyView {
    view! {
        <div class="staging-noise">{noise_rows(scene)}</div>
        <p class="legend">{say(|words: &StagingText| words.noise_legend)}</p>
    }
    .into_any()
}

/// Images in a row, under each a bar and a number.
fn judged(
    scene: &Scene,
    pixels: &[u8],
    role: Role,
    title: Signal<String>,
    bars: Vec<(f64, String)>,
) -> AnyView {
    let bar = |(share, number): (f64, String)| {
        let height = format!("{}%", fixed(share.clamp(0.0, 1.0) * 100.0, 2));
        view! {
            <li>
                <i aria-hidden="true">
                    <b style=("--height", height)></b>
                </i>
                <span>{number}</span>
            </li>
        }
    };
    view! {
        <div class=format!("block judged-row {}", role.class())>
            <h3>{title}</h3>
            {tiles(scene, pixels, N_STAGED, title)}
            <ol class="judged-bars">{bars.into_iter().map(bar).collect_view()}</ol>
        </div>
    }
    .into_any()
}

fn probabilities(logits: &[f32]) -> Vec<(f64, String)> {
    let of = |&logit: &f32| {
        let d = sigmoid(logit.into());
        (d, verdict(d))
    };
    logits.iter().map(of).collect()
}

fn verdicts(scene: &Scene) -> AnyView {
    let Staged {
        real,
        generated,
        real_logits,
        generated_logits,
        ..
    } = &*scene.staged;
    let (of_real, of_generated) = (probabilities(real_logits), probabilities(generated_logits));
    let real_title = say(|words: &StagingText| words.d_real);
    let title = say(|words: &StagingText| words.d_generated);
    view! {
        {judged(scene, real, Role::Data, real_title, of_real)}
        {judged(scene, generated, Role::Generated, title, of_generated)}
    }
    .into_any()
}

/// Bars as long as the sizes of what images cost.
fn cost_bars(costs: &[f64], largest: f64) -> Vec<(f64, String)> {
    let share = |cost: &f64| (cost.abs() / largest, nats(*cost));
    costs.iter().map(share).collect()
}

fn largest_of(costs: &[f64]) -> f64 {
    costs.iter().map(|cost| cost.abs()).fold(1e-9, f64::max)
}

fn costs(scene: &Scene) -> AnyView {
    let staged = &scene.staged;
    let real = discriminator_costs(&staged.real_logits, true);
    let generated = discriminator_costs(&staged.generated_logits, false);
    let largest = largest_of(&real).max(largest_of(&generated));
    let (of_real, of_generated) = (cost_bars(&real, largest), cost_bars(&generated, largest));
    view! {
        {judged(scene, &staged.real, Role::Data, say_real(), of_real)}
        {judged(scene, &staged.generated, Role::Generated, say_generated(), of_generated)}
        <p class="legend">{say(|words: &StagingText| words.cost)}</p>
    }
    .into_any()
}

fn generators_costs(scene: &Scene) -> AnyView {
    let costs = generator_costs(&scene.staged.moved_logits, scene.told.settings.loss);
    let bars = cost_bars(&costs, largest_of(&costs));
    let generated = &scene.staged.generated;
    view! {
        {judged(scene, generated, Role::Generated, say_generated(), bars)}
        <p class="legend">{say(|words: &StagingText| words.cost)}</p>
    }
    .into_any()
}

fn new_verdicts(scene: &Scene) -> AnyView {
    let staged = &scene.staged;
    let (before, after) = (
        probabilities(&staged.generated_logits),
        probabilities(&staged.moved_logits),
    );
    let text = use_text();
    let titled = |of: fn(&StagingText) -> &'static str| {
        derived(move || {
            let words = text.of::<StagingText>();
            format!("{}: {}", words.d_generated, of(words))
        })
    };
    let before_title = titled(|words| words.images_before);
    let after_title = titled(|words| words.images_after);
    view! {
        {judged(scene, &staged.generated, Role::Generated, before_title, before)}
        {judged(scene, &staged.generated, Role::Generated, after_title, after)}
    }
    .into_any()
}

/// A net's tensors as bars.
fn bars(
    title: Signal<String>,
    layers: &[Layer],
    value: fn(&Layer, &StagingText) -> (String, f64),
    testid: &'static str,
) -> AnyView {
    let text = use_text();
    let layers = layers.to_vec();
    let meters = live(move || {
        let words = text.of::<StagingText>();
        let meter = |layer: &Layer| {
            let (value, share) = value(layer, words);
            Meter {
                label: (words.weights)(&layer.tensor, layer.n_weights),
                value,
                share,
                role: Some(Role::Error),
            }
        };
        layers.iter().map(meter).collect::<Vec<_>>()
    });
    view! {
        <div class="block">
            <h3>{title}</h3>
            <Meters meters=meters testid=testid />
        </div>
    }
    .into_any()
}

/// From the loss back, as the gradient goes.
fn gradients(layers: &[Layer]) -> AnyView {
    let backward: Vec<Layer> = layers.iter().rev().cloned().collect();
    let title = say(|words: &StagingText| words.gradients);
    let value = |layer: &Layer, _: &StagingText| (amount(layer.gradient), layer.gradient_share);
    bars(title, &backward, value, "gradients")
}

fn moves(layers: &[Layer]) -> AnyView {
    let title = say(|words: &StagingText| words.changes);
    let value = |layer: &Layer, words: &StagingText| {
        let value = match layer.change {
            Some(share) => format!("{} %", amount(share * 100.0)),
            None => words.from_nothing.to_owned(),
        };
        (value, layer.change_share)
    };
    bars(title, layers, value, "moves")
}

/// Numbers by pixels, white above 0 and in the error's colour below.
fn by_pixels(
    scene: &Scene,
    values: Vec<f32>,
    n_columns: usize,
    label: Signal<String>,
    testid: &'static str,
) -> AnyView {
    let map = painted(scene.colors, label, move |colors| {
        let signed = Signed::over(&values, WHITE, colors.error);
        signed.tiles(&values, SIDE, n_columns, colors)
    });
    view! { <div data-testid=testid>{map}</div> }.into_any()
}

fn pixel_gradient(scene: &Scene) -> AnyView {
    // Down the loss goes against its gradient.
    let wanted = scene.staged.pixel_gradient.iter().map(|by| -by).collect();
    let label = say(|words: &StagingText| words.stages[Stage::PixelGradient.idx()]);
    view! {
        <div class="pair">
            {generated(scene, 2)} {by_pixels(scene, wanted, 2, label, "pixel-gradient")}
        </div>
        <p class="legend">{say(|words: &StagingText| words.gradient_legend)}</p>
    }
    .into_any()
}

fn regenerated(scene: &Scene) -> AnyView {
    let Staged {
        generated,
        regenerated,
        ..
    } = &*scene.staged;
    let before = say(|words: &StagingText| words.images_before);
    let after = say(|words: &StagingText| words.images_after);
    let change = say(|words: &StagingText| words.change);
    let changes = changes(generated, regenerated);
    view! {
        <div class="staging-triple">
            <div class="block">
                <h3>{before}</h3>
                {tiles(scene, generated, 2, before)}
            </div>
            <div class="block" data-testid="regenerated">
                <h3>{after}</h3>
                {tiles(scene, regenerated, 2, after)}
            </div>
            <div class="block">
                <h3>{change}</h3>
                {by_pixels(scene, changes, 2, change, "pixel-change")}
            </div>
        </div>
        <p class="legend">{say(|words: &StagingText| words.change_legend)}</p>
    }
    .into_any()
}

/// The stage in sight, made anew with it.
pub fn lens_part(
    scene: impl Fn() -> Option<Scene> + Send + 'static,
    stage: Live<Stage>,
) -> impl IntoView {
    part(move || match scene() {
        Some(scene) => lens(&scene, stage.get()),
        None => ().into_any(),
    })
}
