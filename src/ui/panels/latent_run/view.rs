//! Small views of a run.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    BATCH_SIZE, Diverged, LAST_STEP, N_TRAINING, RATES, Run, Sketches, State, Stops, Subject,
};
use crate::{
    i18n::{Span, Words, latent_run::RunText},
    plot::{BarScale, Role, fixed, paired_grid, tile_grid},
    protocol::{N_LATENT_SKETCHES, N_PIXELS, Request, SIDE},
    ui::{
        panels::{Datum, Panel},
        settings::{use_settings, use_text},
        signals::{Live, derived, live, memo, part, say},
        widgets::{
            Painting, ReadOut, Row, SeedField, Segmented, Slider, Transport, TransportAction,
            use_stage_colors,
        },
    },
};

/// Something that a visitor does to a run.
type Act = Box<dyn FnOnce(&mut Run) -> Vec<Request>>;

/// A panel's run where views can see it, whichever panel it is: so they are compiled once.
#[derive(Clone, Copy)]
pub struct RunPanel {
    pub n_steps: Live<u32>,
    pub seed: Live<u64>,
    pub rate: Live<u8>,
    pub beta: Live<u8>,
    pub sketches: Live<Arc<Sketches>>,
    pub diverged: Live<Option<Diverged>>,
    pub is_running: Signal<bool>,
    /// Of the last step.
    pub reconstruction: Live<Option<f32>>,
    pub reconstruction_curve: Live<Vec<(f64, f64)>>,
    /// Of the loss's axis.
    pub scale: Live<BarScale>,
    on_scale: Callback<BarScale>,
    on_act: Callback<Act>,
}

impl RunPanel {
    pub fn of<S: Subject>(panel: Panel<State<S>>) -> Self {
        Self {
            n_steps: panel.read(|state| state.run.plan.n_steps),
            seed: panel.read(|state| state.run.plan.seed),
            rate: panel.read(|state| state.run.rate()),
            beta: panel.read(|state| state.run.beta()),
            sketches: panel.read(|state| Arc::clone(&state.run.sketches)),
            diverged: panel.read(|state| state.run.diverged),
            is_running: panel.is_running(),
            reconstruction: panel.read(|state| state.run.history.reconstruction()),
            reconstruction_curve: panel.read(|state| state.run.history.reconstruction_curve()),
            scale: panel.read(|state| state.scale),
            on_scale: panel.on(|state, scale| {
                state.scale = scale;
                vec![]
            }),
            on_act: panel.on(|state, act: Act| act(&mut state.run)),
        }
    }

    /// Does something to the run.
    pub fn act(&self, act: impl FnOnce(&mut Run) -> Vec<Request> + 'static) {
        self.on_act.run(Box::new(act));
    }

    /// The same whenever a widget says so.
    pub fn on<T: 'static>(self, act: fn(&mut Run, T) -> Vec<Request>) -> Callback<T> {
        Callback::new(move |value| self.act(move |run| act(run, value)))
    }

    pub fn is_log(self) -> Live<bool> {
        live(move || self.scale.get() == BarScale::Log)
    }
}

/// What the tests read of a run.
pub fn run_data(run: RunPanel) -> Vec<Datum> {
    let RunPanel {
        n_steps,
        sketches,
        reconstruction,
        diverged,
        is_running,
        ..
    } = run;
    let loss = move || reconstruction.get().map(|loss| fixed(loss.into(), 6));
    let fall = move || {
        let Diverged { n_steps, kept } = diverged.get()?;
        Some(format!("{n_steps} {kept}"))
    };
    vec![
        ("data-steps", derived(move || n_steps.get().to_string())),
        (
            "data-drawn-after",
            derived(move || match sketches.read().digits.is_empty() {
                true => String::new(),
                false => sketches.read().n_steps.to_string(),
            }),
        ),
        ("data-loss", derived(move || loss().unwrap_or_default())),
        ("data-diverged", derived(move || fall().unwrap_or_default())),
        (
            "data-playing",
            derived(move || is_running.get().to_string()),
        ),
    ]
}

