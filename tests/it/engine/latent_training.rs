//! An autoencoder or a VAE that is trained while somebody watches, as the page sees it.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{TRAINING_DIGITS, ready, run, sent};
use crate::support::images;

const TEST_DIGITS: Asset = Asset::Images(ImageSet::TestDigits);
const SMALL: LatentNet = LatentNet::Autoencoder(CodeSize::Two);
const VAE: LatentNet = LatentNet::Vae { beta: 1.0 };
/// A rate at which everything goes well.
const FIT: f32 = 2e-3;

fn request(job: u64, net: LatentNet, until: u32) -> TrainLatentRequest {
    TrainLatentRequest {
        job: JobId(job),
        net,
        seed: 5,
        until,
        learning_rate: FIT,
        draw_every: 1_000,
    }
}

fn engine() -> Engine {
    ready(&[TRAINING_DIGITS, TEST_DIGITS])
}

/// Asks, and hears all of it, acknowledging every frame.
fn hear(engine: &mut Engine, request: TrainLatentRequest) -> Vec<Event> {
    let ack = Request::Ack { job: request.job };
    let mut events = sent(engine.handle(Request::TrainLatent(request)));
    while !events.last().is_some_and(Event::ends_job) {
        let more = run(engine);
        assert!(!more.is_empty(), "it stops in the middle");
        events.extend(more);
        engine.handle(ack.clone());
    }
    events
}

/// What is told of a step.
#[derive(Debug, Clone, PartialEq)]
struct Step {
    n_steps: u32,
    /// As bits, so that equal means equal.
    reconstruction: u32,
    kl: Vec<u32>,
}

