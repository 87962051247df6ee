//! Files: fetched when something first needs them, once; what waits for one that does not come
//! fails.

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine, FetchError};

use super::{WEIGHTS, look, nearest, run, sample, score, sent, train};
use crate::support::{asset, shipped, shipped_bytes};

fn failed(job: u64, file: Asset, problem: FileProblem) -> Event {
    Event::Failed {
        job: JobId(job),
        failure: Failure::File {
            file: file.file(),
            problem,
        },
    }
}

#[test]
fn weights_are_fetched_once_and_waited_for() {
    let mut engine = Engine::default();
    let effects = engine.handle(look(1, &[], 0));
    assert_eq!(effects, [Effect::Fetch(WEIGHTS)]);
    assert!(engine.handle(Request::Sample(sample(2, &[], 3))).is_empty());
    assert!(engine.is_idle(), "nothing can be done without weights");
    let events = sent(engine.fetched(WEIGHTS, Ok(&shipped_bytes())));
    assert!(matches!(
        events[..],
        [Event::Loaded { .. }, Event::Fetched { asset: WEIGHTS }]
    ));
    let events = run(&mut engine);
    let ended: Vec<_> = events.iter().filter(|event| event.ends_job()).collect();
    // The look, which a hand waits for, comes before the image.
    assert_eq!(
        ended,
        [
            &Event::Done { job: JobId(1) },
            &Event::Done { job: JobId(2) }
        ]
    );
}

#[test]
fn what_is_told_of_a_model_is_the_models() {
    let mut engine = Engine::default();
    engine.handle(look(1, &[], 0));
    let events = sent(engine.fetched(WEIGHTS, Ok(&shipped_bytes())));
    let Event::Loaded {
        n_parameters,
        receptive_field,
        masks,
        ..
    } = &events[0]
    else {
        panic!("{events:?}")
    };
    let net = shipped();
    assert_eq!(*n_parameters, 183_776);
    assert_eq!(*receptive_field as usize, net.receptive_field(27, 14).len());
    let kinds: Vec<MaskKind> = masks.iter().map(|mask| mask.kind).collect();
    assert_eq!(kinds[0], MaskKind::A);
    assert!(kinds[1..].iter().all(|&kind| kind == MaskKind::B));
    let dilations: Vec<u8> = masks.iter().map(|mask| mask.dilation).collect();
    assert_eq!(dilations, [1, 1, 2, 1, 4, 1, 2, 1]);
    for (mask, window) in masks.iter().zip(net.windows()) {
        let told = mask.above.iter().chain(&mask.beside);
        let told: Vec<_> = told.map(|&(dy, dx)| (dy.into(), dx.into())).collect();
        let taps = window.above.iter().chain(&window.beside);
        let taps: Vec<(i32, i32)> = taps.map(|tap| (tap.dy, tap.dx)).collect();
        assert_eq!(told, taps);
    }
}

#[test]
fn bad_weights_fail_every_waiting_job_and_a_retry_can_succeed() {
    let mut engine = Engine::default();
    engine.handle(look(1, &[], 0));
    engine.handle(Request::Sample(sample(2, &[], 3)));
    let events = sent(engine.fetched(WEIGHTS, Err(FetchError::Status(404))));
    let status = FileProblem::Status { status: 404 };
    assert_eq!(
        events,
        [
            failed(1, WEIGHTS, status.clone()),
            failed(2, WEIGHTS, status)
        ]
    );

    assert_eq!(engine.handle(look(3, &[], 0)), [Effect::Fetch(WEIGHTS)]);
    let bytes = shipped_bytes();
    let events = sent(engine.fetched(WEIGHTS, Ok(&bytes[..1000])));
    assert!(matches!(
        &events[..],
        [Event::Failed {
            failure: Failure::File {
                problem: FileProblem::Truncated { .. },
                ..
            },
            ..
        }]
    ));

    assert_eq!(engine.handle(look(4, &[], 0)), [Effect::Fetch(WEIGHTS)]);
    engine.fetched(WEIGHTS, Ok(&bytes));
    assert!(run(&mut engine).contains(&Event::Done { job: JobId(4) }));
}

