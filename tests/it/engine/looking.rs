//! Looks at one pixel.

use density_lab::protocol::*;
use density_lab::worker::engine::{Effect, Engine};

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

fn states(job: u64, pixels: &[u8], pixel: u16, layer: u8, units: &[u8]) -> Request {
    Request::States(StatesRequest {
        job: JobId(job),
        pixels: pixels.to_vec(),
        pixel,
        layer,
        units: units.to_vec(),
    })
}

/// What is told of a state is what the net computed: its parts add up to it.
#[test]
fn a_state_is_made_of_what_is_told_of_it() {
    let mut engine = ready(&[Asset::Weights(PixelNet::Rnn.id())]);
    let digits = digits();
    let digit = digits.get(3);
    for layer in [0, 2] {
        engine.handle(states(1, digit, 400, layer, &[5, 0]));
        let events = run(&mut engine);
        let [Event::States { states, .. }, Event::Done { .. }] = &events[..] else {
            panic!("{events:?}")
        };
        assert_eq!((states.layer, states.n_layers), (layer, 3));
        assert_eq!(states.norms.len(), 401);
        assert!(states.norms.iter().all(|norm| (0.0..=1.0).contains(norm)));
        let parts = &states.taken_apart;
        let n = parts.hidden.len();
        assert_eq!(states.units[0][400], parts.hidden[5]);
        assert_eq!(states.units[1][400], parts.hidden[0]);
        // The one above is three of the layer's own states.
        assert_eq!(states.units[0][400 - SIDE], parts.above[1][5]);
        let sigmoid = |x: f32| 1.0 / (1.0 + (-x).exp());
        for i in 0..n {
            let sum = |gate: usize| parts.from_input[gate * n + i] + parts.from_state[gate * n + i];
            let [o, f] = [sigmoid(sum(0)), sigmoid(sum(1) + 1.0)];
            let [i_gate, g] = [sigmoid(sum(2)), sum(3).tanh()];
            for (gate, expected) in [o, f, i_gate, g].into_iter().enumerate() {
                assert!((parts.gates[gate * n + i] - expected).abs() < 1e-4);
            }
            let cell = f * parts.cells_before[i] + i_gate * g;
            assert!((parts.cells[i] - cell).abs() < 1e-4);
            assert!((parts.hidden[i] - o * cell.tanh()).abs() < 1e-4);
        }
    }
}

#[test]
fn states_that_there_are_not_are_refused() {
    let mut engine = ready(&[Asset::Weights(PixelNet::Rnn.id())]);
    let image = [0; N_PIXELS];
    for request in [
        states(1, &image, 9, 3, &[]),
        states(1, &image, 9, 0, &[250]),
        states(1, &image, 9, 0, &[0; MOST_UNITS + 1]),
        states(1, &image[..5], 9, 0, &[]),
        states(1, &image, N_PIXELS as u16, 0, &[]),
    ] {
        let mut effects = engine.handle(request);
        let failed = |effects: &[Effect]| {
            let failure = |effect: &Effect| {
                matches!(
                    effect,
                    Effect::Send(Event::Failed {
                        failure: Failure::Request(_),
                        ..
                    })
                )
            };
            effects.iter().any(failure)
        };
        for _ in 0..20 {
            effects.extend(engine.step());
        }
        assert!(failed(&effects), "{effects:?}");
    }
}
