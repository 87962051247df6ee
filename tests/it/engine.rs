//! The worker's engine: requests in, events out.

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine, FetchError};

use crate::support::{shipped, shipped_bytes};

const MODEL: ModelId = ModelId::PixelCnn;

fn sample(job: u64, pixels: &[u8], until: u16) -> SampleRequest {
    SampleRequest {
        job: JobId(job),
        model: MODEL,
        seed: 7,
        image: 0,
        temperatures: vec![TemperatureFrom {
            pixel: 0,
            temperature: 1.0,
        }],
        pixels: pixels.to_vec(),
        until,
    }
}

fn look(job: u64, pixels: &[u8], pixel: u16) -> Request {
    Request::Look(LookRequest {
        job: JobId(job),
        model: MODEL,
        pixels: pixels.to_vec(),
        pixel,
        temperature: 1.0,
    })
}

/// An engine whose weights are there.
fn ready() -> Engine {
    let mut engine = Engine::default();
    let effects = engine.handle(Request::Load {
        job: JobId(0),
        model: MODEL,
    });
    assert_eq!(effects, [Effect::Fetch(MODEL)]);
    engine.fetched(MODEL, Ok(&shipped_bytes()));
    run(&mut engine);
    engine
}

fn sent(effects: Vec<Effect>) -> Vec<Event> {
    effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Send(event) => Some(event),
            Effect::Fetch(_) => None,
        })
        .collect()
}

/// Steps until nothing can go on, without acknowledging anything.
fn run(engine: &mut Engine) -> Vec<Event> {
    let mut events = Vec::new();
    for _ in 0..100_000 {
        if engine.is_idle() {
            return events;
        }
        events.extend(sent(engine.step()));
    }
    panic!("the engine does not come to rest")
}

/// Steps to the end, acknowledging every frame; the pixels that came, and the other events.
fn draw(engine: &mut Engine, job: u64) -> (Vec<u8>, Vec<Event>) {
    let (mut pixels, mut others) = (Vec::new(), Vec::new());
    loop {
        let events = run(engine);
        if events.is_empty() {
            return (pixels, others);
        }
        for event in events {
            match event {
                Event::Sampled {
                    first,
                    pixels: new,
                    bits,
                    ..
                } => {
                    assert_eq!(bits.len(), new.len());
                    pixels.truncate(usize::from(first));
                    pixels.extend(new);
                    engine.handle(Request::Ack { job: JobId(job) });
                }
                other => others.push(other),
            }
        }
    }
}

