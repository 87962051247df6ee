//! A GAN in training: its losses and their slopes, its runs to the bit, its steps from within, its
//! files, its memory.

mod files;
mod losses;
mod memory;
mod runs;
mod staged;

use candle_core::{Result, Tensor};
use density_lab::ml::dataset::Images;
use density_lab::ml::models::gan::{Config, Shape};
use density_lab::ml::training::gan::{GanTraining, Outcome, Report, Settings, Turn};

use crate::support::digits;

const SEED: u64 = 5;

/// Images of a round that is made in halves.
const LARGE: usize = 36;

/// Both pairs as the page trains them.
const PAIRS: [Config; 2] = [Config::convolutional(), Config::dense()];

/// Both shapes, small enough for every weight to count.
const SMALL: [Config; 2] = [
    Config {
        n_latent: 5,
        shape: Shape::Convolutional {
            generator: [6, 4, 3],
            discriminator: [5, 3, 2],
        },
    },
    Config {
        n_latent: 5,
        shape: Shape::Dense { hidden: [7, 9] },
    },
];

fn settings(batch_size: usize) -> Settings {
    Settings {
        batch_size,
        ..Settings::default()
    }
}

fn new(config: &Config, digits: &Images) -> Result<GanTraining> {
    GanTraining::new(config, SEED, digits.len())
}

/// A round that goes well.
fn round(
    run: &mut GanTraining,
    digits: &Images,
    turn: Turn,
    settings: &Settings,
) -> Result<Report> {
    loop {
        match run.go_on(digits, turn, settings)? {
            Outcome::Working => (),
            Outcome::Made(report) => return Ok(report),
            Outcome::Diverged { n_rounds, .. } => panic!("round {n_rounds} diverges"),
        }
    }
}

/// Rounds of both nets.
fn rounds(
    run: &mut GanTraining,
    digits: &Images,
    n: usize,
    settings: &Settings,
) -> Result<Vec<Report>> {
    (0..n)
        .map(|_| round(run, digits, Turn::Both, settings))
        .collect()
}

/// A run of both shapes, small, that has learnt for some rounds.
fn taught(n_rounds: usize) -> Result<Vec<GanTraining>> {
    let digits = digits();
    let taught = |config: &Config| {
        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, n_rounds, &settings(8))?;
        Ok(run)
    };
    SMALL.iter().map(taught).collect()
}

fn numbers(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1()
}
