//! A round seen from within is the round that is made; looking leaves the run as it was.

use candle_core::{Result, Tensor, Var};
use density_lab::ml::dataset::Images;
use density_lab::ml::layers::BatchNorm;
use density_lab::ml::layers::Use;
use density_lab::ml::models::Discriminator;
use density_lab::ml::models::gan::{Config, LayerCost, Shape, step_costs};
use density_lab::ml::training::gan::{
    GanTraining, GeneratorLoss, LayerMove, Settings, Turn, generator_loss,
};

use super::{LARGE, PAIRS, new, numbers, round, rounds, settings, taught};
use crate::support::digits;

fn with_steps(batch_size: usize, discriminator_steps: u8, generator_steps: u8) -> Settings {
    Settings {
        discriminator_steps,
        generator_steps,
        ..settings(batch_size)
    }
}

/// Whether the next rounds of the run are those of a fork that nobody looked into.
fn assert_untouched(run: &GanTraining, before: &GanTraining, digits: &Images) -> Result<()> {
    assert_eq!(run.n_rounds(), before.n_rounds());
    assert_eq!(run.digest()?, before.digest()?);
    let (mut run, mut before) = (run.fork()?, before.fork()?);
    let settings = settings(4);
    let [run, before] =
        [&mut run, &mut before].map(|run| round(run, digits, Turn::Both, &settings));
    assert_eq!(run?, before?);
    Ok(())
}

/// What is shown of a round is what its report says.
fn assert_shows(run: &GanTraining, digits: &Images, settings: &Settings) -> Result<()> {
    let before = run.fork()?;
    let step = run.staged(digits, settings)?;
    assert_untouched(run, &before, digits)?;
    let mut made = run.fork()?;
    let report = round(&mut made, digits, Turn::Both, settings)?;
    assert_eq!(step.digest, made.digest()?, "{settings:?}");
    let discriminator = report.discriminator.unwrap();
    assert_eq!(step.real_logits, discriminator.real_logits);
    assert_eq!(step.generated_logits, discriminator.generated_logits);
    assert_eq!(step.discriminator_loss, discriminator.loss);
    if settings.generator_steps == 1 {
        let generator = report.generator.unwrap();
        assert_eq!(step.moved_logits, generator.logits);
        assert_eq!(step.generator_loss, generator.loss);
        let squares = step.generator_layers.iter().map(|layer| layer.gradient);
        let norm: f64 = squares.map(|g| f64::from(g).powi(2)).sum::<f64>().sqrt();
        assert!((norm / generator.gradient_norm - 1.0).abs() < 1e-5);
    }
    let regenerated = (made.generator.model).forward(&step.noise, Use::Training)?;
    assert_eq!(numbers(&step.regenerated)?, numbers(&regenerated)?);
    Ok(())
}

#[test]
fn a_staged_round_is_the_made_one_to_the_bit_and_leaves_the_run_as_it_was() -> Result<()> {
    let digits = digits();
    for run in taught(3)? {
        for (batch_size, d, g) in [(8, 1, 1), (1, 1, 1), (4, 3, 1), (5, 1, 2), (2, 2, 3)] {
            assert_shows(&run, &digits, &with_steps(batch_size, d, g))?;
        }
    }
    for config in &PAIRS {
        assert_shows(&new(config, &digits)?, &digits, &settings(4))?;
    }
    Ok(())
}

#[test]
fn a_staged_round_begins_with_the_round_and_not_with_the_half_that_is_made() -> Result<()> {
    let digits = digits();
    for mut run in taught(2)? {
        let settings = settings(LARGE);
        let expected = run.staged(&digits, &settings)?.digest;
        run.go_on(&digits, Turn::Both, &settings)?;
        let half = run.digest()?;
        assert_eq!(run.staged(&digits, &settings)?.digest, expected);
        assert_eq!(run.digest()?, half);
        round(&mut run, &digits, Turn::Both, &settings)?;
        assert_eq!(run.digest()?, expected);
    }
    Ok(())
}

/// What moved from one run to the other, by the weights themselves.
fn assert_moves(
    moves: &[LayerMove],
    before: &std::collections::BTreeMap<String, Var>,
    after: &std::collections::BTreeMap<String, Var>,
) -> Result<()> {
    let length = |values: &[f32]| {
        let squares = values.iter().map(|&x| f64::from(x).powi(2));
        squares.sum::<f64>().sqrt() as f32
    };
    let close = |a: f32, b: f32| (a - b).abs() <= 1e-5 * b.abs();
    for LayerMove {
        tensor,
        n_weights,
        weights,
        gradient,
        change,
    } in moves
    {
        let (before, after) = (numbers(&before[tensor])?, numbers(&after[tensor])?);
        let moved: Vec<f32> = before.iter().zip(&after).map(|(a, b)| b - a).collect();
        assert_eq!(*n_weights, before.len());
        assert!(close(*weights, length(&before)), "{tensor}");
        assert!(close(*change, length(&moved)), "{tensor}");
        assert!(*gradient > 0.0 && *change > 0.0, "{tensor}");
    }
    Ok(())
}

