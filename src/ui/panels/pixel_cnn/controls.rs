use leptos::prelude::*;

use super::growth::Growth;
use crate::{
    i18n::pixel_cnn::sample::SampleText,
    protocol::{N_PIXELS, Request, TEMPERATURES},
    ui::{
        settings::use_text,
        signals::{Live, derived, live, say},
        widgets::{Slider, Transport, TransportAction},
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
            label=say(|words: &SampleText| words.temperature)
            value=live(move || as_written(temperature.get()))
            min=as_written(least)
            max=as_written(most)
            step=0.05
            read_out=derived(move || {
                (text.of::<SampleText>().temperature_value)(temperature.get())
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
