use leptos::prelude::*;

use super::{
    State,
    run::{BATCHES, COLLAPSE, RATES, RATIOS, USUAL, ratio_text},
};
use crate::{
    i18n::gan::training::TrainingText,
    protocol::{GanMoment, GanNet, GanSettings, GanStart, GeneratorLoss, LONG_RUN_SEED, Request},
    ui::{
        panels::{Panel, latent_run::StopSlider},
        settings::use_text,
        signals::{Live, derived, effect, live, say},
        storage::{of_browser, read, write},
        widgets::{SeedField, Segmented},
    },
};

/// What a run begins with.
#[component]
pub fn Beginning(panel: Panel<State>) -> impl IntoView {
    let start = panel.read(start_of);
    let options = [0, 1, 2, 3, 4].map(|place| {
        let name = match place {
            0 => derived(|| "0".to_owned()),
            4 => say(|words: &TrainingText| words.start_end),
            place => {
                let moment = GanMoment::ALL.get(place - 1);
                let n = moment.map_or(0, |moment| moment.n_steps());
                say(move |words: &TrainingText| (words.start_at)(n))
            }
        };
        (Some(place), name)
    });
    let nets = vec![
        (
            GanNet::Convolutional,
            say(|words: &TrainingText| words.net_convolutional),
        ),
        (GanNet::Dense, say(|words: &TrainingText| words.net_dense)),
    ];
    view! {
        <div class="gan-fields">
            <Field name=say(|words: &TrainingText| words.start)>
                <Segmented
                    label=say(|words: &TrainingText| words.start)
                    options=options.to_vec()
                    value=start
                    on_change=panel.on(|state, place: Option<usize>| begin_at(state, place))
                    testid="start"
                />
            </Field>
            <SeedField
                value=panel.read(|state| state.run.plan.seed)
                on_change=panel.on(|state, seed| state.act(|run| run.set_seed(seed)))
            />
            <Field name=say(|words: &TrainingText| words.net)>
                <Segmented
                    label=say(|words: &TrainingText| words.net)
                    options=nets
                    value=panel.read(|state| state.run.plan.net)
                    on_change=panel.on(|state, net| state.act(|run| run.set_net(net)))
                    testid="net"
                />
            </Field>
        </div>
    }
}

/// The place of the beginning among those that are offered.
fn start_of(state: &State) -> Option<usize> {
    let plan = &state.run.plan;
    match &plan.start {
        GanStart::Fresh => {
            (plan.net == GanNet::Convolutional && plan.seed == LONG_RUN_SEED).then_some(0)
        }
        GanStart::Moment(moment) => {
            let place = GanMoment::ALL.iter().position(|known| known == moment);
            place.map(|place| place + 1)
        }
        GanStart::Pair { .. } => None,
    }
}

pub fn begin_at(state: &mut State, place: Option<usize>) -> Vec<Request> {
    let moment = place.and_then(|place| GanMoment::ALL.get(place.checked_sub(1)?));
    state.act(|run| match moment {
        Some(moment) => {
            let seed = run.plan.seed;
            run.set_start(GanNet::Convolutional, seed, GanStart::Moment(*moment))
        }
        None => run.set_start(GanNet::Convolutional, LONG_RUN_SEED, GanStart::Fresh),
    })
}

/// How a step is made.
#[component]
pub fn StepSettings(panel: Panel<State>) -> impl IntoView {
    let settings = panel.read(|state| state.run.settings());
    let ratio = live(move || {
        let settings = settings.get();
        (settings.discriminator_steps, settings.generator_steps)
    });
    let ratios = RATIOS.map(|ratio| (ratio, derived(move || ratio_text(ratio))));
    let losses = vec![
        (
            GeneratorLoss::Minimax,
            say(|words: &TrainingText| words.minimax),
        ),
        (
            GeneratorLoss::NonSaturating,
            say(|words: &TrainingText| words.non_saturating),
        ),
    ];
    let presets = vec![
        (
            Some(Preset::Usual),
            say(|words: &TrainingText| words.preset_usual),
        ),
        (
            Some(Preset::Collapse),
            say(|words: &TrainingText| words.preset_collapse),
        ),
    ];
    view! {
        <div class="gan-fields">
            <Field name=say(|words: &TrainingText| words.preset)>
                <Segmented
                    label=say(|words: &TrainingText| words.preset)
                    options=presets
                    value=live(move || Preset::of(settings.get()))
                    on_change=set(panel, |settings, preset: Option<Preset>| {
                        *settings = preset.map_or(*settings, Preset::settings);
                    })
                    testid="preset"
                />
            </Field>
            <Field name=say(|words: &TrainingText| words.loss)>
                <Segmented
                    label=say(|words: &TrainingText| words.loss)
                    options=losses
                    value=live(move || settings.get().loss)
                    on_change=set(panel, |settings, loss| settings.loss = loss)
                    testid="loss"
                />
            </Field>
            <Field name=say(|words: &TrainingText| words.ratio)>
                <Segmented
                    label=say(|words: &TrainingText| words.ratio)
                    options=ratios.to_vec()
                    value=ratio
                    on_change=set(panel, |settings, (discriminator, generator)| {
                        settings.discriminator_steps = discriminator;
                        settings.generator_steps = generator;
                    })
                    testid="ratio"
                />
            </Field>
            <Sliders panel=panel settings=settings />
        </div>
    }
}