#[test]
fn what_a_staged_round_says_of_each_tensor_is_so() -> Result<()> {
    let digits = digits();
    for run in taught(3)? {
        let settings = settings(8);
        let step = run.staged(&digits, &settings)?;
        let mut made = run.fork()?;
        round(&mut made, &digits, Turn::Both, &settings)?;
        let (before, after) = (run.generator.vars(), made.generator.vars());
        assert_moves(&step.generator_layers, before, after)?;
        let parameters = before.keys().filter(|name| !BatchNorm::is_statistic(name));
        assert_eq!(step.generator_layers.len(), parameters.count());
        let (before, after) = (run.discriminator.vars(), made.discriminator.vars());
        assert_moves(&step.discriminator_layers, before, after)?;
        assert_eq!(step.discriminator_layers.len(), before.len());
    }
    Ok(())
}

#[test]
fn the_gradient_of_the_pixels_is_that_of_finite_differences() -> Result<()> {
    const STEP: f32 = 0.01;
    let digits = digits();
    for run in taught(10)? {
        let settings = settings(LARGE);
        let step = run.staged(&digits, &settings)?;
        let mut half = run.fork()?;
        half.go_on(&digits, Turn::Both, &settings)?;
        let moved: &Discriminator = &half.discriminator.model;
        let pixels = numbers(&step.generated)?;
        let gradient = numbers(&step.pixel_gradient)?;
        let largest = gradient.iter().fold(0.0f32, |most, g| most.max(g.abs()));
        let loss = |at: usize, by: f32| {
            let mut pixels = pixels.clone();
            pixels[at] += by;
            let pixels = Tensor::from_vec(pixels, step.generated.dims(), step.generated.device())?;
            generator_loss(&moved.forward(&pixels)?, settings.loss).map(|(loss, _)| loss)
        };
        let places: Vec<usize> = (0..pixels.len()).step_by(97).collect();
        let mut n_off = 0;
        for &at in &places {
            let expected = (loss(at, STEP)? - loss(at, -STEP)?) / (2.0 * STEP);
            let error = (gradient[at] - expected).abs();
            n_off += usize::from(error > 2e-5 + 0.03 * largest);
        }
        // In nets of so few units a rectifier may turn within the step.
        assert!(
            n_off * 50 <= places.len(),
            "{n_off} of {} are off",
            places.len()
        );
    }
    Ok(())
}

#[test]
fn slopes_leave_the_run_as_it_was_and_are_those_of_the_next_step() -> Result<()> {
    let digits = digits();
    for mut run in taught(3)? {
        let before = run.fork()?;
        let slopes = run.slopes(&settings(8))?;
        assert_untouched(&run, &before, &digits)?;
        for (i, loss) in [GeneratorLoss::Minimax, GeneratorLoss::NonSaturating]
            .into_iter()
            .enumerate()
        {
            let settings = Settings {
                loss,
                ..settings(8)
            };
            let report = round(&mut run.fork()?, &digits, Turn::Generator, &settings)?;
            let step = report.generator.expect("it had its turn");
            assert_eq!(slopes.norms[i], step.gradient_norm, "{loss:?}");
            assert_eq!(slopes.logits, step.logits);
        }
        // A half that is made does not count.
        run.go_on(&digits, Turn::Both, &settings(LARGE))?;
        assert_eq!(run.slopes(&settings(8))?, slopes);
    }
    Ok(())
}

#[test]
fn the_slopes_tell_the_losses_apart_where_the_discriminator_is_sure() -> Result<()> {
    let digits = digits();
    for mut run in taught(1)? {
        for _ in 0..150 {
            round(&mut run, &digits, Turn::Discriminator, &settings(8))?;
        }
        let slopes = run.slopes(&settings(8))?;
        let [minimax, non_saturating] = slopes.norms;
        assert!(slopes.logits.iter().all(|&logit| logit < 0.0));
        assert!(minimax < 0.5 * non_saturating, "{:?}", slopes.norms);
        rounds(&mut run, &digits, 1, &settings(8))?;
    }
    Ok(())
}

#[test]
fn the_costs_of_a_step_are_those_counted_by_hand() {
    let cost = |config: &Config, layer: &str| -> LayerCost {
        let mut costs = step_costs(config).into_iter();
        costs.find(|cost| cost.layer == layer).unwrap()
    };
    let [convolutional, dense] = PAIRS;
    for config in [&convolutional, &dense] {
        let names: Vec<String> = step_costs(config).into_iter().map(|c| c.layer).collect();
        let n_layers = match config.shape {
            Shape::Convolutional { .. } => 4,
            Shape::Dense { .. } => 3,
        };
        let of = |net: &'static str| (0..n_layers).map(move |i| format!("{net}.{i}"));
        let expected: Vec<String> = of("generator").chain(of("discriminator")).collect();
        assert_eq!(names, expected);
    }
    // 28 rows have 14 windows of 4, one of which begins and one of which ends outside: 54 taps.
    let first = cost(&convolutional, "discriminator.0");
    assert_eq!((first.forward, first.passes), (54 * 54 * 16, 6));
    assert_eq!(first.total(), 6 * 54 * 54 * 16);
    // 14 rows have 7: 26 taps, from each of 32 channels to each of 16.
    let middle = cost(&convolutional, "generator.2");
    assert_eq!((middle.forward, middle.passes), (26 * 26 * 32 * 16, 3));
    let hidden = cost(&dense, "discriminator.1");
    assert_eq!((hidden.forward, hidden.passes), (256 * 128, 8));
    let noise = cost(&dense, "generator.0");
    assert_eq!((noise.forward, noise.passes), (64 * 128, 2));
}
