//! What models are compared by: sharpness as a distance, and what an image costs.

use density_lab::ml::dataset::Images;
use density_lab::ml::metrics::sharpness::Steps;
use density_lab::ml::models::{DrawingCost, gan};
use density_lab::ml::training::gan::pair_spec;
use density_lab::protocol::ImageSet;

use crate::support::{digits, images};

const SIDE: usize = 28;

fn steps(pixels: &[u8]) -> Steps {
    let mut steps = Steps::default();
    steps.add(pixels);
    steps
}

/// Each pixel the mean of the nine around it.
fn blurred(digit: &[u8]) -> Vec<u8> {
    let at = |row: usize, col: usize| -> u32 {
        let inside = row < SIDE && col < SIDE;
        if inside {
            digit[row * SIDE + col].into()
        } else {
            0
        }
    };
    let mean = |i: usize| {
        let near = |by: usize, from: usize| (from + by).wrapping_sub(1);
        let (row, col) = (i / SIDE, i % SIDE);
        let sum: u32 = (0..9).map(|k| at(near(k / 3, row), near(k % 3, col))).sum();
        (sum / 9) as u8
    };
    (0..SIDE * SIDE).map(mean).collect()
}

/// Of the images that would cheat, none is nearer to real digits than other real digits are.
#[test]
fn neither_noise_nor_blur_is_as_sharp_as_real_digits() {
    let training = images(ImageSet::TrainingDigits);
    let reference = steps(training.first(2_000));
    let digits = digits();
    let each = |of: &dyn Fn(usize) -> Vec<u8>| -> f64 {
        let all: Vec<u8> = (0..64).flat_map(of).collect();
        steps(&all).distance(&reference).unwrap()
    };
    let real = each(&|i| digits.get(i).to_vec());
    let cheats = [
        (
            "noise",
            each(&|i| Images::noise(i as u64).pixels().to_vec()),
        ),
        ("blur", each(&|i| blurred(digits.get(i)))),
        (
            "twice the blur",
            each(&|i| blurred(&blurred(digits.get(i)))),
        ),
        (
            "binary",
            each(&|i| {
                digits
                    .get(i)
                    .iter()
                    .map(|grey| 255 * (grey / 128))
                    .collect()
            }),
        ),
        ("nothing", each(&|_| vec![0; SIDE * SIDE])),
    ];
    for (name, distance) in cheats {
        assert!(
            distance > 3.0 * real,
            "{name}: {distance}, real digits {real}"
        );
    }
    // More of a fault is farther.
    assert!(
        cheats[2].1 > cheats[1].1 && cheats[0].1 > cheats[2].1,
        "{cheats:?}"
    );
}

#[test]
fn a_generator_is_a_part_of_its_pair() {
    let config = gan::Config::convolutional();
    let cost = DrawingCost::of_generator(&config).unwrap();
    let in_pair = |(name, shape): (&String, &Vec<usize>)| {
        let is_trained = name.starts_with("generator.") && !name.contains("running");
        is_trained.then(|| shape.iter().product::<usize>() as u64)
    };
    let n_parameters: u64 = pair_spec(&config).unwrap().iter().filter_map(in_pair).sum();
    assert_eq!((cost.n_parameters, cost.n_stages), (n_parameters, 1));
    // 64 numbers to 96 to 7x7x32; then windows of which 4 taps are over a pixel, but at the edge.
    let dense = 64 * 96 + 96 * 7 * 7 * 32;
    let windows = |side: u64, n: u64| (2 * side - 2).pow(2) * n;
    let convolutions = windows(14, 32 * 16) + windows(28, 16);
    assert_eq!(cost.multiply_adds, dense + convolutions);
}
