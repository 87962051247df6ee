use leptos::prelude::*;

use super::{
    Showing, State,
    map::{MapChoice, StateMap},
    notes::SampleNotes,
    parts::Parts,
};
use crate::{
    i18n::{growth::GrowthText, pixel_rnn::sample::StatesText},
    plot::{SURPRISE_OF_A_GUESS, StageColors, field_map, image_in_progress, surprise_map},
    protocol::SIDE,
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            growth::{Controls, GrowingImage, Inspector, Sheet, Surprise, digest, field},
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{Live, derived, live, say},
        widgets::{Later, Segmented, use_stage_colors},
    },
};

/// An image that fills pixel by pixel, and the state that walks down its rows.
#[component]
pub fn SamplePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let position = panel.read(|state| state.growth.n_pixels());
    let digest = panel.read(|state| digest(state.growth.pixels()));
    let states_at = panel.read(|state| {
        let states = state.watching.states.as_ref();
        states.map(|states| (states.layer, states.taken_apart.pixel))
    });
    let data: Vec<Datum> = vec![
        ("data-position", derived(move || position.get().to_string())),
        ("data-digest", derived(move || digest.get())),
        (
            "data-states-at",
            derived(move || {
                let at = states_at.get();
                at.map_or_else(String::new, |(layer, pixel)| format!("{layer}.{pixel}"))
            }),
        ),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &StatesText| words.title)
            testid="pixelrnn"
            data=data
            has_long_formula=true
            inspector=move || view! {
                {panel.trouble()}
                <Inspector panel=panel />
                <Later>
                    <Parts panel=panel />
                    <Surprise panel=panel />
                </Later>
            }
            notes=move || view! { <SampleNotes panel=panel /> }
        >
            <Stage panel=panel />
            <Later>
                <Controls panel=panel />
                <Sheet panel=panel />
            </Later>
        </PanelFrame>
    }
}

/// The image, and beside it the states where they are.
#[component]
fn Stage(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    view! {
        <div class="pair state-pair">
            <div class="block">
                <Image panel=panel colors=colors />
            </div>
            <div class="block">
                <StateMap panel=panel colors=colors />
            </div>
        </div>
        <p class="legend">{say(|words: &StatesText| words.wave_legend)}</p>
        <ShowingChoice panel=panel />
        <MapChoice panel=panel colors=colors />
    }
}

#[component]
fn Image(panel: Panel<State>, colors: Live<StageColors>) -> impl IntoView {
    let text = use_text();
    let pixels = panel.read(|state| state.growth.pixels().to_vec());
    let bits = panel.read(|state| state.growth.bits().to_vec());
    let showing = panel.read(|state| state.looks.showing);
    let field = field(panel);
    let picture = live(move || {
        let colors = colors.get();
        match showing.get() {
            Showing::Image => image_in_progress(&pixels.read(), SIDE, &colors),
            Showing::Surprise => surprise_map(&bits.read(), SIDE, &colors),
            Showing::Field => field_map(&pixels.read(), &field.read(), SIDE, &colors),
        }
    });
    let legend = derived(move || {
        let words = text.of::<GrowthText>();
        match showing.get() {
            Showing::Image => words.legend_image.to_owned(),
            Showing::Surprise => (words.legend_surprise)(SURPRISE_OF_A_GUESS),
            Showing::Field => (words.legend_field)(field.read().len()),
        }
    });
    view! {
        <h2>{say(|words: &StatesText| words.image_heading)}</h2>
        <GrowingImage panel=panel picture=picture />
        <p class="legend" data-testid="legend">{legend}</p>
    }
}

/// What the picture shows of the image.
#[component]
fn ShowingChoice(panel: Panel<State>) -> impl IntoView {
    let options = vec![
        (Showing::Image, say(|words: &GrowthText| words.show_image)),
        (
            Showing::Surprise,
            say(|words: &GrowthText| words.show_surprise),
        ),
        (Showing::Field, say(|words: &GrowthText| words.show_field)),
    ];
    view! {
        <Segmented
            label=say(|words: &GrowthText| words.show)
            options=options
            value=panel.read(|state| state.looks.showing)
            on_change=panel.on(|state, choice| state.look(|looks| looks.showing = choice))
            testid="showing"
        />
    }
}
