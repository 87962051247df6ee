use super::*;
use crate::protocol::{RaceStage, RaceStageKind};

fn lap(net: RaceNet, side: u8, ms: f32) -> RaceLap {
    RaceLap {
        net,
        side,
        lap: 0,
        n_images: 4,
        n_parameters: 10,
        multiply_adds: 1_000_000,
        stages: vec![RaceStage {
            kind: RaceStageKind::Row,
            width: side.into(),
            ms,
        }],
        backward_ms: 0.0,
        update_ms: 0.0,
    }
}

fn started() -> (State, RaceRequest) {
    let mut state = State::new(&mut || JobIds::block(1));
    assert_eq!(state.open(Link::default()), []);
    let requests = state.run_or_stop();
    let [Request::Race(request)] = &requests[..] else {
        panic!("{requests:?}")
    };
    (state, request.clone())
}

#[test]
fn laps_are_gathered_and_acknowledged_until_the_race_is_over() {
    let (mut state, request) = started();
    let job = request.job;
    assert_eq!((request.n_laps, request.n_images), (5, 4));
    assert_eq!(state.run().map(|run| run.n_all), Some(30));
    assert_eq!(state.pair(28), None);
    for (net, ms) in [(RaceNet::Recurrent, 3.0), (RaceNet::Convolutional, 2.0)] {
        let lap = lap(net, 28, ms);
        state.apply(&Event::Raced { job, lap });
        assert!(state.needs_frames());
        assert_eq!(state.tick(16.0), [Request::Ack { job }]);
        assert!(!state.needs_frames());
    }
    let [recurrent, convolutional] = state.pair(28).expect("a lap each");
    assert_eq!((recurrent.ms(), convolutional.ms()), (3.0, 2.0));
    assert_eq!(state.shortest_told(), Some(2.0));
    assert_eq!(state.pair(7), None);
    state.apply(&Event::Done { job });
    assert!(!state.is_running());
    // Another race adds to what there is.
    state.run_or_stop();
    assert_eq!(state.laps.len(), 2);
    assert!(state.is_running());
}

#[test]
fn what_is_timed_stays_when_it_is_stopped_and_goes_when_it_is_forgotten() {
    let (mut state, request) = started();
    let job = request.job;
    let raced = |net| Event::Raced {
        job,
        lap: lap(net, 7, 1.0),
    };
    state.apply(&raced(RaceNet::Recurrent));
    assert_eq!(state.run_or_stop(), [Request::Cancel { job }]);
    state.apply(&raced(RaceNet::Convolutional));
    assert_eq!(state.laps.len(), 1, "of a race that is over");
    assert_eq!(state.tick(16.0), []);
    state.set_n_laps(15);
    state.set_side(7);
    assert_eq!(state.laps.len(), 1);
    // Steps of other sizes are not the same race.
    state.set_n_images(16);
    assert!(state.is_blank());
    let requests = state.run_or_stop();
    assert!(matches!(&requests[..], [Request::Race(race)] if race.n_images == 16));
    assert!(matches!(state.reset()[..], [Request::Cancel { .. }]));
    assert!(state.is_blank());
}

#[test]
fn the_choices_are_in_the_link() {
    let (mut state, _) = started();
    state.set_side(14);
    let address = State::PAGE.address_with(&state.link());
    assert_eq!(address, "#/pixelrnn/race?side=14&laps=5&images=4&run=on");
    // A link to a race starts it, but no other beside what is timed already.
    let mut other = State::new(&mut || JobIds::block(2));
    assert!(matches!(other.open(state.link())[..], [Request::Race(_)]));
    assert_eq!(other.link(), state.link());
    assert_eq!(other.open(state.link()), []);
    state.stop();
    assert!(!state.link().runs);
    assert_eq!(State::new(&mut || JobIds::block(3)).open(state.link()), []);
}
