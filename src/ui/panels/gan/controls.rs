use leptos::prelude::*;

use super::{Show, State, run::Diverged, run::LAST_STEP, run::USUAL};
use crate::{
    i18n::gan::training::TrainingText,
    plot::fixed,
    protocol::{Request, Turn},
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{derived, live, part, say},
        widgets::{
            TransportAction,
            transport::{Transport, listen_for_keys_while, listen_for_letters},
        },
    },
};

/// Play, one step, and where the run is.
#[component]
pub fn RunControls(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let n_steps = panel.read(|state| state.run.n_steps());
    let before = panel.read(|state| state.run.n_steps_in_all() - state.run.n_steps());
    let is_running = panel.read(|state| state.run.is_running());
    let show = panel.read(|state| state.show);
    let on_action = panel.on(|state, action| {
        state.act(|run| match action {
            TransportAction::PlayPause => run.play_or_pause(),
            TransportAction::Restart => run.restart(),
            TransportAction::Step | TransportAction::StepBack | TransportAction::ToEnd => vec![],
        })
    });
    let at_step = derived(move || (text.of::<TrainingText>().at_step)(n_steps.get(), before.get()));
    view! {
        <div class="gan-transport">
            <Notices panel=panel />
            <Transport
                position=live(move || n_steps.get() as usize)
                length=LAST_STEP as usize
                playing=derived(move || is_running.get())
                actions=vec![TransportAction::Restart, TransportAction::PlayPause]
                on_action=on_action
                disabled=false
                // In slow motion the keys are the stages'.
                has_keys=live(move || show.get() != Show::Step)
            />
            <Steps panel=panel />
            <p class="gan-at" data-testid="at-step">{at_step}</p>
        </div>
    }
}

/// One step of the discriminator, of the generator, or of both; by key as well.
#[component]
fn Steps(panel: Panel<State>) -> impl IntoView {
    /// Whose turn, by which key.
    const TURNS: [(Turn, &str, &str); 3] = [
        (Turn::Discriminator, "D", "step-discriminator"),
        (Turn::Generator, "G", "step-generator"),
        (Turn::Both, "B", "step-both"),
    ];
    let step = panel.on(|state, turn| state.act(|run| run.step(turn)));
    listen_for_letters(
        &["KeyD", "KeyG", "KeyB"],
        Callback::new(move |place: usize| {
            if let Some((turn, ..)) = TURNS.get(place) {
                step.run(*turn);
            }
        }),
    );
    // Elsewhere the arrow is what it is to the picture on the stage.
    let is_free = panel.read(|state| state.show == Show::Samples);
    let by_arrow = Callback::new(move |_| step.run(Turn::Both));
    listen_for_keys_while(Some(is_free), by_arrow, vec![TransportAction::Step]);
    let button = |(turn, key, testid): (Turn, &'static str, &'static str)| {
        let name = say(move |words: &TrainingText| match turn {
            Turn::Discriminator => words.step_discriminator,
            Turn::Generator => words.step_generator,
            Turn::Both => words.step_both,
        });
        view! {
            <button
                type="button"
                title=derived(move || format!("{} ({key})", name.get()))
                data-testid=testid
                on:click=move |_| step.run(turn)
            >
                {name}
            </button>
        }
    };
    view! {
        <div
            class="gan-steps"
            role="group"
            aria-label=say(|words: &TrainingText| words.step)
        >
            <span class="field-label" aria-hidden="true">
                {say(|words: &TrainingText| words.step)}
            </span>
            {TURNS.map(button).collect_view()}
        </div>
    }
}

/// What came between: steps that are made again, and divergence.
#[component]
fn Notices(panel: Panel<State>) -> impl IntoView {
    let text = use_text();
    let reopening = panel.read(|state| state.run.reopening());
    let again = panel.read(|state| state.run.again);
    let before = panel.read(|state| state.run.n_steps_in_all() - state.run.n_steps());
    let diverged = panel.read(|state| state.run.diverged);
    let is_pair_missing = panel.read(|state| state.is_pair_missing);
    let link_end = panel.read(|state| state.run.link_end());
    let share = derived(move || {
        let again = again.get().map(f64::from);
        let of_link = reopening
            .get()
            .map(|(n, of)| f64::from(n) / f64::from(of.max(1)));
        again.or(of_link)
    });
    let is_on_the_way = derived(move || share.get().is_some());
    let progress = derived(move || {
        let words = text.of::<TrainingText>();
        match (again.get(), reopening.get()) {
            (Some(part), _) => (words.again)(part),
            (None, Some((n_steps, of))) => (words.reopening)(n_steps, of),
            (None, None) => String::new(),
        }
    });
    let stop = panel.on(|state, ()| state.act(|run| run.pause()));
    let on_the_way = move || match is_on_the_way.get() {
        false => ().into_any(),
        true => view! {
            <div class="notice is-progress" data-testid="again">
                <p>{progress}</p>
                <progress
                    max="1"
                    value=derived(move || fixed(share.get().unwrap_or_default(), 3))
                    aria-label=progress
                ></progress>
                <button type="button" data-testid="again-stop" on:click=move |_| stop.run(())>
                    {say(|words: &TrainingText| words.stop)}
                </button>
            </div>
        }
        .into_any(),
    };
    let go_on = panel.on(|state, ()| go_on_as_usual(state));
    let fall = move || {
        let Some(Diverged { n_steps, kept }) = diverged.get() else {
            return ().into_any();
        };
        // The steps before it had been made.
        let sentence = derived(move || {
            let before = before.get();
            (text.of::<TrainingText>().diverged)(before + n_steps + 1, before + kept)
        });
        view! {
            <div class="notice notice-error" data-testid="diverged">
                <p>{sentence}</p>
                <button type="button" data-testid="slower" on:click=move |_| go_on.run(())>
                    {say(|words: &TrainingText| words.slower)}
                </button>
            </div>
        }
        .into_any()
    };
    let of_link = move || {
        let sentence = match (is_pair_missing.get(), link_end.get()) {
            (true, _) => say(|words: &TrainingText| words.no_pair),
            (false, Some(n)) => derived(move || (text.of::<TrainingText>().link_cut)(n)),
            (false, None) => return ().into_any(),
        };
        view! { <p class="notice" data-testid="of-link">{sentence}</p> }.into_any()
    };
    view! {
        {part(on_the_way)}
        // Always there, so that a sentence put into it is announced.
        <div role="alert">{part(fall)}</div>
        {part(of_link)}
    }
}

fn go_on_as_usual(state: &mut State) -> Vec<Request> {
    state.act(|run| {
        run.set(USUAL);
        run.play()
    })
}
