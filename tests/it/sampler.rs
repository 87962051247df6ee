//! Sampling with kept activations against the full forward pass, and against itself.

use density_lab::ml::metrics::bits_per_dim;
use density_lab::ml::sampling::{Sampler, categorical};
use density_lab::ml::{N_LEVELS, N_PIXELS};

use crate::support::{digits, shipped};

/// Largest difference of a logit between the two ways: they sum in different orders.
const TOLERANCE: f32 = 2e-3;

#[test]
fn teacher_forced_logits_are_the_full_passs() {
    let net = shipped();
    let digits = digits();
    for i in [0, 7] {
        let full: Vec<f32> = net
            .forward(digits.get(i))
            .and_then(|logits| logits.flatten_all()?.to_vec1())
            .unwrap();
        let mut sampler = Sampler::new(&net).unwrap();
        sampler.set_pixels(digits.get(i));
        for (at, full) in full.chunks(N_LEVELS).enumerate() {
            for (a, b) in sampler.logits(at).iter().zip(full) {
                assert!((a - b).abs() < TOLERANCE, "pixel {at}: {a} and {b}");
            }
        }
    }
}

#[test]
fn an_image_does_not_depend_on_the_way_to_it() {
    let net = shipped();
    let mut straight = Sampler::new(&net).unwrap();
    while straight.draw(7, 0, 1.0).is_some() {}
    let image = straight.pixels().to_vec();

    let mut wandering = Sampler::new(&net).unwrap();
    wandering.set_pixels(&image[..300]);
    wandering.logits(299);
    wandering.set_pixels(&[9; 50]);
    wandering.logits(17);
    wandering.set_pixels(&image[..411]);
    wandering.set_pixels(&image[..410]);
    while wandering.draw(7, 0, 1.0).is_some() {}
    assert_eq!(wandering.pixels(), image);
}

#[test]
fn seeds_and_images_differ() {
    let net = shipped();
    let draw = |seed, image| {
        let mut sampler = Sampler::new(&net).unwrap();
        while sampler.draw(seed, image, 1.0).is_some() {}
        sampler.pixels().to_vec()
    };
    assert_ne!(draw(1, 0), draw(2, 0));
    assert_ne!(draw(1, 0), draw(1, 1));
}

#[test]
fn the_samplers_surprise_is_the_nets() {
    let net = shipped();
    let digits = digits();
    let digit = digits.get(3);
    let mut sampler = Sampler::new(&net).unwrap();
    sampler.set_pixels(digit);
    let bits: f32 = (0..N_PIXELS)
        .map(|at| categorical::bits(&sampler.logits(at), usize::from(digit[at])))
        .sum();
    let full = bits_per_dim(&net, digit, |_| ()).unwrap();
    assert!((f64::from(bits) / N_PIXELS as f64 - full).abs() < 1e-4);
}

#[test]
fn nothing_is_drawn_past_the_end() {
    let mut sampler = Sampler::new(&shipped()).unwrap();
    sampler.set_pixels(&[0; N_PIXELS]);
    assert!(sampler.draw(1, 0, 1.0).is_none());
    sampler.push(3);
    assert_eq!(sampler.pixels().len(), N_PIXELS);
    sampler.logits(10_000);
}
