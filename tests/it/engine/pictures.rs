//! Real images, noise, and the training digits that are most like an image.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{TRAINING_DIGITS, nearest, ready, run};
use crate::support::images;

#[test]
fn every_set_is_told_as_it_ships() {
    for set in [
        ImageSet::TestDigits,
        ImageSet::TrainingDigits,
        ImageSet::Fashion,
    ] {
        let mut engine = ready(&[Asset::Images(set)]);
        engine.handle(Request::Images { job: JobId(1), set });
        let told = Event::Images {
            job: JobId(1),
            set,
            pixels: images(set).pixels().to_vec(),
        };
        assert!(
            run(&mut engine) == [told, Event::Done { job: JobId(1) }],
            "{set:?}"
        );
    }
}

#[test]
fn noise_is_a_function_of_its_seed() {
    let noise = |engine: &mut Engine, seed| {
        engine.handle(Request::Noise {
            job: JobId(1),
            seed,
        });
        let events = run(engine);
        let [Event::Noise { pixels, .. }, Event::Done { .. }] = &events[..] else {
            panic!("{events:?}")
        };
        pixels.clone()
    };
    // Without a file.
    let mut engine = Engine::default();
    let one = noise(&mut engine, 1);
    let two = noise(&mut engine, 2);
    assert_eq!(one.len(), N_PIXELS);
    assert_ne!(one, two);
    assert_eq!(noise(&mut engine, 1), one);
    // Every grey is as likely as any other: mean 127.5, three standard errors of 784 to each side.
    let mean = one.iter().map(|&grey| f64::from(grey)).sum::<f64>() / N_PIXELS as f64;
    assert!((mean - 127.5).abs() < 3.0 * 73.9 / 28.0, "mean {mean}");
}

#[test]
fn a_training_digits_nearest_is_itself_and_the_distances_rise() {
    let mut engine = ready(&[TRAINING_DIGITS]);
    let digits = images(ImageSet::TrainingDigits);
    let index = 1234;
    engine.handle(nearest(1, digits.get(index), 10));
    let events = run(&mut engine);
    let [
        Event::Nearest {
            neighbours,
            n_compared,
            ..
        },
        Event::Done { .. },
    ] = &events[..]
    else {
        panic!("{events:?}")
    };
    assert_eq!(*n_compared as usize, digits.len());
    assert_eq!(neighbours.len(), 10);
    assert_eq!(neighbours[0].pixels, digits.get(index));
    assert_eq!(neighbours[0].distance, 0.0);
    assert!(neighbours.is_sorted_by(|a, b| a.distance < b.distance));

    // The same by sorting all distances.
    let distance = |i: usize| {
        let pairs = digits.get(i).iter().zip(digits.get(index));
        let square = |(&a, &b): (&u8, &u8)| ((f64::from(a) - f64::from(b)) / 255.0).powi(2);
        (pairs.map(square).sum::<f64>() / N_PIXELS as f64).sqrt()
    };
    let mut all: Vec<(f64, usize)> = (0..digits.len()).map(|i| (distance(i), i)).collect();
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (neighbour, (distance, i)) in neighbours.iter().zip(all) {
        assert_eq!(neighbour.pixels, digits.get(i));
        assert!((f64::from(neighbour.distance) - distance).abs() < 1e-5);
    }
}
