use leptos::prelude::*;

use super::{Growing, Growth, N_IMAGES};
use crate::{
    i18n::growth::GrowthText,
    plot::tile_grid,
    protocol::{N_PIXELS, Request, SIDE, TEMPERATURES},
    ui::{
        panels::Panel,
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            SeedField, Segmented, Slider, TileSheet, Transport, TransportAction, use_stage_colors,
        },
    },
};

/// Something that a visitor does to growing images.
pub type Act = Box<dyn FnOnce(&mut Growth) -> Vec<Request>>;

/// The transport of images that grow pixel by pixel.
#[component]
pub fn SamplingTransport(
    #[prop(into)] position: Live<usize>,
    #[prop(into)] running: Signal<bool>,
    #[prop(into)] speed: Live<f64>,
    on_act: Callback<Act>,
) -> impl IntoView {
    view! {
        <Transport
            position=position
            length=N_PIXELS
            playing=running
            speed=speed
            on_speed=Callback::new(move |speed| {
                on_act.run(Box::new(move |growth| growth.set_speed(speed)));
            })
            on_action=Callback::new(move |action| {
                on_act.run(Box::new(move |growth| do_action(growth, action)));
            })
            disabled=false
        />
    }
}

fn do_action(growth: &mut Growth, action: TransportAction) -> Vec<Request> {
    match action {
        TransportAction::PlayPause => growth.play_or_pause(),
        TransportAction::Step => growth.step(),
        TransportAction::StepBack => growth.step_back(),
        TransportAction::Restart => growth.restart(),
        TransportAction::ToEnd => growth.to_end(),
    }
}

/// The temperature of the pixels to come.
#[component]
pub fn Temperature(
    #[prop(into)] temperature: Live<f32>,
    on_change: Callback<f32>,
) -> impl IntoView {
    let text = use_text();
    let (least, most) = (*TEMPERATURES.start(), *TEMPERATURES.end());
    view! {
        <Slider
            label=say(|words: &GrowthText| words.temperature)
            value=live(move || as_written(temperature.get()))
            min=as_written(least)
            max=as_written(most)
            step=0.05
            read_out=derived(move || {
                (text.of::<GrowthText>().temperature_value)(temperature.get())
            })
            on_input=Callback::new(move |temperature: f64| on_change.run(temperature as f32))
            testid="temperature"
        />
    }
}

/// The number that is written like this one: 0.1 is another number in `f64` than in `f32`.
fn as_written(number: f32) -> f64 {
    (f64::from(number) * 1e6).round() / 1e6
}

/// What the hand is on: play and step, seed, temperature, how many images.
#[component]
pub fn Controls<S: Growing>(panel: Panel<S>) -> impl IntoView {
    view! {
        <SamplingTransport
            position=panel.read(|state| state.growth().n_pixels())
            running=panel.is_running()
            speed=panel.read(|state| state.growth().speed)
            on_act=panel.on(|state, act: Act| state.grow(act))
        />
        <div class="controls">
            <SeedField
                value=panel.read(|state| state.growth().seed)
                on_change=panel.on(|state, seed| state.grow(|growth| growth.set_seed(seed)))
            />
            <Temperature
                temperature=panel.read(|state| state.growth().temperature)
                on_change=panel.on(|state, temperature| {
                    state.grow(|growth| growth.set_temperature(temperature))
                })
            />
            <Segmented
                label=say(|words: &GrowthText| words.n_images)
                options=N_IMAGES.map(|n| (n, derived(move || format!("×{n}")))).to_vec()
                value=panel.read(|state| state.growth().images.len())
                on_change=panel.on(|state, n| state.grow(|growth| growth.set_n_images(n)))
                testid="n-images"
            />
        </div>
    }
}

/// All images side by side, where there are several; the chosen one is the large one.
#[component]
pub fn Sheet<S: Growing>(panel: Panel<S>) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let n_images = panel.read(|state| state.growth().images.len());
    let images = panel.read(|state| {
        let images = state.growth().images.iter();
        images.map(|image| image.pixels.clone()).collect::<Vec<_>>()
    });
    let watched = panel.read(|state| state.growth().watched);
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
            derived(move || (text.of::<GrowthText>().sheet)(n_images.get(), watched.get() + 1));
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
