use leptos::prelude::*;

use super::{
    Showing, State,
    classified::Verdicts,
    mask::{LayerMask, mask_of, ones},
    nearest::NearestDigits,
    notes::SampleNotes,
};
use crate::{
    i18n::{growth::GrowthText, pixel_cnn::sample::SampleText},
    plot::{SURPRISE_OF_A_GUESS, field_map, image_in_progress, mask_map, surprise_map},
    protocol::SIDE,
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            growth::{Controls, GrowingImage, Inspector, Sheet, Surprise, digest, field, marked},
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, part, say},
        widgets::{Later, Segmented, use_stage_colors},
    },
};

/// An image that fills pixel by pixel, and the distribution that each pixel is drawn from.
#[component]
pub fn SamplePanel() -> impl IntoView {
    let panel = use_panel::<State>();
    let position = panel.read(|state| state.growth.n_pixels());
    let digest = panel.read(|state| digest(state.growth.pixels()));
    let data: Vec<Datum> = vec![
        ("data-position", derived(move || position.get().to_string())),
        ("data-digest", derived(move || digest.get())),
        panel.playing(),
    ];
    view! {
        <PanelFrame
            page=State::PAGE
            title=say(|words: &SampleText| words.title)
            testid="pixelcnn"
            data=data
            inspector=move || view! {
                {panel.trouble()}
                <Inspector panel=panel />
                <Later>
                    <Surprise panel=panel />
                    <NearestDigits panel=panel />
                    <Verdicts panel=panel />
                </Later>
            }
            notes=move || view! { <SampleNotes panel=panel /> }
        >
            <Stage panel=panel />
            <Later>
                <Controls panel=panel />
            </Later>
        </PanelFrame>
    }
}

#[component]
fn Stage(panel: Panel<State>) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(|state| state.growth.pixels().to_vec());
    let bits = panel.read(|state| state.growth.bits().to_vec());
    let showing = panel.read(|state| state.looks.showing);
    let mask = panel.read(mask_of);
    let marked = marked(panel);
    let field = field(panel);
    let picture = live(move || {
        let colors = colors.get();
        match showing.get() {
            Showing::Image => image_in_progress(&pixels.read(), SIDE, &colors),
            Showing::Surprise => surprise_map(&bits.read(), SIDE, &colors),
            Showing::Field => field_map(&pixels.read(), &field.read(), SIDE, &colors),
            Showing::Mask => {
                let ones = mask.get().map_or_else(Vec::new, |mask| ones(&mask));
                let at = marked.get().map_or(0, |marked| marked.pixel_idx);
                mask_map(&pixels.read(), at, &ones, SIDE, &colors)
            }
        }
    });
    view! {
        <GrowingImage panel=panel picture=picture />
        <Layers panel=panel />
        <Sheet panel=panel />
    }
}

/// What the picture shows, and how to read it.
#[component]
fn Layers(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let showing = panel.read(|state| state.looks.showing);
    let options = vec![
        (Showing::Image, say(|words: &GrowthText| words.show_image)),
        (
            Showing::Surprise,
            say(|words: &GrowthText| words.show_surprise),
        ),
        (Showing::Mask, say(|words: &SampleText| words.show_mask)),
        (Showing::Field, say(|words: &GrowthText| words.show_field)),
    ];
    let field = field(panel);
    let legend = derived(move || {
        let words = text.of::<GrowthText>();
        match showing.get() {
            Showing::Image => words.legend_image.to_owned(),
            Showing::Surprise => (words.legend_surprise)(SURPRISE_OF_A_GUESS),
            Showing::Mask => text.of::<SampleText>().legend_mask.to_owned(),
            Showing::Field => (words.legend_field)(field.read().len()),
        }
    });
    let mask = move || match showing.get() {
        Showing::Mask => view! { <LayerMask panel=panel /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <div class="layers">
            <Segmented
                label=say(|words: &GrowthText| words.show)
                options=options
                value=showing
                on_change=panel.on(|state, choice| state.look(|looks| looks.showing = choice))
                testid="showing"
            />
            <p class="legend" data-testid="legend">{legend}</p>
        </div>
        {part(mask)}
    }
}
