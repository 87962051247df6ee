//! What cannot be done with a run is refused, and no file is fetched for it.

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine};

use super::{CLASSIFIER, TRAINING_DIGITS, after, gan, more, request, sent, settings, stretch};

fn refused(run: GanRun, act: GanAct) -> RequestProblem {
    let mut engine = Engine::default();
    let effects = engine.handle(request(1, run, act));
    assert!(engine.is_idle());
    match &sent(effects.clone())[..] {
        [
            Event::Failed {
                job: JobId(1),
                failure: Failure::Request(problem),
            },
        ] if effects.len() == 1 => problem.clone(),
        _ => panic!("{effects:?}"),
    }
}

/// Settings that cannot be, and a pattern of what is said of them.
fn unfit() -> Vec<(GanSettings, &'static str)> {
    let fit = settings;
    let batch = |batch_size| GanSettings {
        batch_size,
        ..fit()
    };
    let discriminator = |discriminator_rate| GanSettings {
        discriminator_rate,
        ..fit()
    };
    let generator = |generator_rate| GanSettings {
        generator_rate,
        ..fit()
    };
    let steps = |discriminator_steps, generator_steps| GanSettings {
        discriminator_steps,
        generator_steps,
        ..fit()
    };
    let mut unfit = vec![
        (batch(0), "Count { given: 0, most: 256 }"),
        (batch(257), "Count { given: 257, most: 256 }"),
        (steps(0, 1), "Count { given: 0, most: 16 }"),
        (steps(1, 0), "Count { given: 0, most: 16 }"),
        (steps(17, 1), "Count { given: 17, most: 16 }"),
        (steps(1, 17), "Count { given: 17, most: 16 }"),
    ];
    for (rate, said) in [
        (0.0, "Rate { given: 0.0 }"),
        (-1.0, "Rate { given: -1.0 }"),
        (f32::NAN, "Rate { given: NaN }"),
        (f32::INFINITY, "Rate { given: inf }"),
    ] {
        unfit.push((discriminator(rate), said));
        unfit.push((generator(rate), said));
    }
    unfit
}

#[test]
fn settings_that_cannot_be_are_refused_wherever_they_stand() {
    for (settings, expected) in unfit() {
        let next = stretch(1, settings);
        let acts = [
            GanAct::Train {
                next,
                draw_every: 1,
            },
            GanAct::Stage(settings),
            GanAct::Slopes(settings),
            GanAct::Duel {
                settings,
                n_steps: 1,
            },
        ];
        for act in acts {
            assert_eq!(format!("{:?}", refused(after(0), act)), expected);
        }
        let past = gan(GanNet::Dense, &[stretch(1, super::settings()), next]);
        assert_eq!(format!("{:?}", refused(past, GanAct::Save)), expected);
    }
}

#[test]
fn training_that_never_draws_is_refused() {
    let act = GanAct::Train {
        next: stretch(7, settings()),
        draw_every: 0,
    };
    let expected = RequestProblem::Steps {
        until: 7,
        draw_every: 0,
    };
    assert_eq!(refused(after(0), act), expected);
}

#[test]
fn latents_that_cannot_be_are_refused() {
    let generate = |latents| {
        let act = GanAct::Generate {
            latents,
            picture: 0,
        };
        refused(after(0), act)
    };
    let count = |given, most| RequestProblem::Count { given, most };
    let mut nan = vec![0.0; 2 * N_GAN_LATENTS];
    nan[70] = f32::NAN;
    for latents in [vec![0.0; 63], vec![0.0; 65], nan] {
        let given = latents.len() as u64;
        let problem = generate(GanLatents::Given(latents));
        assert_eq!(problem, RequestProblem::Codes { given });
    }
    let most = MOST_CODES as u64;
    assert_eq!(generate(GanLatents::Given(vec![])), count(0, most));
    let many = vec![0.0; (MOST_CODES + 1) * N_GAN_LATENTS];
    assert_eq!(generate(GanLatents::Given(many)), count(most + 1, most));
    for n in [0, MOST_CODES as u16 + 1] {
        let problem = generate(GanLatents::Normal { n, seed: 1 });
        assert_eq!(problem, count(n.into(), most));
    }
}

#[test]
fn a_verdict_on_nothing_or_on_too_much_is_refused() {
    for n in [0, MOST_JUDGED as u16 + 1] {
        let expected = RequestProblem::Count {
            given: n.into(),
            most: MOST_JUDGED as u64,
        };
        assert_eq!(refused(after(0), GanAct::Judge { seed: 1, n }), expected);
    }
}

#[test]
fn the_bounds_themselves_are_taken() {
    let widest = GanSettings {
        batch_size: MOST_GAN_IMAGES,
        discriminator_steps: MOST_TURNS,
        generator_steps: MOST_TURNS,
        ..settings()
    };
    let narrowest = GanSettings {
        batch_size: 1,
        ..settings()
    };
    for settings in [widest, narrowest] {
        let mut engine = Engine::default();
        let effects = engine.handle(request(1, after(0), GanAct::Stage(settings)));
        assert_eq!(effects, [Effect::Fetch(TRAINING_DIGITS)]);
    }
    let act = GanAct::Judge {
        seed: 1,
        n: MOST_JUDGED as u16,
    };
    let effects = Engine::default().handle(request(1, after(0), act));
    let fetches = [TRAINING_DIGITS, CLASSIFIER].map(Effect::Fetch);
    assert_eq!(effects, fetches);
}

#[test]
fn a_run_waits_for_its_files_and_fails_once_for_one_that_does_not_come() {
    use density_lab::worker::engine::FetchError;

    let mut engine = Engine::default();
    let effects = engine.handle(request(1, after(0), more(1)));
    assert_eq!(effects, [TRAINING_DIGITS, CLASSIFIER].map(Effect::Fetch));
    assert!(engine.is_idle());
    let events = sent(engine.fetched(CLASSIFIER, Err(FetchError::Unreachable)));
    let failure = Failure::File {
        file: CLASSIFIER.file(),
        problem: FileProblem::Unreachable,
    };
    let failed = Event::Failed {
        job: JobId(1),
        failure,
    };
    assert_eq!(events, [failed]);
    assert_eq!(
        sent(engine.fetched(TRAINING_DIGITS, Err(FetchError::Unreachable))),
        []
    );
}
