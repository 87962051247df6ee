//! The whole step at a glance, and a way to each of its stages.

use leptos::prelude::*;

use super::{
    Flow, Place, Stage,
    lens::{Scene, noise_rows, tiles},
    nats,
    view::Seen,
};
use crate::{
    i18n::gan::staging::StagingText,
    plot::{Role, Scale, dots_path, sigmoid},
    ui::signals::{derived, memo, part, say},
};

/// Places from noise to loss, those of the stage lit up.
#[component]
pub fn Diagram(seen: Seen) -> impl IntoView {
    let place = move |place: Place, class: &'static str, content: AnyView| {
        let is_lit = derived(move || seen.stage.with(|stage| stage.lit().contains(&place)));
        let is_ahead = derived(move || seen.stage.get() < Stage::first_at(place));
        let flow = derived(move || {
            let flow = seen.stage.with(|stage| stage.flow_from(place));
            flow.map(|flow| match flow {
                Flow::Forward => "forward".to_owned(),
                Flow::Backward => "backward".to_owned(),
            })
        });
        view! {
            <div
                class=format!("place {class}")
                class:is-lit=is_lit
                class:is-ahead=is_ahead
                data-flow=flow
                data-testid=format!("place-{class}")
            >
                {content}
            </div>
        }
    };
    // The generated images are the moved G's, once it has made them.
    let is_last = memo(move || seen.stage.get().is_last());
    let pictured = move |role: Role,
                         words: fn(&StagingText) -> &'static str,
                         at: fn(&Scene, bool) -> AnyView| {
        let picture = move || match seen.scene() {
            Some(scene) => at(&scene, is_last.get()),
            None => ().into_any(),
        };
        view! {
            <span class=role.class()>{say(move |all: &StagingText| words(all))}</span>
            {part(picture)}
        }
        .into_any()
    };
    let real = pictured(
        Role::Data,
        |words| words.place_real,
        |scene, _| {
            let label = say(|words: &StagingText| words.place_real);
            tiles(scene, &scene.staged.real, 4, label)
        },
    );
    let generated = pictured(
        Role::Generated,
        |words| words.place_generated,
        |scene, is_last| {
            let label = say(|words: &StagingText| words.place_generated);
            let pixels = match is_last {
                true => &scene.staged.regenerated,
                false => &scene.staged.generated,
            };
            tiles(scene, pixels, 4, label)
        },
    );
    let noise = pictured(
        Role::Latent,
        |words| words.place_noise,
        |scene, _| noise_rows(scene),
    );
    // With a prime once its weights have moved.
    let net = move |name: &'static str, role: Role, moves: Stage| {
        let name = derived(move || match seen.stage.get() < moves {
            true => name.to_owned(),
            false => format!("{name}′"),
        });
        view! { <b class=role.class()>{name}</b> }.into_any()
    };
    let label = say(|words: &StagingText| words.diagram);
    view! {
        <div class="staging-diagram" role="group" aria-label=label data-testid="diagram">
            {place(Place::Noise, "noise", noise)}
            {place(Place::Generator, "generator", net("G", Role::Generated, Stage::GeneratorMoves))}
            {place(Place::Generated, "generated", generated)}
            {place(Place::Real, "real", real)}
            {place(Place::Discriminator, "discriminator", net("D", Role::Error, Stage::Moves))}
            {place(Place::Verdicts, "verdicts", verdicts(seen))}
            {place(Place::Loss, "loss", loss(seen))}
        </div>
    }
}

/// D from 0 to 1: a dot an image, the real ones above.
fn verdicts(seen: Seen) -> AnyView {
    const WIDTH: f64 = 100.0;
    let dots = move || {
        let (Some(scene), stage) = (seen.scene(), seen.stage.get()) else {
            return ().into_any();
        };
        if stage < Stage::Verdicts {
            return ().into_any();
        }
        let staged = &scene.staged;
        let x = Scale::linear((0.0, 1.0), (4.0, WIDTH - 4.0));
        let y = Scale::linear((0.0, 1.0), (0.0, WIDTH));
        let path = |logits: &[f32], row: f64| {
            let at = |&logit: &f32| (sigmoid(logit.into()), row);
            dots_path(&logits.iter().map(at).collect::<Vec<_>>(), &x, &y)
        };
        let now = match stage < Stage::NewVerdicts {
            true => &staged.generated_logits,
            false => &staged.moved_logits,
        };
        view! {
            <path class="verdict-dots t-data" d=path(&staged.real_logits, 0.12)></path>
            <path class="verdict-dots t-generated" d=path(now, 0.3)></path>
        }
        .into_any()
    };
    view! {
        <span>{say(|words: &StagingText| words.place_verdicts)}</span>
        <svg class="verdict-strip" viewBox="0 0 100 42" aria-hidden="true">
            <path class="verdict-axis" d="M4 38H96M4 4V38M50 4V38M96 4V38"></path>
            {part(dots)}
        </svg>
        <div class="verdict-ends" aria-hidden="true">
            <span>"0"</span>
            <span>"D"</span>
            <span>"1"</span>
        </div>
    }
    .into_any()
}

fn loss(seen: Seen) -> AnyView {
    let of = move |first: Stage, name: &'static str, of: fn(&Scene) -> f64| {
        derived(move || match seen.scene() {
            Some(scene) if seen.stage.get() >= first => format!("{name} {}", nats(of(&scene))),
            _ => format!("{name} –"),
        })
    };
    let discriminators = of(Stage::Loss, "D", |scene| {
        scene.told.figures.discriminator_loss
    });
    let generators = of(Stage::GeneratorLoss, "G", |scene| {
        scene.told.figures.generator_loss
    });
    view! {
        <span>{say(|words: &StagingText| words.place_loss)}</span>
        <span class="loss-number t-error">{discriminators}</span>
        <span class="loss-number t-generated">{generators}</span>
    }
    .into_any()
}

/// All stages with their numbers, each a button.
#[component]
pub fn Stages(seen: Seen, on_stage: Callback<Stage>) -> impl IntoView {
    let stage = move |stage: Stage| {
        let is_now = derived(move || seen.stage.get() == stage);
        let is_ahead = derived(move || seen.stage.get() < stage);
        let key = derived(move || match seen.scene() {
            Some(scene) if seen.stage.get() >= stage => scene.told.key(stage),
            _ => String::new(),
        });
        let current = derived(move || is_now.get().then(|| "step".to_owned()));
        let name = say(move |words: &StagingText| words.stages[stage.idx()]);
        view! {
            <li>
                <button
                    type="button"
                    class="staging-item"
                    class:is-ahead=is_ahead
                    aria-current=current
                    data-testid=format!("stage-{}", stage.idx())
                    on:click=move |_| on_stage.run(stage)
                >
                    <span>{format!("{}. ", stage.idx() + 1)}{name}</span>
                    <span class="staging-key">{key}</span>
                </button>
            </li>
        }
    };
    let side = move |heading: Signal<String>, is_generators: bool| {
        let stages = Stage::ALL.into_iter();
        let stages = stages.filter(|stage| stage.is_generators() == is_generators);
        let first = stages.clone().next().map_or(1, |stage| stage.idx() + 1);
        view! {
            <div class="block">
                <h2>{heading}</h2>
                <ol start=first.to_string()>{stages.map(stage).collect_view()}</ol>
            </div>
        }
    };
    view! {
        <div class="staging-list" role="group" aria-label=say(|words: &StagingText| words.all_stages)>
            {side(say(|words: &StagingText| words.turn_discriminator), false)}
            {side(say(|words: &StagingText| words.turn_generator), true)}
        </div>
    }
}
