//! Looks at one pixel.

use density_lab::protocol::*;
use density_lab::worker::engine::Engine;

use super::{MODEL, WEIGHTS, draw, look, ready, run, sample};
use crate::support::{digits, shipped};

fn looked(engine: &mut Engine, request: Request) -> Distribution {
    engine.handle(request);
    let events = run(engine);
    let [Event::Looked { distribution, .. }, Event::Done { .. }] = &events[..] else {
        panic!("{events:?}")
    };
    distribution.clone()
}

#[test]
fn a_look_tells_what_is_there_and_what_may_come() {
    let mut engine = ready(&[WEIGHTS]);
    let (drawings, _) = draw(&mut engine, sample(1, &[], 50));
    let pixels = &drawings[0].pixels;
    let there = looked(&mut engine, look(2, pixels, 49));
    let drawn = there.drawn.unwrap();
    assert_eq!(drawn.value, pixels[49]);
    assert_eq!(drawn.bits.to_bits(), drawings[0].bits[49]);
    let sum: f32 = there.probabilities.iter().sum();
    assert!((sum - 1.0).abs() < 1e-5);
    let probability = there.probabilities[usize::from(pixels[49])];
    assert!((drawn.bits + probability.log2()).abs() < 1e-4);
    let field: Vec<usize> = shipped().receptive_field(49 / SIDE, 49 % SIDE);
    let told = there.receptive_field.iter().map(|&at| usize::from(at));
    assert_eq!(told.collect::<Vec<_>>(), field);

    let next = looked(&mut engine, look(3, pixels, 50));
    assert_eq!((next.pixel, next.drawn), (50, None));
}

#[test]
fn a_temperature_sharpens_what_is_told_and_not_the_surprise() {
    let mut engine = ready(&[WEIGHTS]);
    let digits = digits();
    let at = |job, temperature| {
        Request::Look(LookRequest {
            job: JobId(job),
            model: MODEL,
            pixels: digits.get(3).to_vec(),
            pixel: 400,
            temperature,
        })
    };
    let plain = looked(&mut engine, at(1, 1.0));
    let cooled = looked(&mut engine, at(2, 0.5));
    assert!(plain.untempered.is_empty());
    assert_eq!(cooled.untempered, plain.probabilities);
    assert_eq!(cooled.drawn, plain.drawn);
    // By the definition: p to the power 1 / T, made to sum to 1.
    let squares: Vec<f32> = plain.probabilities.iter().map(|p| p * p).collect();
    let sum: f32 = squares.iter().sum();
    for (told, square) in cooled.probabilities.iter().zip(&squares) {
        assert!((told - square / sum).abs() < 1e-4);
    }
}