#[test]
fn a_score_waits_for_both_of_its_files() {
    let digit = [0; 3];
    for [first, second] in [[WEIGHTS, Asset::GreyCounts], [Asset::GreyCounts, WEIGHTS]] {
        let mut engine = Engine::default();
        let effects = engine.handle(score(1, &digit));
        let fetches = [WEIGHTS, Asset::GreyCounts].map(Effect::Fetch);
        assert_eq!(effects, fetches);
        engine.fetched(first, Ok(&asset(first)));
        assert!(engine.is_idle(), "{second:?} is not there yet");
        engine.fetched(second, Ok(&asset(second)));
        let events = run(&mut engine);
        assert!(matches!(
            events[..],
            [Event::Scored { .. }, Event::Done { .. }]
        ));
    }
}

#[test]
fn a_score_fails_once_for_the_file_that_is_missing() {
    for [missing, other] in [[WEIGHTS, Asset::GreyCounts], [Asset::GreyCounts, WEIGHTS]] {
        let mut engine = Engine::default();
        engine.handle(score(1, &[0; 3]));
        let events = sent(engine.fetched(missing, Err(FetchError::Unreachable)));
        assert_eq!(events, [failed(1, missing, FileProblem::Unreachable)]);
        // Nothing waits for the other one any more, whether it comes or not.
        let mut twice = Engine::default();
        twice.handle(score(1, &[0; 3]));
        twice.fetched(missing, Err(FetchError::Unreachable));
        assert_eq!(twice.fetched(other, Err(FetchError::Unreachable)), []);
        assert_eq!(
            twice.handle(score(2, &[])).len(),
            2,
            "both are fetched anew"
        );

        let events = sent(engine.fetched(other, Ok(&asset(other))));
        assert_eq!(events.last(), Some(&Event::Fetched { asset: other }));
        assert!(events.iter().all(|event| !event.ends_job()));
        // And only the missing one is asked for again.
        let effects = engine.handle(score(2, &[0; 3]));
        assert_eq!(effects, [Effect::Fetch(missing)]);
        engine.fetched(missing, Ok(&asset(missing)));
        assert!(run(&mut engine).contains(&Event::Done { job: JobId(2) }));
    }
}

#[test]
fn a_file_that_is_none_of_images_is_refused_by_name() {
    let html = b"<!doctype html><title>404</title>";
    let digits = Asset::Images(ImageSet::TrainingDigits);
    let mut engine = Engine::default();
    engine.handle(nearest(1, &[0; N_PIXELS], 3));
    engine.handle(train(2, 1, 5, 5));
    engine.handle(look(3, &[], 0));
    let events = sent(engine.fetched(digits, Ok(html)));
    let expected = [1, 2].map(|job| failed(job, digits, FileProblem::NotIdx));
    assert_eq!(events, expected, "the look waits for another file");

    engine.handle(score(4, &[]));
    let cut = &asset(Asset::GreyCounts)[..1000];
    let events = sent(engine.fetched(Asset::GreyCounts, Ok(cut)));
    assert_eq!(events, [failed(4, Asset::GreyCounts, FileProblem::NotIdx)]);
}

#[test]
fn a_load_is_done_when_its_file_is_there_and_fetches_it_once() {
    let mut engine = Engine::default();
    let load = |job| Request::Load {
        job: JobId(job),
        asset: Asset::GreyCounts,
    };
    assert_eq!(engine.handle(load(1)), [Effect::Fetch(Asset::GreyCounts)]);
    assert_eq!(engine.handle(load(2)), []);
    let events = sent(engine.received(Asset::GreyCounts, 5, Some(1032)));
    let loading = Event::Loading {
        asset: Asset::GreyCounts,
        received: 5,
        total: Some(1032),
    };
    assert_eq!(events, [loading]);
    let events = sent(engine.fetched(Asset::GreyCounts, Ok(&asset(Asset::GreyCounts))));
    let fetched = Event::Fetched {
        asset: Asset::GreyCounts,
    };
    assert_eq!(events, [fetched]);
    let done = [1, 2].map(|job| Event::Done { job: JobId(job) });
    assert_eq!(run(&mut engine), done);
    assert_eq!(engine.handle(load(3)), []);
}