fn steps(events: &[Event]) -> Vec<Step> {
    let step = |event: &Event| match event {
        Event::LatentTrained {
            n_steps,
            reconstruction,
            kl,
            ..
        } => Some(Step {
            n_steps: *n_steps,
            reconstruction: reconstruction.to_bits(),
            kl: kl.iter().map(|kl| kl.to_bits()).collect(),
        }),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

/// Reconstruction and the sum of the KL terms, by step.
fn terms(events: &[Event]) -> Vec<(f32, f32)> {
    let terms = |event: &Event| match event {
        Event::LatentTrained {
            reconstruction, kl, ..
        } => Some((*reconstruction, kl.iter().sum())),
        _ => None,
    };
    events.iter().filter_map(terms).collect()
}

/// What a run to `until` says, undisturbed from its first step on.
fn undisturbed(net: LatentNet, until: u32) -> Vec<Step> {
    steps(&hear(&mut engine(), request(1, net, until)))
}

fn sketch(events: &[Event]) -> (u32, [&[u8]; 3]) {
    let sketch = events.iter().find_map(|event| match event {
        Event::LatentSketched {
            n_steps,
            digits,
            reconstructions,
            samples,
            ..
        } => Some((*n_steps, [&digits[..], reconstructions, samples])),
        _ => None,
    });
    sketch.unwrap()
}

/// The events in short: a step or pictures, and after how many steps.
fn outline(events: &[Event]) -> Vec<(&'static str, u32)> {
    let short = |event: &Event| match event {
        Event::LatentTrained { n_steps, .. } => ("trained", *n_steps),
        Event::LatentSketched { n_steps, .. } => ("sketched", *n_steps),
        Event::Diverged { kept, .. } => ("diverged", *kept),
        Event::Done { .. } => ("done", 0),
        other => panic!("{other:?}"),
    };
    events.iter().map(short).collect()
}

#[test]
fn a_run_to_step_0_shows_what_the_net_makes_of_digits() {
    let test = images(ImageSet::TestDigits);
    for net in [SMALL, VAE] {
        let events = hear(&mut engine(), request(1, net, 0));
        assert_eq!(outline(&events), [("sketched", 0), ("done", 0)]);
        let (_, pictures) = sketch(&events);
        for picture in pictures {
            assert_eq!(picture.len(), N_LATENT_SKETCHES * N_PIXELS);
        }
        let digits = test.first(N_LATENT_SKETCHES);
        match net {
            LatentNet::Autoencoder(_) => assert_eq!(pictures[0], digits),
            // Drawn by their greys: ink or none, and never ink where there is none.
            LatentNet::Vae { .. } => {
                let fits = |(seen, grey): (&u8, &u8)| match seen {
                    0 => *grey < 255,
                    255 => *grey > 0,
                    _ => false,
                };
                assert!(pictures[0].iter().zip(digits).all(fits));
            }
        }
    }
}

#[test]
fn steps_and_pictures_come_in_order_and_a_run_goes_on() {
    let mut engine = engine();
    let every_second = |job, until| TrainLatentRequest {
        draw_every: 2,
        ..request(job, VAE, until)
    };
    let events = hear(&mut engine, every_second(1, 3));
    let expected = [
        ("sketched", 0),
        ("trained", 1),
        ("trained", 2),
        ("sketched", 2),
        ("trained", 3),
        ("sketched", 3),
        ("done", 0),
    ];
    assert_eq!(outline(&events), expected);
    let [step, ..] = &steps(&events)[..] else {
        panic!("no step")
    };
    assert_eq!(step.kl.len(), N_LIVE_AXES);
    let further = hear(&mut engine, every_second(2, 4));
    let expected = [
        ("sketched", 3),
        ("trained", 4),
        ("sketched", 4),
        ("done", 0),
    ];
    assert_eq!(outline(&further), expected);
    assert_eq!(hear(&mut engine, request(3, SMALL, 1)).len(), 4);
}

#[test]
fn the_same_seed_takes_the_same_way_bit_by_bit() {
    for net in [SMALL, VAE] {
        let run = undisturbed(net, 25);
        assert_eq!(run.len(), 25);
        assert_eq!(run, undisturbed(net, 25));
        let other = TrainLatentRequest {
            seed: 6,
            ..request(1, net, 2)
        };
        assert_ne!(run[..2], steps(&hear(&mut engine(), other)));
    }
}

#[test]
fn it_learns() {
    for net in [SMALL, LatentNet::Autoencoder(CodeSize::ThirtyTwo), VAE] {
        let terms = terms(&hear(&mut engine(), request(1, net, 120)));
        let bound = |i: usize| terms[i].0 + terms[i].1;
        let last = (110..120).map(bound).sum::<f32>() / 10.0;
        println!("{net:?}: {} at first, {last} after 120 steps", bound(0));
        assert!(last < 0.4 * bound(0), "{last} of {}", bound(0));
    }
}

#[test]
fn another_weight_or_rate_keeps_the_steps() {
    let plain = undisturbed(VAE, 16);
    let mut engine = engine();
    hear(&mut engine, request(1, VAE, 10));
    let heavy = LatentNet::Vae { beta: 100.0 };
    let pressed = steps(&hear(&mut engine, request(2, heavy, 13)));
    let n_steps: Vec<u32> = pressed.iter().map(|step| step.n_steps).collect();
    assert_eq!(n_steps, [11, 12, 13], "it goes on where it was");
    // What is told of a step is from before it moved the weights.
    assert_eq!(pressed[0], plain[10]);
    assert_ne!(pressed[1], plain[11]);
    let slower = TrainLatentRequest {
        learning_rate: 1e-5,
        ..request(3, VAE, 16)
    };
    assert_eq!(steps(&hear(&mut engine, slower))[0].n_steps, 14);
    // An autoencoder in between is another run, and this one begins again.
    hear(&mut engine, request(4, SMALL, 1));
    assert_eq!(steps(&hear(&mut engine, request(5, VAE, 16))), plain);
}

#[test]
fn the_axes_die_under_a_heavy_weight_and_revive() {
    let mut engine = engine();
    hear(&mut engine, request(1, VAE, 60));
    let kl = |engine: &mut Engine, job, beta, until| {
        let events = hear(engine, request(job, LatentNet::Vae { beta }, until));
        terms(&events).last().unwrap().1
    };
    let dead = kl(&mut engine, 2, 100.0, 160);
    assert!(dead < 0.01 * N_LIVE_AXES as f32, "{dead} nats");
    let alive = kl(&mut engine, 3, 1.0, 240);
    assert!(alive > 1.0, "{alive} nats");
}

#[test]
fn a_cancelled_run_goes_on_where_it_was() {
    let expected = undisturbed(VAE, 6);
    let mut engine = engine();
    let mut heard = Vec::new();
    // Before its first word, after its pictures, after a step whose frame is not acknowledged.
    for (job, n_frames) in [(1, 0), (2, 1), (3, 3)] {
        engine.handle(Request::TrainLatent(request(job, VAE, 6)));
        for _ in 0..n_frames {
            let events = run(&mut engine);
            assert_eq!(events.len(), 1, "a frame waits to be acknowledged");
            heard.extend(events);
            engine.handle(Request::Ack { job: JobId(job) });
        }
        let cancelled = sent(engine.handle(Request::Cancel { job: JobId(job) }));
        assert_eq!(cancelled, [Event::Cancelled { job: JobId(job) }]);
        assert!(engine.is_idle());
    }
    heard.extend(hear(&mut engine, request(4, VAE, 6)));
    assert_eq!(steps(&heard), expected);
}

#[test]
fn an_earlier_end_begins_again() {
    let mut engine = engine();
    let first = steps(&hear(&mut engine, request(1, SMALL, 5)));
    let again = steps(&hear(&mut engine, request(2, SMALL, 3)));
    assert_eq!(again, first[..3]);
}

#[test]
fn divergence_goes_back_to_the_last_good_state_and_training_can_go_on() {
    for net in [SMALL, LatentNet::Autoencoder(CodeSize::ThirtyTwo), VAE] {
        let mut engine = engine();
        let good = hear(&mut engine, request(1, net, 45));
        let expected = undisturbed(net, 50);
        let wild = TrainLatentRequest {
            learning_rate: 10.0,
            ..request(2, net, 1_000)
        };
        let events = hear(&mut engine, wild);
        let [.., diverged, Event::Done { .. }] = &events[..] else {
            panic!("{:?}", outline(&events))
        };
        let Event::Diverged { n_steps, kept, .. } = *diverged else {
            panic!("{diverged:?}")
        };
        assert!((46..70).contains(&n_steps), "{net:?} after {n_steps}");
        // Of the states of every 20 steps not the last but the one before it.
        assert_eq!(kept, 20, "{net:?}");
        let lost = hear(&mut engine, request(3, net, kept));
        assert_eq!(outline(&lost), [("sketched", 20), ("done", 0)]);
        // At the old rate it takes the old way again, as if nothing had been.
        let on = hear(&mut engine, request(4, net, 50));
        assert_eq!(steps(&on), expected[20..]);
        assert_eq!(steps(&good), expected[..45]);
    }
}

#[test]
fn divergence_at_the_first_steps_goes_back_to_the_first_weights() {
    let mut engine = engine();
    let wild = TrainLatentRequest {
        learning_rate: 10.0,
        ..request(1, VAE, 100)
    };
    let events = hear(&mut engine, wild.clone());
    assert!(outline(&events).contains(&("diverged", 0)));
    // It does so each time, and a fit rate leads on.
    let job = JobId(2);
    let again = hear(&mut engine, TrainLatentRequest { job, ..wild });
    assert_eq!(outline(&again), outline(&events));
    let on = steps(&hear(&mut engine, request(3, VAE, 3)));
    assert_eq!(on, undisturbed(VAE, 3));
}

#[test]
fn rates_and_weights_that_cannot_be_are_refused() {
    let mut engine = engine();
    let beta = |beta| request(1, LatentNet::Vae { beta }, 1);
    let rate = |learning_rate| TrainLatentRequest {
        learning_rate,
        ..request(1, SMALL, 1)
    };
    for request in [
        rate(0.0),
        rate(-1.0),
        rate(f32::NAN),
        rate(f32::INFINITY),
        beta(-0.5),
        beta(f32::NAN),
        beta(f32::INFINITY),
    ] {
        let events = sent(engine.handle(Request::TrainLatent(request.clone())));
        let [Event::Failed { failure, .. }] = &events[..] else {
            panic!("{request:?}: {events:?}")
        };
        assert!(matches!(
            failure,
            Failure::Request(RequestProblem::Rate { .. })
        ));
        assert!(engine.is_idle());
    }
    let never = TrainLatentRequest {
        draw_every: 0,
        ..request(1, SMALL, 1)
    };
    assert!(matches!(
        sent(engine.handle(Request::TrainLatent(never)))[..],
        [Event::Failed {
            failure: Failure::Request(RequestProblem::Steps { .. }),
            ..
        }]
    ));
    assert_eq!(hear(&mut engine, beta(0.0)).len(), 4, "no KL term is one");
}
