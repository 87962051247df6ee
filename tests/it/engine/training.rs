//! The net that is trained while somebody watches, as the page sees it.

use density_lab::ml::dataset::Batches;
use density_lab::ml::metrics::surprise;
use density_lab::ml::models::Autoregressive;
use density_lab::ml::sampling::Sampler;
use density_lab::ml::training::live::{BATCH_SIZE, LiveTraining};
use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{TRAINING_DIGITS, WEIGHTS, finish, look, ready, run, sample, sent, train};
use crate::support::images;

/// A run that nothing has been taught, as the engine begins it.
fn untaught(seed: u64) -> LiveTraining {
    let digits = images(ImageSet::TrainingDigits);
    LiveTraining::new(seed, digits.len()).unwrap()
}

/// The steps that are told: which, and the bits of what it went down.
fn steps(events: &[Event]) -> Vec<(u32, u32)> {
    let step = |event: &Event| match event {
        Event::Trained {
            n_steps,
            bits_per_pixel,
            ..
        } => Some((*n_steps, bits_per_pixel.to_bits())),
        _ => None,
    };
    events.iter().filter_map(step).collect()
}

/// The events in short: a step, or pixels of samples after so many.
fn outline(events: &[Event]) -> Vec<(&'static str, u32, usize)> {
    let short = |event: &Event| match event {
        Event::Trained { n_steps, bits, .. } => ("trained", *n_steps, bits.len()),
        Event::Sketched {
            n_steps, pixels, ..
        } => {
            assert_eq!(pixels.len(), N_SKETCHES);
            assert!(pixels.iter().all(|image| image.len() == pixels[0].len()));
            ("sketched", *n_steps, pixels[0].len())
        }
        Event::Done { .. } => ("done", 0, 0),
        other => panic!("{other:?}"),
    };
    events.iter().map(short).collect()
}

/// Steps until the engine has said something.
fn next_word(engine: &mut Engine) -> (usize, Vec<Event>) {
    for n_steps in 1..1000 {
        let events = sent(engine.step());
        if !events.is_empty() {
            return (n_steps, events);
        }
    }
    panic!("not a word in a thousand steps")
}

#[test]
fn until_no_step_the_net_draws_as_it_is() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    engine.handle(train(1, 5, 0, 10));
    let events = finish(&mut engine);
    let rows = (1..=7).map(|i| ("sketched", 0, 112 * i));
    let expected: Vec<_> = rows.chain([("done", 0, 0)]).collect();
    assert_eq!(outline(&events), expected);

    let mut sampler = Sampler::batch(untaught(5).model(), N_SKETCHES).unwrap();
    while sampler.draw(5, &[0, 1, 2, 3], 1.0).is_some() {}
    let Event::Sketched { pixels, .. } = &events[6] else {
        panic!("the last frame is the whole of it")
    };
    for (i, pixels) in pixels.iter().enumerate() {
        assert_eq!(pixels, sampler.pixels(i));
    }
}

#[test]
fn steps_and_samples_come_in_order_to_the_last() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    engine.handle(train(1, 5, 3, 2));
    let mut expected = Vec::new();
    let sketch = |n_steps| (1..=7).map(move |i| ("sketched", n_steps, 112 * i));
    expected.extend(sketch(0));
    expected.extend([("trained", 1, 784), ("trained", 2, 784)]);
    expected.extend(sketch(2));
    expected.push(("trained", 3, 784));
    expected.extend(sketch(3));
    expected.push(("done", 0, 0));
    assert_eq!(outline(&finish(&mut engine)), expected);
    // Further, from where it is, without drawing again first.
    engine.handle(train(2, 5, 4, 2));
    let mut expected = vec![("trained", 3, 784), ("trained", 4, 784)];
    expected.extend(sketch(4));
    expected.push(("done", 0, 0));
    assert_eq!(outline(&finish(&mut engine)), expected);
}

#[test]
fn a_frame_waits_to_be_acknowledged() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    let job = JobId(1);
    engine.handle(train(1, 5, 2, 2));
    // Of seven frames of samples twice and of two steps, the last comes with the end.
    for _ in 0..7 + 2 + 6 {
        let events = run(&mut engine);
        assert!(matches!(
            events[..],
            [Event::Sketched { .. } | Event::Trained { .. }]
        ));
        engine.handle(Request::Ack { job });
    }
    let events = run(&mut engine);
    assert!(matches!(
        events[..],
        [Event::Sketched { .. }, Event::Done { .. }]
    ));
}

