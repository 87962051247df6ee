use leptos::prelude::*;

use super::{
    Showing, State, digest,
    inspector::Inspector,
    notes::PixelCnnNotes,
    panel::{Panel, use_pixel_cnn},
    trouble::Trouble,
};
use crate::{
    plot::{SURPRISE_OF_A_GUESS, field_map, image_in_progress, surprise_map},
    protocol::{N_PIXELS, Request, SIDE, TEMPERATURES},
    ui::{
        address::Route,
        app::CONTENT_ID,
        hooks::{use_address, use_frames, use_next_task},
        settings::{use_settings, use_text},
        widgets::{
            Marked, PixelCanvas, SeedField, Segmented, Slider, Transport, TransportAction,
            use_stage_colors,
        },
    },
};

/// An image that fills pixel by pixel, and the distribution that each pixel is drawn from.
#[component]
pub fn PixelCnnPanel() -> impl IntoView {
    let panel = use_pixel_cnn();
    use_frames(
        panel.read(State::needs_frames).into(),
        Callback::new(move |elapsed_ms| panel.tick(elapsed_ms)),
    );
    follow_address(panel);
    on_cleanup(move || panel.act(State::close));

    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let position = panel.read(|state| state.pixels.len());
    let playing = panel.read(State::is_running);
    let is_rest_due = use_next_task();
    let beside_picture = move || {
        view! {
            <section class="inspector">
                <Trouble panel=panel />
                <Inspector panel=panel />
            </section>
            <PixelCnnNotes panel=panel />
        }
    };
    let digest = panel.read(|state| digest(&state.pixels));
    view! {
        <main
            class="panel"
            id=CONTENT_ID
            tabindex="-1"
            data-testid="pixelcnn"
            data-position=move || position.get().to_string()
            data-digest=move || digest.get()
            data-playing=move || playing.get().to_string()
        >
            <section class="panel-stage">
                <h1>{move || words().title}</h1>
                <p class="lede">{move || words().lede}</p>
                <Stage panel=panel />
                <Transport
                    position=position
                    length=N_PIXELS
                    playing=playing
                    speed=panel.read(|state| state.speed)
                    on_speed=Callback::new(move |speed| panel.act(|state| state.set_speed(speed)))
                    on_action=Callback::new(move |action| {
                        panel.act(|state| do_action(state, action));
                    })
                    disabled=false
                />
                <div class="controls">
                    <SeedField
                        value=panel.read(|state| state.seed)
                        on_change=Callback::new(move |seed| panel.act(|state| state.set_seed(seed)))
                    />
                    <Temperature panel=panel />
                </div>
            </section>
            {move || is_rest_due.get().then(beside_picture)}
        </main>
    }
}

#[component]
fn Stage(panel: Panel) -> impl IntoView {
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let pixels = panel.read(|state| state.pixels.clone());
    let bits = panel.read(|state| state.bits.clone());
    let showing = panel.read(|state| state.showing);
    let field = panel.read(|state| {
        let shown = state.distribution.as_ref();
        shown.map_or_else(Vec::new, |shown| shown.receptive_field.clone())
    });
    let picture = move || {
        let colors = colors.get();
        match showing.get() {
            Showing::Image => image_in_progress(&pixels.read(), SIDE, &colors),
            Showing::Surprise => surprise_map(&bits.read(), SIDE, &colors),
            Showing::Field => field_map(&pixels.read(), &field.read(), SIDE, &colors),
        }
    };
    // The pixel whose softmax is shown beside the picture.
    let marked = panel.read(|state| {
        let distribution = state.distribution.as_ref()?;
        Some(Marked {
            pixel_idx: usize::from(distribution.pixel),
            is_drawn: distribution.drawn.is_some(),
        })
    });
    let label = move || (text.get().pixel_cnn.image)(pixels.read().len(), N_PIXELS);
    view! {
        <PixelCanvas
            picture=Signal::derive(picture)
            label=Signal::derive(label)
            marked=marked
            n_pointable=Signal::derive(move || pixels.read().len())
            on_point=Callback::new(move |pixel: Option<usize>| {
                let pixel = pixel.map(|at| at as u16);
                panel.act(|state| state.point_at(pixel));
            })
            attr:data-testid="stage"
        />
        <Layers panel=panel />
    }
}

/// What the picture shows, and how to read it.
#[component]
fn Layers(panel: Panel) -> impl IntoView {
    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let showing = panel.read(|state| state.showing);
    let name = move |showing: Showing| {
        Signal::derive(move || {
            let words = words();
            let name = match showing {
                Showing::Image => words.show_image,
                Showing::Surprise => words.show_surprise,
                Showing::Field => words.show_field,
            };
            name.to_owned()
        })
    };
    let n_field = panel.read(|state| {
        let shown = state.distribution.as_ref();
        shown.map_or(0, |shown| shown.receptive_field.len())
    });
    let legend = move || match showing.get() {
        Showing::Image => words().legend_image.to_owned(),
        Showing::Surprise => (words().legend_surprise)(SURPRISE_OF_A_GUESS),
        Showing::Field => (words().legend_field)(n_field.get()),
    };
    view! {
        <div class="layers">
            <Segmented
                label=Signal::derive(move || words().show.to_owned())
                options=Showing::ALL.map(|showing| (showing, name(showing))).to_vec()
                value=showing
                on_change=Callback::new(move |choice| panel.act(|state| state.show(choice)))
                testid="showing"
            />
            <p class="legend" data-testid="legend">{legend}</p>
        </div>
    }
}

#[component]
fn Temperature(panel: Panel) -> impl IntoView {
    let text = use_text();
    let words = move || &text.get().pixel_cnn;
    let temperature = panel.read(|state| state.temperature);
    let (least, most) = (*TEMPERATURES.start(), *TEMPERATURES.end());
    view! {
        <Slider
            label=Signal::derive(move || words().temperature.to_owned())
            value=Signal::derive(move || as_written(temperature.get()))
            min=as_written(least)
            max=as_written(most)
            step=0.05
            read_out=Signal::derive(move || (words().temperature_value)(temperature.get()))
            on_input=Callback::new(move |temperature: f64| {
                panel.act(|state| state.set_temperature(temperature as f32));
            })
            testid="temperature"
        />
    }
}

/// The number that is written like this one: 0.1 is another number in `f64` than in `f32`.
fn as_written(number: f32) -> f64 {
    number.to_string().parse().unwrap_or(f64::from(number))
}

fn do_action(state: &mut State, action: TransportAction) -> Vec<Request> {
    match action {
        TransportAction::PlayPause => state.play_or_pause(),
        TransportAction::Step => state.step(),
        TransportAction::StepBack => state.step_back(),
        TransportAction::Restart => state.restart(),
        TransportAction::ToEnd => state.to_end(),
    }
}

/// A link that is opened changes the panel, and what changes on the panel goes into the link.
fn follow_address(panel: Panel) {
    let address = use_address();
    Effect::new(move |_| {
        if let Route::PixelCnn(link) = address.route.get()
            && (link != panel.peek(State::link) || panel.peek(State::is_blank))
        {
            panel.act(|state| state.open(link));
        }
    });
    let link = panel.read(State::link);
    let is_running = panel.read(State::is_running);
    Effect::new(move |was_running: Option<bool>| {
        let is_running = is_running.get();
        let has_paused = was_running == Some(true) && !is_running;
        address.show(&Route::PixelCnn(link.get()), has_paused);
        is_running
    });
}
