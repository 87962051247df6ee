//! The discriminator far ahead, and both losses from there.

use leptos::prelude::*;

use super::{
    super::{State, staging::amount},
    DUEL_STEPS, Duel, Phase, Side,
    chart::{name_of, role_of},
};
use crate::{
    i18n::gan::{losses::LossesText, training::TrainingText},
    plot::{LogitLoss, Series, fixed, tile_grid, verdict},
    protocol::{FAR_AHEAD, N_DUEL_SAMPLES, N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{LineChart, Painting, use_stage_colors},
    },
};

/// A preset, how far it is, and what came of it.
#[component]
pub fn DuelBlock(panel: Panel<State>) -> impl IntoView {
    let duel = panel.read(|state| state.losses.duel.clone());
    let phase = memo(move || duel.read().phase);
    let has_sides = memo(move || duel.read().n_steps().is_some());
    let charts = move || match (phase.get(), has_sides.get()) {
        (Phase::Nothing, _) => ().into_any(),
        (_, false) => view! { <Lead duel=duel /> }.into_any(),
        (_, true) => view! {
            <Lead duel=duel />
            <Sides duel=duel />
        }
        .into_any(),
    };
    view! {
        <div
            class="block duel"
            data-testid="duel"
            data-phase=derived(move || phase_name(phase.get()).to_owned())
            data-lead=derived(move || duel.read().lead.len().to_string())
            data-steps=derived(move || {
                duel.read().n_steps().map_or(String::new(), |n_steps| n_steps.to_string())
            })
        >
            <h2>{say(|words: &LossesText| words.duel)}</h2>
            <p class="legend">{say(|words: &LossesText| words.duel_help)}</p>
            <Work panel=panel duel=duel />
            <p class="says" aria-live="polite" data-testid="duel-says">
                {sentence(duel)}
            </p>
            {part(charts)}
        </div>
    }
}

const fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Nothing => "nothing",
        Phase::Leading => "leading",
        Phase::Duelling => "duelling",
        Phase::Over => "over",
        Phase::Stopped => "stopped",
    }
}

/// How far it is, and the button that sets it off or stops it.
#[component]
fn Work(panel: Panel<State>, duel: Live<Duel>) -> impl IntoView {
    let text = use_text();
    let is_running = memo(move || duel.read().is_running());
    let button = derived(move || {
        let words = text.of::<LossesText>();
        match (is_running.get(), duel.read().phase) {
            (true, _) => words.stop,
            (false, Phase::Nothing) => words.set_off,
            (false, _) => words.again,
        }
        .to_owned()
    });
    let from = derived(move || {
        let duel = duel.read();
        match duel.phase {
            Phase::Nothing => String::new(),
            _ => (text.of::<LossesText>().began_at)(duel.began_at),
        }
    });
    let on_press = panel.on(|state, ()| match state.losses.is_running() {
        true => state.losses.stop(),
        false => state.duel(),
    });
    view! {
        <div class="work">
            <progress
                max="1"
                prop:value=derived(move || fixed(duel.read().part(), 4))
                aria-label=say(|words: &LossesText| words.duel)
            ></progress>
            <button type="button" data-testid="duel-button" on:click=move |_| on_press.run(())>
                {button}
            </button>
            <span class="legend">{from}</span>
        </div>
    }
}

/// How it stands, in the numbers that are on the screen.
fn sentence(duel: Live<Duel>) -> Signal<String> {
    let text = use_text();
    derived(move || {
        let (words, duel) = (text.of::<LossesText>(), duel.read());
        if let Some(part) = duel.again {
            return (text.of::<TrainingText>().again)(part);
        }
        let led = duel.lead.last().map(|mean| verdict(f64::from(*mean)));
        let n_led = duel.lead.len();
        let mut said = match (duel.standing(), led) {
            (Some(standing), led) => {
                let [a, b] = standing.means.map(verdict);
                let [c, d] = standing.gradients.map(amount);
                let begun = match (duel.is_far_ahead(), led) {
                    (Some(true), Some(mean)) => (words.far)(n_led, &mean),
                    (Some(false), Some(mean)) => (words.not_far)(n_led, &mean),
                    _ => String::new(),
                };
                let stands = match standing.n_steps {
                    0 => (words.at_beginning)(&a, [&c, &d]),
                    n_steps => (words.standing)(n_steps, [&a, &b], [&c, &d]),
                };
                format!("{begun} {stands}")
            }
            (None, Some(mean)) => (words.leading)(n_led, &mean),
            (None, None) if duel.is_running() => words.leading_begins.to_owned(),
            (None, None) => String::new(),
        };
        if duel.phase == Phase::Stopped {
            said = format!("{} {said}", words.stopped);
        }
        said
    })
}

