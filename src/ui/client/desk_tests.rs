use super::*;
use crate::protocol::{Distribution, LookRequest, PixelNet, SampleRequest, Strip};

const MODEL: PixelNet = PixelNet::Cnn;

fn look(job: u64) -> Request {
    Request::Look(LookRequest {
        job: JobId(job),
        model: MODEL,
        pixels: vec![],
        pixel: 0,
        temperature: 1.0,
    })
}

fn sample(job: u64, pixels: Vec<u8>) -> Request {
    Request::Sample(SampleRequest {
        job: JobId(job),
        model: MODEL,
        seed: 7,
        images: vec![0],
        temperatures: vec![],
        pixels: vec![pixels],
        until: 784,
        watched: 0,
    })
}

fn frame(job: u64, first: u16, pixels: Vec<u8>) -> Event {
    Event::Sampled {
        job: JobId(job),
        first,
        strips: vec![Strip {
            bits: vec![0.0; pixels.len()],
            pixels,
        }],
        distribution: Distribution {
            pixel: first,
            temperature: 1.0,
            probabilities: vec![],
            untempered: vec![],
            drawn: None,
            receptive_field: vec![],
        },
    }
}

fn cancelled(job: u64) -> Event {
    Event::Cancelled { job: JobId(job) }
}

/// A desk whose first worker runs.
fn up() -> Desk {
    let (mut desk, orders) = Desk::open();
    assert_eq!(orders, [Order::Spawn { generation: 1 }]);
    assert_eq!(desk.on_message(1, Ok(Event::Hello)), []);
    desk
}

fn crash() -> StopReason {
    StopReason::Crashed {
        message: "out of memory".to_owned(),
    }
}

#[test]
fn requests_wait_for_the_worker() {
    let (mut desk, _) = Desk::open();
    assert_eq!(desk.send(look(1)), []);
    assert_eq!(desk.send(sample(2, vec![])), []);
    desk.on_loading(1, 500, 1000);
    let (received, total) = (500, 1000);
    assert_eq!(desk.phase(), Phase::Loading { received, total });
    assert_eq!(
        desk.on_message(1, Ok(Event::Hello)),
        [Order::Post(look(1)), Order::Post(sample(2, vec![]))],
    );
    assert_eq!(desk.phase(), Phase::Working);
    for job in [JobId(1), JobId(2)] {
        let done = Event::Done { job };
        assert_eq!(desk.on_message(1, Ok(done.clone())), [Order::Deliver(done)]);
    }
    assert_eq!(desk.phase(), Phase::Ready);
}

#[test]
fn what_was_cancelled_or_replaced_before_the_worker_ran_is_never_asked() {
    let (mut desk, _) = Desk::open();
    desk.send(look(1));
    assert_eq!(desk.send(look(2)), [Order::Deliver(cancelled(1))]);
    desk.send(sample(3, vec![]));
    let job = JobId(3);
    assert_eq!(
        desk.send(Request::Cancel { job }),
        [Order::Deliver(cancelled(3))]
    );
    assert_eq!(desk.on_message(1, Ok(Event::Hello)), [Order::Post(look(2))]);
}

#[test]
fn nothing_is_said_about_a_job_that_ended() {
    let mut desk = up();
    let job = JobId(1);
    desk.send(sample(1, vec![]));
    assert_eq!(
        desk.send(Request::Ack { job }),
        [Order::Post(Request::Ack { job })]
    );
    desk.on_message(1, Ok(Event::Done { job }));
    assert_eq!(desk.send(Request::Ack { job }), []);
    assert_eq!(desk.send(Request::Cancel { job }), []);
}

#[test]
fn a_new_worker_goes_on_where_the_dead_one_stopped() {
    let mut desk = up();
    desk.send(look(1));
    desk.send(sample(2, vec![10]));
    desk.on_message(1, Ok(Event::Done { job: JobId(1) }));
    desk.on_message(1, Ok(frame(2, 1, vec![11, 12])));
    assert_eq!(desk.on_stop(1, crash()), [Order::Spawn { generation: 2 }]);
    assert_eq!(desk.last_stop(), Some(&crash()));
    assert_eq!(desk.n_restarts(), 1);
    assert_eq!(
        desk.on_message(2, Ok(Event::Hello)),
        [Order::Post(sample(2, vec![10, 11, 12]))],
    );
}