#[test]
fn weights_are_fetched_once_and_waited_for() {
    let mut engine = Engine::default();
    let effects = engine.handle(look(1, &[], 0));
    assert_eq!(effects, [Effect::Fetch(MODEL)]);
    assert!(engine.handle(Request::Sample(sample(2, &[], 3))).is_empty());
    assert!(engine.is_idle(), "nothing can be done without weights");
    let events = sent(engine.fetched(MODEL, Ok(&shipped_bytes())));
    assert!(matches!(events[..], [Event::Loaded { .. }]));
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
fn bad_weights_fail_every_waiting_job_and_a_retry_can_succeed() {
    let mut engine = Engine::default();
    engine.handle(look(1, &[], 0));
    engine.handle(Request::Sample(sample(2, &[], 3)));
    let events = sent(engine.fetched(MODEL, Err(FetchError::Status(404))));
    let failure = Failure::Weights {
        file: "weights/pixelcnn.safetensors".into(),
        problem: WeightsProblem::Status { status: 404 },
    };
    let failed = |job, failure: &Failure| Event::Failed {
        job: JobId(job),
        failure: failure.clone(),
    };
    assert_eq!(events, [failed(1, &failure), failed(2, &failure)]);

    assert_eq!(engine.handle(look(3, &[], 0)), [Effect::Fetch(MODEL)]);
    let bytes = shipped_bytes();
    let events = sent(engine.fetched(MODEL, Ok(&bytes[..1000])));
    assert!(matches!(
        &events[..],
        [Event::Failed {
            failure: Failure::Weights {
                problem: WeightsProblem::Truncated { .. },
                ..
            },
            ..
        }]
    ));

    assert_eq!(engine.handle(look(4, &[], 0)), [Effect::Fetch(MODEL)]);
    engine.fetched(MODEL, Ok(&bytes));
    assert!(run(&mut engine).contains(&Event::Done { job: JobId(4) }));
}

#[test]
fn one_frame_is_out_until_it_is_acknowledged() {
    let mut engine = ready();
    engine.handle(Request::Sample(sample(1, &[], 100)));
    let events = run(&mut engine);
    assert!(matches!(&events[..], [Event::Sampled { first: 0, pixels, .. }] if pixels.len() == 28));
    assert!(engine.is_idle());
    engine.handle(Request::Ack { job: JobId(9) });
    assert!(engine.is_idle(), "another job's word is not this one's");
    engine.handle(Request::Ack { job: JobId(1) });
    let events = run(&mut engine);
    assert!(matches!(&events[..], [Event::Sampled { first: 28, .. }]));
}

#[test]
fn cut_anywhere_the_image_is_the_same() {
    let mut engine = ready();
    engine.handle(Request::Sample(sample(1, &[], 784)));
    let (whole, others) = draw(&mut engine, 1);
    assert_eq!(whole.len(), 784);
    assert_eq!(others, [Event::Done { job: JobId(1) }]);
    // Pixel by pixel, from a look in between, and from an engine that knows nothing of it.
    let mut pixels = whole[..300].to_vec();
    let mut fresh = ready();
    for (job, until) in [(2, 301), (3, 302), (4, 340), (5, 784)] {
        fresh.handle(look(100 + job, &pixels[..job as usize * 40], 17));
        fresh.handle(Request::Sample(sample(job, &pixels, until)));
        let (new, _) = draw(&mut fresh, job);
        pixels.extend(&new);
    }
    assert_eq!(pixels, whole);
}

#[test]
fn a_temperature_changes_only_what_follows() {
    let mut engine = ready();
    engine.handle(Request::Sample(sample(1, &[], 784)));
    let (warm, _) = draw(&mut engine, 1);
    let mut request = sample(2, &[], 784);
    request.temperatures.push(TemperatureFrom {
        pixel: 300,
        temperature: 0.2,
    });
    engine.handle(Request::Sample(request));
    let (cooled, _) = draw(&mut engine, 2);
    assert_eq!(warm[..300], cooled[..300]);
    assert_ne!(warm, cooled);
}

#[test]
fn a_newer_request_takes_the_older_ones_place() {
    let mut engine = ready();
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
    let mut engine = ready();
    engine.handle(Request::Sample(sample(1, &[], 784)));
    engine.step();
    let events = sent(engine.handle(Request::Cancel { job: JobId(1) }));
    assert_eq!(events, [Event::Cancelled { job: JobId(1) }]);
    assert!(run(&mut engine).is_empty());
    assert!(engine.handle(Request::Cancel { job: JobId(1) }).is_empty());
    assert!(engine.handle(Request::Ack { job: JobId(1) }).is_empty());
}

#[test]
fn a_look_tells_what_is_there_and_what_may_come() {
    let mut engine = ready();
    engine.handle(Request::Sample(sample(1, &[], 50)));
    let (pixels, _) = draw(&mut engine, 1);
    engine.handle(look(2, &pixels, 49));
    engine.handle(Request::Ping { nonce: 1 });
    let events = run(&mut engine);
    let Some(Event::Looked { distribution, .. }) = events.first() else {
        panic!("{events:?}")
    };
    assert_eq!(
        distribution.drawn.map(|drawn| drawn.value),
        Some(pixels[49])
    );
    let sum: f32 = distribution.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-5);
    let probability = distribution.probabilities[usize::from(pixels[49])];
    let bits = distribution.drawn.map(|drawn| drawn.bits).unwrap();
    assert!((bits + probability.log2()).abs() < 1e-4);
    let field: Vec<usize> = shipped().receptive_field(49 / 28, 49 % 28);
    let told = distribution
        .receptive_field
        .iter()
        .map(|&at| usize::from(at));
    assert_eq!(told.collect::<Vec<_>>(), field);

    engine.handle(look(3, &pixels, 50));
    let events = run(&mut engine);
    assert!(matches!(
        events.first(),
        Some(Event::Looked {
            distribution: Distribution {
                pixel: 50,
                drawn: None,
                ..
            },
            ..
        })
    ));
}

#[test]
fn requests_out_of_range_are_refused_in_kind() {
    let mut engine = ready();
    let mut bad = vec![
        sample(1, &[0; 10], 5),
        sample(2, &[], 785),
        sample(3, &[0; 785], 785),
    ];
    for temperature in [0.0, -1.0, 99.0, f32::NAN, f32::INFINITY] {
        let mut request = sample(4, &[], 10);
        request.temperatures[0].temperature = temperature;
        bad.push(request);
    }
    let mut request = sample(5, &[], 10);
    request.temperatures.clear();
    bad.push(request.clone());
    request.temperatures = vec![TemperatureFrom {
        pixel: 3,
        temperature: 1.0,
    }];
    bad.push(request);
    for request in bad {
        let job = request.job;
        let events = sent(engine.handle(Request::Sample(request)));
        assert!(
            matches!(&events[..], [Event::Failed { job: of, failure: Failure::Request(_) }] if *of == job)
        );
    }
    for (n_pixels, pixel) in [(0, 1), (784, 784), (785, 3), (3, u16::MAX)] {
        let events = sent(engine.handle(look(6, &vec![0; n_pixels], pixel)));
        assert!(matches!(&events[..], [Event::Failed { .. }]));
    }
    assert!(engine.is_idle());
}

#[test]
fn the_check_needs_no_weights() {
    let mut engine = Engine::default();
    engine.handle(Request::Check { job: JobId(1) });
    let events = run(&mut engine);
    assert!(
        matches!(&events[..], [Event::Checked { lines, .. }, Event::Done { .. }] if lines.len() == 6)
    );
}
