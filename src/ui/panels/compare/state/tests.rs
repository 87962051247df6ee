use super::*;
use crate::protocol::{CompareEvent, Judgement, Likelihood, ModelFacts, PixelNet};
use crate::ui::address::{Reader, Route};

const CNN: Contender = Contender::Pixels(PixelNet::Cnn);

fn link(fields: &str) -> Link {
    let reader = |path: &str| (path == "compare").then(|| Reader::new::<Link>(State::PAGE));
    let route = Route::parse(&format!("#/compare?{fields}"), reader).unwrap();
    route.link_on(State::PAGE).unwrap()
}

fn new() -> State {
    let mut number = 0;
    State::new(&mut || {
        number += 1;
        JobIds::block(number)
    })
}

/// The panel as an address has it, about to measure the first one.
pub fn opened(fields: &str) -> State {
    let mut state = new();
    state.open(link(fields));
    state
}

/// Lets the worker answer, for each that is measured, with what `told` says.
pub fn measured_all(state: &mut State, told: impl Fn(Contender) -> Vec<CompareEvent>) {
    while let Some((contender, job)) = state.current {
        for event in told(contender) {
            state.apply(&Event::Compare { job, event });
        }
        state.apply(&Event::Done { job });
    }
}

fn asked(requests: &[Request]) -> Option<&CompareRequest> {
    requests.iter().find_map(|request| match request {
        Request::Compare(request) => Some(request),
        _ => None,
    })
}

fn drawn(first: u16, grey: u8, n: usize) -> CompareEvent {
    CompareEvent::Drawn {
        first,
        pixels: vec![grey; n * N_PIXELS],
    }
}

fn scored(n_digits: u16) -> CompareEvent {
    CompareEvent::Scored {
        n_digits,
        likelihood: Likelihood::Grey {
            bits_per_pixel: 0.85,
        },
    }
}

#[test]
fn addresses_survive_being_written_and_read() {
    for fields in [
        "seed=1",
        "seed=18446744073709551615&n=16&models=gan,real&x=bytes&y=nearness&pick=vae.15&near=on",
        "seed=2&n=200&models=autoencoder_2,autoencoder_8,autoencoder_32,vae_means",
    ] {
        assert_eq!(link(fields).to_string(), fields);
    }
    assert_eq!(link(""), Link::default());
    let reader = |_: &str| Some(Reader::new::<Link>(State::PAGE));
    for bad in [
        "n=17",
        "models=",
        "models=gan,gan",
        "models=dog",
        "x=score",
        "y=time",
        "pick=gan.64",
        "pick=gan",
        "near=1",
        "seed=-1",
    ] {
        assert!(
            Route::parse(&format!("#/compare?{bad}"), reader).is_err(),
            "{bad}"
        );
    }
}

#[test]
fn models_are_measured_one_after_the_other() {
    let mut state = new();
    let requests = state.open(link("models=pixelcnn,gan,real&seed=5&n=16"));
    let first = asked(&requests).unwrap().clone();
    assert_eq!((first.contender, first.seed, first.n_images), (CNN, 5, 16));
    assert!(first.wants_likelihood);
    assert_eq!(state.current(), Some(CNN));
    let job = first.job;
    let event = drawn(0, 9, 16);
    state.apply(&Event::Compare { job, event });
    assert!(state.needs_frames());
    assert_eq!(state.tick(0.0), [Request::Ack { job }]);
    assert!(!state.needs_frames());
    let event = scored(100);
    state.apply(&Event::Compare { job, event });
    assert!((state.part(CNN) - 0.5).abs() < 1e-9, "half of either");
    // Of another job nothing is heard.
    let event = drawn(0, 1, 1);
    state.apply(&Event::Compare {
        job: JobId(9),
        event,
    });
    assert_eq!(state.measured(CNN).pixels.len(), 16 * N_PIXELS);
    let requests = state.apply(&Event::Done { job });
    let second = asked(&requests).unwrap();
    assert_eq!(second.contender, Contender::Gan);
    assert!(!second.wants_likelihood);
    assert_eq!((state.n_done(), state.is_done()), (1, false));
    measured_all(&mut state, |_| vec![drawn(0, 3, 16)]);
    assert!(state.is_done() && !state.is_running());
    assert!((state.part_of_all() - 1.0).abs() < 1e-9);
}

#[test]
fn a_stop_keeps_what_is_there_and_goes_on_with_the_rest() {
    let mut state = opened("models=pixelcnn,gan&n=16");
    let (_, job) = state.current.unwrap();
    let event = drawn(0, 9, 16);
    state.apply(&Event::Compare { job, event });
    assert_eq!(state.play_or_stop(), [Request::Cancel { job }]);
    assert!(!state.is_running());
    assert_eq!(state.apply(&Event::Cancelled { job }), []);
    assert_eq!(state.measured(CNN).pixels.len(), 16 * N_PIXELS);
    // Out of sight and back, it still rests.
    state.close();
    assert_eq!(asked(&state.open(state.link())), None);
    let requests = state.play_or_stop();
    assert_eq!(asked(&requests).unwrap().contender, CNN);
}

