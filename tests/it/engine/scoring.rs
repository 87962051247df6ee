//! How surprising images are, by the engine and by one pass of the net.

use density_lab::ml::metrics::{bits_per_dim, surprise};
use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{WEIGHTS, look, ready, run, score, sent};
use crate::support::{digits, histogram, images, shipped};

fn scored(engine: &mut Engine, pixels: &[u8]) -> (Vec<f32>, f64) {
    engine.handle(score(1, pixels));
    let events = run(engine);
    let [
        Event::Scored {
            bits,
            histogram_bits,
            ..
        },
        Event::Done { .. },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    (bits.clone(), *histogram_bits)
}

/// The two ways sum in different orders.
fn assert_close(a: f64, b: f64, what: &str) {
    assert!(
        (a - b).abs() <= 1e-2 + 1e-3 * b.abs(),
        "{what}: {a} and {b}"
    );
}

#[test]
fn a_score_is_the_nets_surprise_pixel_by_pixel() {
    let net = shipped();
    let mut engine = ready(&[WEIGHTS, Asset::GreyCounts]);
    let boot = images(ImageSet::Fashion).get(0).to_vec();
    for image in [digits().get(0), digits().get(7), &boot] {
        let (bits, histogram_bits) = scored(&mut engine, image);
        let by_net = surprise(&net, image).unwrap();
        assert_eq!((bits.len(), by_net.len()), (N_PIXELS, N_PIXELS));
        for (at, (bits, by_net)) in bits.iter().zip(by_net).enumerate() {
            assert_close(f64::from(*bits), f64::from(by_net), &format!("pixel {at}"));
        }
        let sum = bits.iter().map(|&bits| f64::from(bits)).sum();
        let by_loss = bits_per_dim(&net, image, |_| ()).unwrap() * N_PIXELS as f64;
        assert_close(sum, by_loss, "the image");
        assert_eq!(histogram_bits, histogram().total_bits(image));
    }
}

#[test]
fn what_is_no_digit_surprises_more_than_a_digit() {
    let mut engine = ready(&[WEIGHTS, Asset::GreyCounts]);
    let sum = |bits: Vec<f32>| bits.iter().sum::<f32>();
    let digit = sum(scored(&mut engine, digits().get(0)).0);
    let boot = sum(scored(&mut engine, images(ImageSet::Fashion).get(0)).0);
    assert!(boot > 3.0 * digit, "boot {boot} bits, digit {digit} bits");
}

#[test]
fn a_beginnings_score_is_the_beginning_of_the_score() {
    let mut engine = ready(&[WEIGHTS, Asset::GreyCounts]);
    let digits = digits();
    let (whole, _) = scored(&mut engine, digits.get(2));
    // From what is kept, and from nothing.
    for mut engine in [engine, ready(&[WEIGHTS, Asset::GreyCounts])] {
        let (beginning, _) = scored(&mut engine, &digits.get(2)[..301]);
        assert_eq!(beginning, whole[..301]);
        assert_eq!(scored(&mut engine, &[]), (vec![], 0.0));
    }
}

#[test]
fn a_look_in_between_is_answered_first_and_changes_nothing() {
    let mut engine = ready(&[WEIGHTS, Asset::GreyCounts]);
    let digits = digits();
    let (undisturbed, _) = scored(&mut engine, digits.get(4));
    let mut engine = ready(&[WEIGHTS, Asset::GreyCounts]);
    engine.handle(score(1, digits.get(4)));
    for _ in 0..500 {
        assert_eq!(sent(engine.step()), []);
    }
    engine.handle(look(2, digits.get(5), 3));
    let events = run(&mut engine);
    let [
        Event::Looked { .. },
        Event::Done { job: JobId(2) },
        Event::Scored { bits, .. },
        Event::Done { job: JobId(1) },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(*bits, undisturbed);
}