#[test]
fn a_cancelled_job_dies_with_its_worker() {
    let mut desk = up();
    desk.send(sample(1, vec![]));
    desk.send(Request::Cancel { job: JobId(1) });
    assert_eq!(
        desk.on_stop(1, crash()),
        [Order::Spawn { generation: 2 }, Order::Deliver(cancelled(1))]
    );
    assert_eq!(desk.on_message(2, Ok(Event::Hello)), []);
}

#[test]
fn the_last_words_of_a_dead_worker_change_nothing() {
    let mut desk = up();
    desk.send(sample(1, vec![]));
    desk.on_stop(1, crash());
    assert_eq!(desk.on_message(1, Ok(frame(1, 0, vec![1]))), []);
    assert_eq!(desk.on_stop(1, crash()), []);
    let malformed = DecodeError::Malformed {
        detail: String::new(),
    };
    assert_eq!(desk.on_message(1, Err(malformed)), []);
    desk.on_loading(1, 9, 9);
    let (received, total) = (0, 0);
    assert_eq!(desk.phase(), Phase::Loading { received, total });
}

#[test]
fn silence_is_death_and_a_late_answer_is_life() {
    let mut desk = up();
    assert_eq!(desk.tick(), [Order::Post(Request::Ping { nonce: 1 })]);
    for _ in 0..4 {
        assert_eq!(desk.tick(), []);
    }
    desk.on_message(1, Ok(Event::Pong { nonce: 1 }));
    assert_eq!(desk.tick(), [Order::Post(Request::Ping { nonce: 2 })]);
    desk.on_message(1, Ok(Event::Pong { nonce: 1 }));
    for _ in 0..4 {
        assert_eq!(desk.tick(), []);
    }
    assert_eq!(desk.tick(), [Order::Spawn { generation: 2 }]);
    assert_eq!(desk.last_stop(), Some(&StopReason::Silent));
}

#[test]
fn loading_may_take_its_time_while_bytes_come() {
    let (mut desk, _) = Desk::open();
    for received in 1..100 {
        desk.on_loading(1, received, 0);
        assert_eq!(desk.tick(), []);
    }
    for _ in 0..28 {
        assert_eq!(desk.tick(), []);
    }
    assert_eq!(desk.tick(), [Order::Spawn { generation: 2 }]);
    assert_eq!(desk.last_stop(), Some(&StopReason::Stalled));
}

#[test]
fn after_three_deaths_in_a_row_the_visitor_decides() {
    let mut desk = up();
    desk.send(sample(1, vec![]));
    desk.on_stop(1, crash());
    desk.on_message(2, Ok(Event::Hello));
    desk.on_stop(2, crash());
    desk.on_message(3, Ok(Event::Hello));
    assert_eq!(desk.on_stop(3, crash()), [Order::Stop]);
    assert_eq!(desk.phase(), Phase::Failed(crash()));
    assert_eq!(desk.tick(), []);
    assert_eq!(desk.send(look(2)), []);

    assert_eq!(desk.retry(), [Order::Spawn { generation: 5 }]);
    assert_eq!(desk.retry(), [], "one worker at a time");
    assert_eq!(
        desk.on_message(5, Ok(Event::Hello)),
        [Order::Post(sample(1, vec![])), Order::Post(look(2))],
    );
}

#[test]
fn a_finished_job_forgives_the_deaths_before_it() {
    let mut desk = up();
    for generation in 1..10 {
        desk.send(look(generation));
        desk.on_message(generation, Ok(Event::Hello));
        let job = JobId(generation);
        desk.on_message(generation, Ok(Event::Done { job }));
        let spawn = Order::Spawn {
            generation: generation + 1,
        };
        assert_eq!(desk.on_stop(generation, crash()), [spawn]);
    }
}

#[test]
fn another_version_is_not_tried_again() {
    let mut desk = up();
    let error = DecodeError::Version { theirs: 99 };
    assert_eq!(desk.on_message(1, Err(error)), [Order::Stop]);
    assert_eq!(desk.phase(), Phase::Failed(StopReason::OtherVersion));
}