#[component]
fn Sliders(panel: Panel<State>, settings: Live<GanSettings>) -> impl IntoView {
    let text = use_text();
    let batch =
        derived(move || (text.of::<TrainingText>().images)(settings.get().batch_size.into()));
    let rate = move |of: fn(GanSettings) -> f32| {
        let rate = move || of(settings.get());
        let stop = live(move || RATES.nearest(rate()));
        let read_out = derived(move || crate::plot::short(rate().into()));
        (stop, read_out)
    };
    let discriminator = rate(|settings| settings.discriminator_rate);
    let generator = rate(|settings| settings.generator_rate);
    view! {
        <StopSlider
            label=say(|words: &TrainingText| words.discriminator_rate)
            stops=RATES
            stop=discriminator.0
            read_out=discriminator.1
            on_stop=set(panel, |settings, stop| settings.discriminator_rate = RATES.value(stop))
            testid="rate-discriminator"
        />
        <StopSlider
            label=say(|words: &TrainingText| words.generator_rate)
            stops=RATES
            stop=generator.0
            read_out=generator.1
            on_stop=set(panel, |settings, stop| settings.generator_rate = RATES.value(stop))
            testid="rate-generator"
        />
        <StopSlider
            label=say(|words: &TrainingText| words.batch)
            stops=BATCHES
            stop=live(move || BATCHES.nearest(settings.get().batch_size.into()))
            read_out=batch
            on_stop=set(panel, |settings, stop| settings.batch_size = BATCHES.value(stop) as u16)
            testid="batch"
        />
    }
}

/// Whether the run goes on while another tab is open: kept by the browser, for it is the visitor's
/// and not the run's.
#[component]
pub fn Hidden(panel: Panel<State>) -> impl IntoView {
    const KEY: &str = "density-lab.gan.hidden";
    const GOES_ON: &str = "goes-on";
    let is_kept = read(of_browser(), KEY).is_some_and(|kept| kept == GOES_ON);
    panel.act(|state| state.go_on_hidden(is_kept));
    let goes_on = panel.read(|state| state.goes_on_hidden);
    effect(move || {
        let kept = if goes_on.get() { GOES_ON } else { "" };
        write(of_browser(), KEY, kept);
    });
    view! {
        <Field name=say(|words: &TrainingText| words.hidden)>
            <Segmented
                label=say(|words: &TrainingText| words.hidden)
                options=vec![
                    (false, say(|words: &TrainingText| words.hidden_pauses)),
                    (true, say(|words: &TrainingText| words.hidden_goes_on)),
                ]
                value=goes_on
                on_change=panel.on(State::go_on_hidden)
                testid="hidden"
            />
        </Field>
    }
}

/// All settings at once.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Preset {
    Usual,
    Collapse,
}

impl Preset {
    fn settings(self) -> GanSettings {
        match self {
            Self::Usual => USUAL,
            Self::Collapse => COLLAPSE,
        }
    }

    fn of(settings: GanSettings) -> Option<Self> {
        let known = [Self::Usual, Self::Collapse];
        known
            .into_iter()
            .find(|preset| preset.settings() == settings)
    }
}

/// Changes what the next steps are made with, without losing the run.
fn set<T: 'static>(panel: Panel<State>, change: fn(&mut GanSettings, T)) -> Callback<T> {
    panel.on(move |state, value| {
        state.act(|run| {
            let mut settings = run.settings();
            change(&mut settings, value);
            run.set(settings);
            vec![]
        })
    })
}

/// A choice with its name above it.
#[component]
fn Field(#[prop(into)] name: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div class="field">
            <span class="field-label" aria-hidden="true">{name}</span>
            {children()}
        </div>
    }
}
