use leptos::prelude::*;

use super::{Samples, State, inspector::Inspector, notes::ElboNotes};
use crate::{
    i18n::vae::elbo::ElboText,
    plot::{Role, image_in_progress},
    protocol::{SIDE, VaeId},
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            picker::{Kind, SourcePicker},
            source::Source,
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            DrawingBoard, Painting, SeedField, Segmented, drawing_board::Ink, use_stage_colors,
        },
    },
};

/// The bound of an image's density, and its two terms.
#[component]
pub fn ElboPanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let phase = panel.read(|state| match (state.is_waiting(), state.is_complete()) {
        (true, _) => "working",
        (false, true) => "complete",
        (false, false) => "stopped",
    });
    let axes = panel.read(|state| state.model.n_axes());
    let data: Vec<Datum> = vec![
        ("data-phase", derived(move || phase.get().to_owned())),
        ("data-axes", derived(move || axes.get().to_string())),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &ElboText| words.title)
            testid="vae-elbo"
            data=data
            has_long_formula=true
            inspector=move || view! { {panel.trouble()} <Inspector panel=panel /> }
            notes=move || view! { <ElboNotes panel=panel /> }
        >
            <p class="lede">{say(|words: &ElboText| words.lede)}</p>
            <Images panel=panel />
            <SourcePicker
                kinds=vec![Kind::Digit, Kind::Drawing]
                source=panel.read(|state| state.source.clone())
                sets=panel.read(|state| state.sets.clone())
                on_choose=panel.on(State::set_source)
            />
            <Choices panel=panel />
        </PanelFrame>
    }
}

/// The image large, and beside it what the model sees and makes of it.
#[component]
fn Images(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let source = panel.read(|state| state.source.clone());
    let is_drawing = memo(move || matches!(*source.read(), Source::Drawing(_)));
    let ink = live(move || match &*source.read() {
        Source::Drawing(ink) => ink.clone(),
        _ => Ink::default(),
    });
    let picture = panel.read(|state| state.picture().unwrap_or_default());
    let seen = panel.read(|state| {
        let seen = state.image.as_ref().map(|image| &image.seen);
        let white = |&pixel: &u8| pixel.saturating_mul(u8::MAX);
        seen.map_or_else(Vec::new, |seen| seen.iter().map(white).collect())
    });
    let made = panel.read(|state| {
        let image = state.image.as_ref();
        image.map_or_else(Vec::new, |image| image.reconstruction.clone())
    });
    let painted = move |pixels: Live<Vec<u8>>, testid: &'static str| {
        let picture = memo(move || image_in_progress(&pixels.read(), SIDE, &colors.get()));
        view! {
            <div class="pixel-canvas" data-testid=testid>
                <Painting picture=picture />
            </div>
        }
        .into_any()
    };
    let image = move || match is_drawing.get() {
        true => {
            let on_ink = panel.on(|state, ink| state.set_source(Source::Drawing(ink)));
            view! {
                <DrawingBoard
                    ink=ink
                    n_rows=live(|| SIDE)
                    colors=colors
                    on_draw=on_ink
                    on_finish=on_ink
                />
            }
            .into_any()
        }
        false => painted(picture, "image"),
    };
    view! {
        <div class="elbo-images">
            <div class="block">
                <h2 class=Role::Data.class()>{say(|words: &ElboText| words.image)}</h2>
                {part(image)}
            </div>
            <div class="block">
                <h2 class=Role::Data.class()>{say(|words: &ElboText| words.seen)}</h2>
                {painted(seen, "seen")}
                <h2 class=Role::Generated.class()>{say(|words: &ElboText| words.reconstruction)}</h2>
                {painted(made, "reconstruction")}
            </div>
        </div>
    }
}

/// The model, the latents, and how far the work is.
#[component]
fn Choices(panel: Panel<State>) -> impl IntoView {
    let models = vec![
        (VaeId::Good, say(|words: &ElboText| words.good)),
        (VaeId::Readable, say(|words: &ElboText| words.readable)),
        (VaeId::Plane, say(|words: &ElboText| words.plane)),
    ];
    let samples = Samples::ALL.map(|samples| {
        let name = samples.n().to_string();
        (samples, derived(move || name.clone()))
    });
    view! {
        <Segmented
            label=say(|words: &ElboText| words.model)
            options=models
            value=panel.read(|state| state.model)
            on_change=panel.on(State::set_model)
            testid="model"
        />
        <div class="controls">
            <SeedField
                value=panel.read(|state| state.seed)
                on_change=panel.on(State::set_seed)
            />
            <div class="labelled">
                <span class="legend">{say(|words: &ElboText| words.samples)}</span>
                <Segmented
                    label=say(|words: &ElboText| words.samples)
                    options=samples.to_vec()
                    value=panel.read(|state| state.samples)
                    on_change=panel.on(State::set_samples)
                    testid="samples"
                />
            </div>
        </div>
        <Progress panel=panel />
    }
}

#[component]
fn Progress(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let share = panel.read(State::part);
    let is_waiting = panel.read(State::is_waiting);
    let is_complete = panel.read(State::is_complete);
    let samples = panel.read(|state| usize::from(state.samples.n()));
    // How far each estimate is; none before the terms are there.
    let so_far = panel.read(|state| {
        let bound = state.bound.as_ref()?;
        let last = |estimates: &[super::Estimate]| {
            estimates.last().map(|last| usize::from(last.n_samples))
        };
        let is_integrating = state.model == VaeId::Plane && bound.integral.is_none();
        Some((
            is_integrating,
            last(&bound.by_posterior),
            last(&bound.by_prior),
        ))
    });
    let says = derived(move || {
        let words = text.of::<ElboText>();
        let of = samples.get();
        match so_far.get() {
            _ if is_complete.get() => (words.complete)(of, super::state::N_REPEATS.into()),
            _ if !is_waiting.get() => words.stopped.to_owned(),
            None => words.encoding.to_owned(),
            Some((true, ..)) => words.integrating.to_owned(),
            Some((_, n, None)) => (words.estimating)(n.unwrap_or(0), of),
            Some((.., Some(n))) => (words.estimating_prior)(n, of),
        }
    });
    let button = say_button(is_waiting);
    let on_press = panel.on(|state, ()| match state.is_waiting() {
        true => state.stop(),
        false => state.estimate(),
    });
    view! {
        <div class="work" data-testid="work">
            <progress
                max="1"
                prop:value=derived(move || crate::plot::fixed(share.get(), 4))
                aria-label=says
            ></progress>
            <span class="legend" data-testid="work-says">{says}</span>
            <button type="button" data-testid="work-button" on:click=move |_| on_press.run(())>
                {button}
            </button>
        </div>
    }
}

fn say_button(is_waiting: Live<bool>) -> Signal<String> {
    let text = use_text();
    derived(move || {
        let words = text.of::<ElboText>();
        match is_waiting.get() {
            true => words.stop.to_owned(),
            false => words.again.to_owned(),
        }
    })
}