/// A line of which some words wear the colour of what they speak of.
pub fn spans<W: Words>(
    of: fn(&'static W) -> &'static [Span],
) -> Box<dyn FnMut() -> AnyView + Send> {
    let text = use_text();
    spans_boxed(Box::new(move || of(text.of())))
}

// Apart from the above, so that it is compiled once for all areas.
fn spans_boxed(of: Box<dyn Fn() -> &'static [Span] + Send>) -> Box<dyn FnMut() -> AnyView + Send> {
    let span = |span: &Span| {
        let class = span.role.map_or("", Role::class);
        view! { <span class=class>{span.text}</span> }
    };
    part(move || of().iter().map(span).collect_view().into_any())
}

/// Test digits, each over what the net makes of it.
#[component]
pub fn SketchStage(run: RunPanel) -> impl IntoView {
    const N_COLUMNS: usize = 4;
    let text = use_text();
    let colors = use_stage_colors(use_settings().theme.into());
    let picture = memo(move || {
        let sketches = run.sketches.read();
        paired_grid(
            &sketches.digits,
            &sketches.reconstructions,
            N_LATENT_SKETCHES,
            SIDE,
            N_COLUMNS,
            &colors.get(),
        )
    });
    let label = derived(move || (text.of::<RunText>().pairs)(run.sketches.read().n_steps));
    view! {
        <div class="tile-row" role="img" aria-label=label data-testid="pairs">
            <Painting picture=picture />
        </div>
        <p class="legend">{spans(|words: &RunText| words.pairs_legend)}</p>
    }
}

/// What the decoder makes of codes that no digit has.
#[component]
pub fn Samples(
    run: RunPanel,
    /// With the steps after which they were made.
    #[prop(into)]
    title: Signal<String>,
    n_columns: usize,
) -> impl IntoView {
    let colors = use_stage_colors(use_settings().theme.into());
    let picture = memo(move || {
        let sketches = run.sketches.read();
        let mut tiles: Vec<&[u8]> = sketches.samples.chunks(N_PIXELS).collect();
        tiles.resize(N_LATENT_SKETCHES, &[]);
        tile_grid(&tiles, SIDE, n_columns, 0, &colors.get())
    });
    view! {
        <div class="block">
            <h2 class=Role::Generated.class() data-testid="samples-title">{title}</h2>
            <div class="tile-row" role="img" aria-label=title data-testid="samples">
                <Painting picture=picture />
            </div>
        </div>
    }
}

/// The transport, what to do where the run has diverged, and what it is made with.
#[component]
pub fn RunControls(
    run: RunPanel,
    /// Further controls.
    children: Children,
) -> impl IntoView {
    view! {
        <Transport
            position=live(move || run.n_steps.get() as usize)
            length=LAST_STEP as usize
            playing=run.is_running
            actions=vec![
                TransportAction::Restart,
                TransportAction::PlayPause,
                TransportAction::Step,
            ]
            on_action=run
                .on(|run, action| match action {
                    TransportAction::PlayPause => run.play_or_pause(),
                    TransportAction::Step => run.step(),
                    TransportAction::Restart => run.restart(),
                    TransportAction::StepBack | TransportAction::ToEnd => vec![],
                })
            disabled=false
        />
        <DivergedNotice run=run />
        <div class="controls">
            <StopSlider
                label=say(|words: &RunText| words.rate)
                stops=RATES
                stop=run.rate
                read_out=derived(move || RATES.text(run.rate.get()))
                on_stop=run
                    .on(|run, stop| {
                        run.set_rate(stop);
                        vec![]
                    })
                testid="rate"
            />
            {children()} <SeedField value=run.seed on_change=run.on(Run::set_seed) />
        </div>
    }
}

#[component]
fn DivergedNotice(run: RunPanel) -> impl IntoView {
    let text = use_text();
    let notice = move || {
        let Some(Diverged { n_steps, kept }) = run.diverged.get() else {
            return ().into_any();
        };
        let sentence = derived(move || (text.of::<RunText>().diverged)(n_steps, kept));
        let slower = derived(move || {
            let rate = RATES.text(slower_than(run.rate.get()));
            (text.of::<RunText>().slower)(&rate)
        });
        view! {
            <div class="notice notice-error" data-testid="diverged">
                <p>{sentence}</p>
                <button
                    type="button"
                    data-testid="slower"
                    on:click=move |_| {
                        run.act(|run| {
                            run.set_rate(slower_than(run.rate()));
                            run.play()
                        });
                    }
                >
                    {slower}
                </button>
            </div>
        }
        .into_any()
    };
    // Always there, so that a sentence put into it is announced.
    view! { <div role="alert">{part(notice)}</div> }
}

/// The usual learning rate, or a tenth where that is not slow enough.
fn slower_than(rate: u8) -> u8 {
    /// Stops of [`RATES`] to a decade.
    const DECADE: u8 = 3;
    match rate > RATES.usual {
        true => RATES.usual,
        false => rate.saturating_sub(DECADE),
    }
}

/// A slider whose values are a few, some of them written below it.
#[component]
pub fn StopSlider(
    /// What the number is.
    #[prop(into)]
    label: Signal<String>,
    stops: Stops,
    #[prop(into)] stop: Live<u8>,
    /// The number as the visitor reads it.
    #[prop(into)]
    read_out: Signal<String>,
    /// Called at every move while dragging.
    on_stop: Callback<u8>,
    /// Values below it, by their stops.
    #[prop(optional)]
    marks: Vec<u8>,
    /// The name by which tests find the input.
    testid: &'static str,
) -> impl IntoView {
    let last = f64::from(stops.last());
    let mark = move |stop: u8| {
        let share = fixed(f64::from(stop) / last, 4);
        view! { <span style=("--share", share)>{stops.text(stop)}</span> }
    };
    let marks = (!marks.is_empty()).then(|| {
        view! {
            <div class="slider-marks" aria-hidden="true">
                {marks.into_iter().map(mark).collect_view()}
            </div>
        }
    });
    view! {
        <div class="stop-slider">
            <Slider
                label=label
                value=live(move || f64::from(stop.get()))
                min=0.0
                max=last
                step=1.0
                read_out=read_out
                on_input=Callback::new(move |stop: f64| on_stop.run(stop as u8))
                testid=testid
            />
            {marks}
        </div>
    }
}

/// How far the run is, in digits.
#[component]
pub fn Progress(
    run: RunPanel,
    /// Below it, in order.
    #[prop(optional)]
    more: Vec<Row>,
) -> impl IntoView {
    let text = use_text();
    let passes = derived(move || {
        let n_digits = run.n_steps.get() * BATCH_SIZE;
        let n_passes = f64::from(n_digits) / f64::from(N_TRAINING);
        (text.of::<RunText>().passes_value)(n_digits, n_passes)
    });
    let mut rows = vec![Row::new(
        say(|words: &RunText| words.passes),
        passes,
        "passes",
    )];
    rows.extend(more);
    view! { <ReadOut rows=rows /> }
}

/// Whether the loss's axis is linear or logarithmic.
#[component]
pub fn ScaleChoice(run: RunPanel) -> impl IntoView {
    view! {
        <Segmented
            label=say(|words: &RunText| words.scale)
            options=vec![
                (BarScale::Linear, say(|words: &RunText| words.linear)),
                (BarScale::Log, say(|words: &RunText| words.log)),
            ]
            value=run.scale
            on_change=run.on_scale
            testid="scale"
        />
    }
}
