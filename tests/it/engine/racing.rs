//! Training steps of both nets, timed by a clock that goes on by 1 ms whenever it is read.

use std::cell::Cell;

use density_lab::protocol::*;
use density_lab::worker::clock::Clock;
use density_lab::worker::engine::{Effect, Engine};

use super::{TRAINING_DIGITS, finish, run, sent};
use crate::support::asset;

fn race(job: u64, n_laps: u16, n_images: u8) -> Request {
    Request::Race(RaceRequest {
        job: JobId(job),
        n_laps,
        n_images,
    })
}

fn timed() -> Engine {
    let ticks = Cell::new(0.0);
    Engine::new(Clock::new(move || {
        ticks.set(ticks.get() + 1.0);
        ticks.get()
    }))
}

#[test]
fn each_net_has_its_lap_at_each_side_stage_by_stage() {
    let mut engine = timed();
    let effects = engine.handle(race(1, 1, 1));
    assert_eq!(effects, [Effect::Fetch(TRAINING_DIGITS)]);
    engine.fetched(TRAINING_DIGITS, Ok(&asset(TRAINING_DIGITS)));
    let events = finish(&mut engine);
    let laps: Vec<&RaceLap> = (events.iter())
        .filter_map(|event| match event {
            Event::Raced { lap, .. } => Some(lap),
            _ => None,
        })
        .collect();
    assert_eq!(laps.len(), 6);
    assert_eq!(events.last(), Some(&Event::Done { job: JobId(1) }));
    for (laps, (side, n_rows_wait)) in laps.chunks(2).zip([(7, 30), (14, 51), (28, 93)]) {
        let [recurrent, convolutional] = laps else {
            panic!("{laps:?}")
        };
        assert_eq!(recurrent.net, RaceNet::Recurrent);
        assert_eq!(convolutional.net, RaceNet::Convolutional);
        for (lap, n_stages) in [(recurrent, n_rows_wait), (convolutional, 25)] {
            assert_eq!((lap.side, lap.lap, lap.n_images), (side, 0, 1));
            assert_eq!(lap.stages.len(), n_stages);
            // A tick for each stage, for the way back, and for the update.
            assert_eq!(lap.total_ms(), (n_stages + 2) as f32);
            let rows = lap.stages.iter();
            let rows = rows.filter(|stage| stage.kind == RaceStageKind::Row);
            assert!(rows.clone().all(|row| row.width == u32::from(side)));
            let is_recurrent = lap.net == RaceNet::Recurrent;
            assert_eq!(
                rows.count(),
                usize::from(side) * 3 * usize::from(is_recurrent)
            );
        }
        let alike = |of: fn(&RaceLap) -> u64| of(recurrent) as f64 / of(convolutional) as f64;
        assert!((0.95..1.05).contains(&alike(|lap| lap.n_parameters)));
        assert!((0.8..1.25).contains(&alike(|lap| lap.multiply_adds)));
    }
}

#[test]
fn a_race_rests_until_its_lap_is_seen_and_stops_when_it_is_told_to() {
    let mut engine = timed();
    engine.handle(race(1, MOST_LAPS, 1));
    engine.fetched(TRAINING_DIGITS, Ok(&asset(TRAINING_DIGITS)));
    let events = run(&mut engine);
    assert!(matches!(events[..], [Event::Raced { .. }]), "{events:?}");
    assert_eq!(run(&mut engine), [], "nobody has seen it");
    engine.handle(Request::Ack { job: JobId(1) });
    assert!(matches!(run(&mut engine)[..], [Event::Raced { .. }]));
    let ended = engine.handle(Request::Cancel { job: JobId(1) });
    assert_eq!(sent(ended), [Event::Cancelled { job: JobId(1) }]);
    assert!(engine.is_idle());
}

#[test]
fn a_race_of_nothing_or_of_too_much_is_refused() {
    let mut engine = timed();
    for request in [
        race(1, 0, 1),
        race(1, 1, 0),
        race(1, MOST_LAPS + 1, 1),
        race(1, 1, MOST_RACE_IMAGES + 1),
    ] {
        let events = sent(engine.handle(request));
        let is_refused = matches!(
            events[..],
            [Event::Failed {
                failure: Failure::Request(RequestProblem::Count { .. }),
                ..
            }]
        );
        assert!(is_refused, "{events:?}");
    }
}