#[test]
fn another_seed_takes_other_images_but_no_other_likelihood() {
    let mut state = opened("models=pixelcnn,gan&n=16");
    let facts = ModelFacts {
        n_parameters: 1,
        n_bytes: 2,
        multiply_adds: 3,
        n_stages: 4,
        recorded: vec![0.86],
    };
    let judged = Judgement {
        score: 9.0,
        n_covered: 10,
        sharpness: 0.1,
        excess: -0.01,
    };
    measured_all(&mut state, |_| {
        vec![
            CompareEvent::Facts(facts.clone()),
            drawn(0, 9, 16),
            CompareEvent::Judged(judged.clone()),
            scored(200),
        ]
    });
    let requests = state.set_seed(6);
    let request = asked(&requests).unwrap();
    assert_eq!((request.seed, request.wants_likelihood), (6, false));
    let measured = state.measured(CNN);
    assert!(measured.pixels.is_empty() && measured.judgement.is_none());
    assert_eq!(
        state.figure(Figure::GreyBits, CNN),
        Some(f64::from(0.85_f32))
    );
    assert_eq!(state.figure(Figure::Stages, CNN), Some(4.0));
    assert_eq!(state.figure(Figure::Score, CNN), None);
    // A stop on the way leaves the likelihood where it is.
    state.play_or_stop();
    let requests = state.play_or_stop();
    assert!(!asked(&requests).unwrap().wants_likelihood);
}

#[test]
fn models_come_in_and_go_while_others_are_measured() {
    let mut state = opened("models=pixelcnn,gan&n=16");
    let (_, job) = state.current.unwrap();
    let requests = state.toggle(CNN);
    assert_eq!(requests[0], Request::Cancel { job });
    assert_eq!(asked(&requests).unwrap().contender, Contender::Gan);
    assert_eq!(state.toggle(Contender::Gan), [], "the last one stays");
    assert_eq!(state.link().chosen.to_string(), "gan");
    assert_eq!(state.toggle(Contender::Real), [], "it waits for its turn");
    measured_all(&mut state, |_| vec![drawn(0, 1, 16)]);
    assert!(state.is_done());
    let requests = state.toggle(Contender::VaeDrawn);
    assert_eq!(asked(&requests).unwrap().contender, Contender::VaeDrawn);
    state.play_or_stop();
    assert_eq!(state.toggle(Contender::VaeMeans), [], "stopped");
}

#[test]
fn a_failure_is_told_and_the_others_go_on() {
    let mut state = opened("models=pixelcnn,gan&n=16");
    let (_, job) = state.current.unwrap();
    let failure = Failure::Internal {
        detail: String::new(),
    };
    let event = Event::Failed {
        job,
        failure: failure.clone(),
    };
    let requests = state.apply(&event);
    assert_eq!(asked(&requests).unwrap().contender, Contender::Gan);
    assert_eq!(state.trouble().failure, Some(failure));
    measured_all(&mut state, |_| vec![]);
    assert!(!state.is_done() && !state.is_running());
    let requests = state.retry();
    assert_eq!(asked(&requests).unwrap().contender, CNN);
    assert_eq!(state.trouble().failure, None);
}

#[test]
fn a_worker_that_begins_again_draws_nothing_twice() {
    let mut state = opened("models=gan&n=64");
    let (_, job) = state.current.unwrap();
    for first in [0, 16, 0, 16, 32] {
        let event = drawn(first, first as u8, 16);
        state.apply(&Event::Compare { job, event });
    }
    let pixels = &state.measured(Contender::Gan).pixels;
    assert_eq!(pixels.len(), 48 * N_PIXELS);
    assert_eq!((pixels[0], pixels[40 * N_PIXELS]), (0, 32));
}

#[test]
fn the_image_that_is_looked_at_is_sought_among_the_training_digits() {
    let mut state = opened("models=gan&n=16&pick=gan.3&near=on");
    assert!(state.picked_image().is_empty());
    let (_, job) = state.current.unwrap();
    let event = drawn(0, 7, 16);
    let requests = state.apply(&Event::Compare { job, event });
    assert!(
        matches!(&requests[..], [Request::Nearest(_)]),
        "{requests:?}"
    );
    state.pick(Contender::Gan, 15);
    assert_eq!(
        state.link().to_string(),
        "seed=1&n=16&models=gan&pick=gan.15&near=on"
    );
    // Fewer images, and it is the first.
    state.set_n(200);
    state.pick(Contender::Gan, 60);
    state.set_n(16);
    assert_eq!(state.picked, (Contender::Gan, 0));
}
