//! Jobs: each ends once, a newer one of a kind takes an older one's place, frames wait.

use density_lab::ml::check::N_LINES;
use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{WEIGHTS, look, ready, run, sample, sent};

#[test]
fn one_frame_is_out_until_it_is_acknowledged() {
    let mut engine = ready(&[WEIGHTS]);
    engine.handle(Request::Sample(sample(1, &[], 100)));
    let events = run(&mut engine);
    let Event::Sampled {
        first: 0, strips, ..
    } = &events[0]
    else {
        panic!("{events:?}")
    };
    assert_eq!((events.len(), strips[0].pixels.len()), (1, 28));
    assert!(engine.is_idle());
    engine.handle(Request::Ack { job: JobId(9) });
    assert!(engine.is_idle(), "another job's word is not this one's");
    engine.handle(Request::Ack { job: JobId(1) });
    let events = run(&mut engine);
    assert!(matches!(&events[..], [Event::Sampled { first: 28, .. }]));
}

#[test]
fn a_newer_request_takes_the_older_ones_place() {
    let mut engine = ready(&[WEIGHTS]);
    engine.handle(look(1, &[], 0));
    let events = sent(engine.handle(look(2, &[], 0)));
    assert_eq!(events, [Event::Cancelled { job: JobId(1) }]);
    engine.handle(Request::Sample(sample(3, &[], 784)));
    let events = sent(engine.handle(Request::Sample(sample(4, &[], 5))));
    assert_eq!(events, [Event::Cancelled { job: JobId(3) }]);
    let events = run(&mut engine);
    assert!(events.contains(&Event::Done { job: JobId(2) }));
    assert!(events.contains(&Event::Done { job: JobId(4) }));
}

#[test]
fn a_cancelled_job_says_so_once_and_is_silent_after() {
    let mut engine = ready(&[WEIGHTS]);
    engine.handle(Request::Sample(sample(1, &[], 784)));
    engine.step();
    let events = sent(engine.handle(Request::Cancel { job: JobId(1) }));
    assert_eq!(events, [Event::Cancelled { job: JobId(1) }]);
    assert!(run(&mut engine).is_empty());
    assert!(engine.handle(Request::Cancel { job: JobId(1) }).is_empty());
    assert!(engine.handle(Request::Ack { job: JobId(1) }).is_empty());
}

#[test]
fn the_check_needs_no_file() {
    let mut engine = Engine::default();
    engine.handle(Request::Check { job: JobId(1) });
    let events = run(&mut engine);
    assert!(
        matches!(&events[..], [Event::Checked { lines, .. }, Event::Done { .. }] if lines.len() == N_LINES)
    );
}