/// Numbers by steps, counted from `first`.
fn points(values: &[f32], first: usize) -> Vec<(f64, f64)> {
    let points = values.iter().enumerate();
    points
        .map(|(i, value)| ((first + i) as f64, f64::from(*value)))
        .collect()
}

#[component]
fn Lead(duel: Live<Duel>) -> impl IntoView {
    let text = use_text();
    let series = live(move || {
        vec![Series {
            name: "D(G(z))".to_owned(),
            role: role_of(LogitLoss::Minimax),
            points: points(&duel.read().lead, 1),
        }]
    });
    let title = derived(move || {
        let words = text.of::<LossesText>();
        format!("{} ({})", words.lead, crate::plot::short(FAR_AHEAD.into()))
    });
    view! {
        <h3>{say(|words: &LossesText| words.lead)}</h3>
        <LineChart
            series=series
            label=title
            x_name=say(|words: &LossesText| words.discriminator_step)
            x_at_least=(1.0, 20.0)
            y_at_least=(f64::from(FAR_AHEAD), 1.0)
            is_log=live(|| true)
            testid="duel-lead"
        />
    }
}

/// Both sides: samples beside each other, then what they come to.
#[component]
fn Sides(duel: Live<Duel>) -> impl IntoView {
    let lines = move |values: fn(&Side) -> &[f32]| {
        let text = use_text();
        live(move || {
            let (words, duel) = (text.of::<LossesText>(), duel.read());
            let line = |(loss, side): (LogitLoss, &Side)| Series {
                name: name_of(loss, words).to_owned(),
                role: role_of(loss),
                points: points(values(side), 0),
            };
            LogitLoss::ALL
                .into_iter()
                .zip(&duel.sides)
                .map(line)
                .collect::<Vec<_>>()
        })
    };
    let [minimax, non_saturating] = LogitLoss::ALL.map(|loss| samples(duel, loss));
    view! {
        <div class="pair">{minimax} {non_saturating}</div>
        <h3>{say(|words: &LossesText| words.means)}</h3>
        <LineChart
            series=lines(|side| &side.means)
            label=say(|words: &LossesText| words.means)
            x_name=say(|words: &LossesText| words.step)
            x_at_least=(0.0, f64::from(DUEL_STEPS))
            y_at_least=(f64::from(FAR_AHEAD), 1.0)
            is_log=live(|| true)
            testid="duel-means"
        />
        <h3>{say(|words: &LossesText| words.gradients)}</h3>
        <LineChart
            series=lines(|side| &side.gradients)
            label=say(|words: &LossesText| words.gradients)
            x_name=say(|words: &LossesText| words.step)
            x_at_least=(0.0, f64::from(DUEL_STEPS))
            y_at_least=(0.0, 0.1)
            is_log=live(|| true)
            testid="duel-gradients"
        />
    }
}

/// What one side makes, under its name.
fn samples(duel: Live<Duel>, loss: LogitLoss) -> AnyView {
    const N_COLUMNS: usize = 4;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let side = move |duel: &Duel| {
        let [minimax, non_saturating] = &duel.sides;
        match loss {
            LogitLoss::Minimax => minimax.clone(),
            LogitLoss::NonSaturating => non_saturating.clone(),
        }
    };
    let pixels = memo(move || side(&duel.read()).pixels);
    let picture = memo(move || {
        let pixels = pixels.read();
        let mut tiles: Vec<&[u8]> = pixels.chunks(N_PIXELS).collect();
        tiles.resize(N_DUEL_SAMPLES, &[]);
        tile_grid(&tiles, SIDE, N_COLUMNS, 0, &colors.read())
    });
    let standing = derived(move || {
        let mean = side(&duel.read()).means.last().copied();
        mean.map_or_else(String::new, |mean| {
            format!("D(G(z)) {}", verdict(mean.into()))
        })
    });
    let label = derived(move || {
        let words = text.of::<LossesText>();
        let n_steps = duel.read().n_steps().unwrap_or_default();
        (words.samples)(name_of(loss, words), n_steps)
    });
    let testid = match loss {
        LogitLoss::Minimax => "duel-minimax",
        LogitLoss::NonSaturating => "duel-non-saturating",
    };
    view! {
        <div class="block">
            <div class="block-head">
                <h3 class=role_of(loss).class()>
                    {say(move |words: &LossesText| name_of(loss, words))}
                </h3>
                <span class="legend">{standing}</span>
            </div>
            <div class="tile-row" role="img" aria-label=label data-testid=testid>
                <Painting picture=picture />
            </div>
        </div>
    }
    .into_any()
}
