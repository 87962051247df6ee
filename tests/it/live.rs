//! The net that is trained while somebody watches: it learns at once, and a step taken one image
//! at a time is the step of the batch.

use candle_core::Result;
use density_lab::ml::dataset::{Batches, Images};
use density_lab::ml::models::pixel_cnn::Config;
use density_lab::ml::models::{Autoregressive, Model, PixelCnn};
use density_lab::ml::training::Optimizer;
use density_lab::ml::training::live::{
    BATCH_SIZE, LEARNING_RATE, LiveTraining, MAX_GRADIENT_NORM, Report, rule,
};
use density_lab::ml::weights::FreshVars;
use density_lab::protocol::ImageSet;

use crate::support::images;

fn digits() -> Images {
    images(ImageSet::TrainingDigits)
}

fn step(run: &mut LiveTraining, digits: &Images) -> Result<Report> {
    for _ in 1..BATCH_SIZE {
        assert_eq!(run.go_on(digits)?, None);
    }
    Ok(run.go_on(digits)?.unwrap())
}

/// Losses of the first steps, in bits a pixel.
fn losses(seed: u64, n_steps: usize) -> Result<Vec<f64>> {
    let digits = digits();
    let mut run = LiveTraining::new(seed, digits.len())?;
    let mut loss = || Ok(step(&mut run, &digits)?.loss / std::f64::consts::LN_2);
    (0..n_steps).map(|_| loss()).collect()
}

#[test]
fn sixty_steps_learn_much_of_a_digit() -> Result<()> {
    let losses = losses(1, 60)?;
    let mean = losses[50..].iter().sum::<f64>() / 10.0;
    println!(
        "{:.3} bits a pixel at first, {mean:.3} after 60 steps",
        losses[0]
    );
    assert!((losses[0] - 8.0).abs() < 0.5, "nothing is known at first");
    assert!(mean < 1.3, "{mean} bits a pixel");
    Ok(())
}

#[test]
fn a_run_is_a_function_of_its_seed() -> Result<()> {
    let run = losses(1, 4)?;
    assert_eq!(run, losses(1, 4)?);
    assert_ne!(run, losses(2, 4)?);
    Ok(())
}

/// The same two steps by whole batches and the optimiser alone.
#[test]
fn images_one_at_a_time_make_the_batchs_step() -> Result<()> {
    let (seed, digits) = (3, digits());
    let mut run = LiveTraining::new(seed, digits.len())?;
    let fresh = FreshVars::new(seed);
    let net = PixelCnn::new(&Config::live(), fresh.builder())?;
    let parameters = fresh.vars().into_iter();
    let mut optimizer = Optimizer::new(parameters.map(|(name, var)| (var, rule(&name))));
    let mut batches = Batches::new(seed, digits.len(), BATCH_SIZE);
    // The first losses differ by rounding alone; what rounding does to a step is seen in the next.
    for (at, tolerance) in [(0, 1e-5), (1, 1e-3), (2, 1e-3)] {
        let loss = net.loss(&digits.gather(batches.at(at)))?;
        let by_batch = optimizer.step(&loss, LEARNING_RATE.at(at), MAX_GRADIENT_NORM)?;
        let one_by_one = step(&mut run, &digits)?;
        let difference = (one_by_one.loss - f64::from(by_batch.loss)).abs();
        assert!(difference < tolerance, "step {at}: {difference} nats");
        assert_eq!(run.n_steps(), at + 1);
    }
    Ok(())
}

#[test]
fn a_set_smaller_than_a_step_is_an_error() -> Result<()> {
    let few = Images::new(digits().first(BATCH_SIZE - 1).to_vec());
    let mut run = LiveTraining::new(1, few.len())?;
    let report = (0..BATCH_SIZE)
        .map(|_| run.go_on(&few))
        .find(Result::is_err);
    assert!(report.is_some());
    Ok(())
}