#[test]
fn a_step_shows_its_first_digit_and_the_loss_of_each_pixel() {
    let (seed, digits) = (5, images(ImageSet::TrainingDigits));
    let mut engine = ready(&[TRAINING_DIGITS]);
    engine.handle(train(1, seed, 1, 1));
    let events = finish(&mut engine);
    let step = events.iter().find_map(|event| match event {
        Event::Trained {
            digit,
            bits,
            bits_per_pixel,
            ..
        } => Some((digit, bits, bits_per_pixel)),
        _ => None,
    });
    let (digit, bits, bits_per_pixel) = step.unwrap();
    let mut batches = Batches::new(seed, digits.len(), BATCH_SIZE);
    let batch = batches.at(0);
    assert_eq!(digit, digits.get(batch[0] as usize));
    // Before the step moved the weights.
    let run = untaught(seed);
    assert_eq!(*bits, surprise(run.model(), digit).unwrap());
    let loss = run.model().loss(&digits.gather(batch)).unwrap();
    let nats = loss.to_scalar::<f32>().unwrap();
    assert!((bits_per_pixel - nats / std::f32::consts::LN_2).abs() < 1e-4);
}

#[test]
fn a_cancelled_run_goes_on_where_it_was() {
    let mut undisturbed = ready(&[TRAINING_DIGITS]);
    undisturbed.handle(train(1, 5, 5, 100));
    let expected = steps(&finish(&mut undisturbed));
    assert_eq!(expected.len(), 5);

    let mut engine = ready(&[TRAINING_DIGITS]);
    let mut events = Vec::new();
    // In the middle of the samples, between two steps, and after one and seven images of a step.
    for (job, n_words, n_more) in [(1, 3, 20), (2, 8, 0), (3, 2, 1), (4, 2, 7)] {
        engine.handle(train(job, 5, 5, 100));
        for _ in 0..n_words {
            events.extend(next_word(&mut engine).1);
            engine.handle(Request::Ack { job: JobId(job) });
        }
        for _ in 0..n_more {
            assert_eq!(sent(engine.step()), []);
        }
        let cancelled = sent(engine.handle(Request::Cancel { job: JobId(job) }));
        assert_eq!(cancelled, [Event::Cancelled { job: JobId(job) }]);
        assert!(engine.is_idle());
    }
    engine.handle(train(5, 5, 5, 100));
    events.extend(finish(&mut engine));
    let mut steps = steps(&events);
    // The last step before a break is told again after it.
    assert_eq!(steps.len(), expected.len() + 3);
    steps.dedup();
    assert_eq!(steps, expected);
}

#[test]
fn a_step_that_was_made_unheard_is_told_to_whoever_asks_for_it() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    engine.handle(train(1, 5, 100, 100));
    let unheard = loop {
        let (_, events) = next_word(&mut engine);
        if let [Event::Trained { .. }] = events[..] {
            break steps(&events);
        }
        engine.handle(Request::Ack { job: JobId(1) });
    };
    engine.handle(Request::Cancel { job: JobId(1) });
    // The page knows of no step and wants the first.
    engine.handle(train(2, 5, 1, 100));
    assert_eq!(steps(&finish(&mut engine)), unheard);
}

#[test]
fn another_seed_or_an_earlier_end_begins_again() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    engine.handle(train(1, 5, 3, 100));
    let first = steps(&finish(&mut engine));
    engine.handle(train(2, 6, 1, 100));
    let other = steps(&finish(&mut engine));
    assert_eq!(other[0].0, 1);
    assert_ne!(other[0], first[0]);
    // Back to the first one, from its beginning; then to a step before the one where it is.
    for (job, until) in [(3, 3), (4, 2)] {
        engine.handle(train(job, 5, until, 100));
        let again = steps(&finish(&mut engine));
        assert_eq!(again, first[..until as usize]);
    }
}

#[test]
fn training_yields_in_the_middle_of_a_step() {
    let mut engine = ready(&[WEIGHTS, TRAINING_DIGITS]);
    let ack = Request::Ack { job: JobId(1) };
    engine.handle(train(1, 5, 100, 100));
    // The samples before the first step, and the step.
    for _ in 0..7 {
        next_word(&mut engine);
        engine.handle(ack.clone());
    }
    let (_, events) = next_word(&mut engine);
    assert!(matches!(events[..], [Event::Trained { n_steps: 1, .. }]));
    engine.handle(ack);
    for _ in 0..3 {
        assert_eq!(sent(engine.step()), [], "an image of a step at a time");
    }
    // A look that a pixel must be computed for, and a few more pixels.
    for (job, pixel) in [(2, 0), (3, 4)] {
        engine.handle(look(job, &[0; 5], pixel));
        let (n_steps, events) = next_word(&mut engine);
        assert!(n_steps <= 5, "{n_steps} steps");
        assert!(matches!(
            events[..],
            [Event::Looked { .. }, Event::Done { .. }]
        ));
    }
    // An image goes ahead as well.
    engine.handle(Request::Sample(sample(4, &[], 20)));
    let (_, events) = next_word(&mut engine);
    assert!(matches!(
        events[..],
        [Event::Sampled { .. }, Event::Done { .. }]
    ));
    // The step has five images to go.
    let (n_steps, events) = next_word(&mut engine);
    assert_eq!(n_steps, BATCH_SIZE - 3);
    assert!(matches!(events[..], [Event::Trained { n_steps: 2, .. }]));
}
