//! The axes under one another: slider, densities, and seven images.

use leptos::prelude::*;

use super::strips::N_TILES;
use super::view::decoded;
use super::{Axis, Side, State};
use crate::{
    i18n::vae::axes::AxesText,
    plot::{short, tile_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{AxisNames, AxisSlider, Moved, Painting, use_stage_colors},
    },
};

/// All axes in sight.
#[component]
pub fn Axes(panel: Panel<State>, moved: Moved) -> impl IntoView {
    let text = use_text();
    let axes = panel.read(State::in_sight);
    let counts = panel.read(State::counts);
    let shows_all = panel.read(|state| state.shows_all);
    let side = panel.read(|state| state.side);
    let all = move || {
        let axes = axes.get();
        if axes.is_empty() {
            let coming = say(|words: &AxesText| words.coming);
            return view! { <p class="legend">{coming}</p> }.into_any();
        }
        let row = |axis: Axis| view! { <Row panel=panel axis=axis moved=moved /> };
        let rows = axes.into_iter().map(row).collect_view();
        view! { <div class="axes">{rows}</div> }.into_any()
    };
    let in_sight = derived(move || {
        let (n_axes, n_dead) = counts.get();
        (text.of::<AxesText>().in_sight)(axes.read().len(), n_axes, n_dead)
    });
    let more = derived(move || {
        let words = text.of::<AxesText>();
        let word = match shows_all.get() {
            true => words.show_fewer,
            false => words.show_all,
        };
        word.to_owned()
    });
    let has_more = memo(move || shows_all.get() || axes.read().len() < counts.get().0);
    let help = derived(move || {
        let words = text.of::<AxesText>();
        let help = match side.get() {
            Side::Generate => words.axes_help,
            Side::Encode => words.axes_help_encoded,
        };
        help.to_owned()
    });
    let colors = use_stage_colors(use_settings().theme.into());
    view! {
        <div class="block">
            // On a phone the picture is above the sliders: a small one goes along.
            <div class="tile-row axes-small" aria-hidden="true">
                <Painting picture=decoded(panel, colors) />
            </div>
            <div class="block-head">
                <h2>{say(|words: &AxesText| words.axes)}</h2>
                <span class="legend" data-testid="axes-in-sight">
                    {in_sight}
                </span>
            </div>
            {part(all)}
            <button
                type="button"
                class="axes-more"
                data-testid="show-all"
                aria-pressed=derived(move || shows_all.get().to_string())
                hidden=derived(move || !has_more.get())
                on:click=move |_| panel.act(|state| state.show_all(!state.shows_all))
            >
                {more}
            </button>
            <p class="legend">{help}</p>
        </div>
    }
}

/// One axis.
#[component]
fn Row(panel: Panel<State>, axis: Axis, moved: Moved) -> impl IntoView {
    let Axis { idx, kl } = axis;
    let number = idx + 1;
    let text = use_text();
    let posterior = panel.read(move |state| state.posterior_on(idx));
    let is_swept = panel.read(move |state| state.swept() == Some(idx));
    let carries = derived(move || {
        let words = text.of::<AxesText>();
        match axis.is_dead() {
            true => words.dead.to_owned(),
            false => (words.kl)(f64::from(kl)),
        }
    });
    let here = derived(move || {
        let (.., kl) = posterior.get()?;
        Some((text.of::<AxesText>().kl_here)(f64::from(kl)))
    });
    let names = AxisNames {
        slider: say(move |words: &AxesText| (words.slider)(number)),
        sweep: derived(move || {
            let words = text.of::<AxesText>();
            let name = match is_swept.get() {
                true => words.hold,
                false => words.sweep,
            };
            name(number)
        }),
        reset: say(move |words: &AxesText| (words.reset)(number)),
    };
    view! {
        <div
            class="axis"
            class:is-dead=axis.is_dead()
            data-testid=format!("axis-{idx}")
            data-kl=short(f64::from(kl))
        >
            <AxisSlider
                idx=idx
                value=panel.read(move |state| state.code.get(idx).copied().unwrap_or_default())
                is_swept=is_swept
                names=names
                about=move || {
                    view! {
                        <span>{carries}</span>
                        <span class="t-latent">{here}</span>
                    }
                }
                posterior=live(move || {
                    let (mean, deviation, _) = posterior.get()?;
                    Some((mean, deviation))
                })
                moved=moved
                on_move=panel.on(move |state, z: f32| state.set_axis(idx, z))
                on_sweep=panel.on(move |state, ()| state.sweep(idx))
            />
            {strip(panel, idx)}
        </div>
    }
}

/// The same code with the axis at -3 to 3.
fn strip(panel: Panel<State>, idx: usize) -> AnyView {
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(move |state| state.strips.of(idx));
    let picture = memo(move || {
        let pixels = pixels.get();
        let mut tiles: Vec<&[u8]> = pixels.chunks_exact(N_PIXELS).collect();
        tiles.resize(N_TILES, &[]);
        tile_grid(&tiles, SIDE, N_TILES, 0, &colors.get())
    });
    view! {
        <div
            class="tile-row axis-strip"
            role="img"
            aria-label=say(move |words: &AxesText| (words.strip)(idx + 1))
            data-testid=format!("strip-{idx}")
        >
            <Painting picture=picture />
        </div>
    }
    .into_any()
}
