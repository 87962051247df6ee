use leptos::prelude::*;

use super::{
    N_IMAGES, Showing, State,
    inspector::Inspector,
    mask::{LayerMask, mask_of, ones},
    notes::SampleNotes,
};
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    plot::{SURPRISE_OF_A_GUESS, field_map, image_in_progress, mask_map, surprise_map, tile_grid},
    protocol::{N_PIXELS, SIDE},
    ui::{
        panels::{
            Datum, Panel, PanelFrame, PanelState,
            pixel_cnn::{
                controls::{Act, SamplingTransport, Temperature},
                growth::digest,
            },
            use_panel,
        },
        settings::{use_settings, use_text},
        signals::{derived, live, memo, part, say},
        widgets::{Later, Marked, PixelCanvas, SeedField, Segmented, TileSheet, use_stage_colors},
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
            inspector=move || view! { {panel.trouble()} <Inspector panel=panel /> }
            notes=move || view! { <SampleNotes panel=panel /> }
        >
            <Stage panel=panel />
            <Later>
                <Controls panel=panel />
            </Later>
        </PanelFrame>
    }
}

/// What the hand is on: play and step, seed, temperature, how many images.
#[component]
fn Controls(panel: Panel<State>) -> impl IntoView {
    view! {
                <SamplingTransport
                    position=panel.read(|state| state.growth.n_pixels())
                    running=panel.is_running()
                    speed=panel.read(|state| state.growth.speed)
                    on_act=panel.on(|state, act: Act| state.grow(act))
                />
                <div class="controls">
                    <SeedField
                        value=panel.read(|state| state.growth.seed)
                        on_change=panel.on(|state, seed| state.grow(|growth| growth.set_seed(seed)))
                    />
                    <Temperature
                        temperature=panel.read(|state| state.growth.temperature)
                        on_change=panel.on(|state, temperature| {
                            state.grow(|growth| growth.set_temperature(temperature))
                        })
                    />
                    <Segmented
                        label=say(|words: &SampleText| words.n_images)
                        options=N_IMAGES.map(|n| (n, derived(move || format!("×{n}")))).to_vec()
                        value=panel.read(|state| state.growth.images.len())
                        on_change=panel.on(|state, n| state.grow(|growth| growth.set_n_images(n)))
                        testid="n-images"
                    />
                </div>
    }
}

#[component]
fn Stage(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(|state| state.growth.pixels().to_vec());
    let bits = panel.read(|state| state.growth.bits().to_vec());
    let showing = panel.read(|state| state.looks.showing);
    let mask = panel.read(mask_of);
    // The pixel whose softmax is shown beside the picture.
    let marked = panel.read(|state| {
        let distribution = state.growth.distribution.as_ref()?;
        Some(Marked {
            pixel_idx: usize::from(distribution.pixel),
            is_drawn: distribution.drawn.is_some(),
        })
    });
    let field = panel.read(|state| {
        let shown = state.growth.distribution.as_ref();
        shown.map_or_else(Vec::new, |shown| shown.receptive_field.clone())
    });
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
    let label = derived(move || (text.of::<SampleText>().image)(pixels.read().len(), N_PIXELS));
    view! {
        <PixelCanvas
            picture=picture
            label=label
            marked=marked
            n_pointable=live(move || pixels.read().len())
            on_point=panel.on(|state, pixel: Option<usize>| {
                state.grow(|growth| growth.point_at(pixel.map(|at| at as u16)))
            })
            attr:data-testid="stage"
        />
        <Layers panel=panel />
        <Sheet panel=panel />
    }
}

/// All images side by side, where there are several; the chosen one is the large one.
#[component]
fn Sheet(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let n_images = panel.read(|state| state.growth.images.len());
    let images = panel.read(|state| {
        let images = state.growth.images.iter();
        images.map(|image| image.pixels.clone()).collect::<Vec<_>>()
    });
    let watched = panel.read(|state| state.growth.watched);
    let sheet = move || {
        let n_columns = match n_images.get() {
            0 | 1 => return ().into_any(),
            n_images => n_images.min(8),
        };
        let picture = memo(move || {
            let images = images.read();
            let tiles: Vec<&[u8]> = images.iter().map(Vec::as_slice).collect();
            tile_grid(&tiles, SIDE, n_columns, 0, &colors.get())
        });
        let label =
            derived(move || (text.of::<SampleText>().sheet)(n_images.get(), watched.get() + 1));
        view! {
            <TileSheet
                picture=picture
                n_columns=n_columns
                n_tiles=n_images
                chosen=live(move || Some(watched.get()))
                on_choose=panel.on(|state, image| state.grow(|growth| growth.watch(image)))
                label=label
                testid="images"
            />
        }
        .into_any()
    };
    part(sheet)
}

/// What the picture shows, and how to read it.
#[component]
fn Layers(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let showing = panel.read(|state| state.looks.showing);
    let options = vec![
        (Showing::Image, say(|words: &SampleText| words.show_image)),
        (
            Showing::Surprise,
            say(|words: &SampleText| words.show_surprise),
        ),
        (Showing::Mask, say(|words: &SampleText| words.show_mask)),
        (Showing::Field, say(|words: &SampleText| words.show_field)),
    ];
    let n_field = panel.read(|state| {
        let shown = state.growth.distribution.as_ref();
        shown.map_or(0, |shown| shown.receptive_field.len())
    });
    let legend = derived(move || {
        let words = text.of::<SampleText>();
        match showing.get() {
            Showing::Image => words.legend_image.to_owned(),
            Showing::Surprise => (words.legend_surprise)(SURPRISE_OF_A_GUESS),
            Showing::Mask => words.legend_mask.to_owned(),
            Showing::Field => (words.legend_field)(n_field.get()),
        }
    });
    let mask = move || match showing.get() {
        Showing::Mask => view! { <LayerMask panel=panel /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <div class="layers">
            <Segmented
                label=say(|words: &SampleText| words.show)
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
