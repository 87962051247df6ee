//! The three losses: their values by the closed form, their slopes by the logit, their gradients
//! through both nets by finite differences.

use std::collections::BTreeMap;

use candle_core::{Device, Result, Tensor, Var};
use density_lab::ml::layers::{BatchNorm, Use};
use density_lab::ml::models::Discriminator;
use density_lab::ml::ops::logistic::binary_cross_entropy;
use density_lab::ml::ops::sum_of_squares;
use density_lab::ml::training::gan::{
    GanTraining, GeneratorLoss, REAL_LABEL, Settings, Turn, generator_loss,
};

use super::{new, numbers, round, settings, taught};
use crate::support::digits;

const LOSSES: [GeneratorLoss; 2] = [GeneratorLoss::Minimax, GeneratorLoss::NonSaturating];

/// `log D` and `log(1 - D)` of a logit, in float64.
fn logs(logit: f32) -> (f64, f64) {
    let x = f64::from(logit);
    let log_d = x.min(0.0) - (-x.abs()).exp().ln_1p();
    (log_d, log_d - x)
}

fn mean(logits: &[f32], of: impl Fn(f64, f64) -> f64) -> f64 {
    let one = |&logit: &f32| {
        let (log_d, log_not_d) = logs(logit);
        of(log_d, log_not_d)
    };
    logits.iter().map(one).sum::<f64>() / logits.len() as f64
}

fn generators(loss: GeneratorLoss, logits: &[f32]) -> f64 {
    match loss {
        GeneratorLoss::Minimax => mean(logits, |_, log_not_d| log_not_d),
        GeneratorLoss::NonSaturating => mean(logits, |log_d, _| -log_d),
    }
}

fn discriminators(real: &[f32], generated: &[f32]) -> f64 {
    let label = f64::from(REAL_LABEL);
    mean(real, |log_d, log_not_d| {
        -label * log_d - (1.0 - label) * log_not_d
    }) + mean(generated, |_, log_not_d| -log_not_d)
}

#[test]
fn the_generators_losses_and_their_slopes_are_the_closed_form() -> Result<()> {
    let values = [
        -300.0f32, -40.0, -12.0, -3.0, -0.5, 0.0, 0.5, 3.0, 12.0, 40.0, 300.0,
    ];
    let logits = Tensor::new(&values[..], &Device::Cpu)?;
    for loss in LOSSES {
        let (value, slopes) = generator_loss(&logits, loss)?;
        let exact = generators(loss, &values);
        let error = f64::from(value) - exact;
        assert!(error.abs() < 1e-6 * exact.abs(), "{loss:?}: {error:e}");
        let slopes = numbers(&slopes)?;
        for (logit, slope) in values.into_iter().zip(slopes) {
            let d = 1.0 / (1.0 + (-f64::from(logit)).exp());
            // Of one image: -D, flat where the discriminator is sure, and -(1 - D), steep there.
            let exact = match loss {
                GeneratorLoss::Minimax => -d,
                GeneratorLoss::NonSaturating => -1.0 / (1.0 + f64::from(logit).exp()),
            };
            let slope = f64::from(slope) * values.len() as f64;
            assert!((slope - exact).abs() < 1e-6, "{loss:?} at {logit}: {slope}");
        }
    }
    Ok(())
}

#[test]
fn the_losses_of_a_round_are_the_closed_form_of_its_logits() -> Result<()> {
    let digits = digits();
    for mut run in taught(3)? {
        for loss in LOSSES {
            let settings = Settings {
                loss,
                ..settings(8)
            };
            let report = round(&mut run, &digits, Turn::Both, &settings)?;
            let of_d = report.discriminator.expect("it had its turn");
            assert_eq!(of_d.real_logits.len(), 8);
            let exact = discriminators(&of_d.real_logits, &of_d.generated_logits);
            assert!((f64::from(of_d.loss) - exact).abs() < 1e-5, "{exact}");
            let of_g = report.generator.expect("it had its turn");
            let exact = generators(loss, &of_g.logits);
            assert!((f64::from(of_g.loss) - exact).abs() < 1e-5, "{exact}");
        }
    }
    Ok(())
}

/// The generator's loss with candle's own backward pass.
fn of_generator(logits: &Tensor, loss: GeneratorLoss) -> Result<Tensor> {
    let labelled = |label: f32| {
        binary_cross_entropy(logits, &Tensor::full(label, logits.dims(), &Device::Cpu)?)
    };
    match loss {
        GeneratorLoss::Minimax => labelled(0.0)?.neg(),
        GeneratorLoss::NonSaturating => labelled(1.0),
    }
}

/// The loss that the discriminator goes down on `real` and `generated` images.
fn discriminator_loss(net: &Discriminator, real: &Tensor, generated: &Tensor) -> Result<Tensor> {
    let loss = |images: &Tensor, label: f32| {
        let logits = net.forward(images)?;
        binary_cross_entropy(&logits, &Tensor::full(label, logits.dims(), &Device::Cpu)?)
    };
    loss(real, REAL_LABEL)? + loss(generated, 0.0)?
}

/// Compares the gradient of `loss` by `vars` with finite differences: of every tensor the weights
/// with the largest slopes and some others. The loss is some nats, known to 1e-7.
fn compare(
    what: &str,
    vars: &BTreeMap<String, Var>,
    loss: impl Fn() -> Result<Tensor>,
) -> Result<()> {
    const STEP: f64 = 5e-4;
    let gradients = loss()?.backward()?;
    for (name, var) in vars {
        let what = format!("{what} by {name}");
        if BatchNorm::is_statistic(name) {
            assert!(gradients.get(var).is_none(), "{what}");
            continue;
        }
        let gradient = numbers(gradients.get(var).unwrap())?;
        let mut places: Vec<usize> = (0..gradient.len()).collect();
        places.sort_by(|&a, &b| gradient[b].abs().total_cmp(&gradient[a].abs()));
        let largest = f64::from(gradient[places[0]].abs());
        assert!(largest > 0.0, "{what}: none");
        let step = places.len() / 6 + 1;
        let places = (places.iter().take(4)).chain(places.iter().skip(4).step_by(step));
        let values = numbers(var)?;
        for &at in places {
            let moved = |by: f64| -> Result<f64> {
                let mut values = values.clone();
                values[at] += by as f32;
                var.set(&Tensor::from_vec(values, var.shape(), &Device::Cpu)?)?;
                Ok(f64::from(loss()?.to_scalar::<f32>()?))
            };
            let expected = (moved(STEP)? - moved(-STEP)?) / (2.0 * STEP);
            moved(0.0)?;
            let found = f64::from(gradient[at]);
            let error = (found - expected).abs();
            assert!(
                error < 2e-4 + 0.02 * largest,
                "{what}[{at}]: {found} for {expected}, of {largest} at most"
            );
        }
    }
    Ok(())
}

#[test]
fn gradients_through_both_nets_are_those_of_finite_differences() -> Result<()> {
    let digits = digits();
    for run in taught(10)? {
        let step = run.staged(&digits, &settings(8))?;
        let (generator, discriminator) = (&run.generator.model, &run.discriminator.model);
        for loss in LOSSES {
            compare(&format!("{loss:?}"), run.generator.vars(), || {
                let generated = generator.forward(&step.noise, Use::Training)?;
                of_generator(&discriminator.frozen().forward(&generated)?, loss)
            })?;
        }
        compare("discriminator", run.discriminator.vars(), || {
            discriminator_loss(discriminator, &step.real, &step.generated)
        })?;
    }
    Ok(())
}

/// Training goes back along its own tape; the gradients above are candle's, over the same ops.
#[test]
fn what_the_tape_brings_back_is_what_candle_brings_back() -> Result<()> {
    let digits = digits();
    let near = |ours: f64, candles: f64| {
        let error = (ours - candles).abs();
        assert!(error < 1e-4 * candles, "{ours} for {candles}");
    };
    for run in taught(4)? {
        let step = run.staged(&digits, &settings(8))?;
        let slopes = run.slopes(&settings(8))?;
        let frozen = run.discriminator.model.frozen();
        for (loss, ours) in LOSSES.into_iter().zip(slopes.norms) {
            let generated = run.generator.model.forward(&step.noise, Use::Training)?;
            let gradients = of_generator(&frozen.forward(&generated)?, loss)?.backward()?;
            near(ours, run.generator.gradient_norm(&gradients)?);
        }
        let net = &run.discriminator.model;
        let loss = discriminator_loss(net, &step.real, &step.generated)?;
        let gradients = loss.backward()?;
        for layer in &step.discriminator_layers {
            let var = &run.discriminator.vars()[&layer.tensor];
            let gradient = gradients.get(var).unwrap();
            near(layer.gradient.into(), sum_of_squares(gradient)?.sqrt());
        }
    }
    Ok(())
}

#[test]
fn neither_net_moves_the_other() -> Result<()> {
    let digits = digits();
    for run in taught(1)? {
        let step = run.staged(&digits, &settings(8))?;
        let generated = (run.generator.model).forward(&step.noise, Use::Training)?;
        let frozen = run.discriminator.model.frozen();
        let loss = of_generator(&frozen.forward(&generated)?, GeneratorLoss::Minimax)?;
        let gradients = loss.backward()?;
        let reached = |var: &Var| gradients.get(var).is_some();
        assert!(!run.discriminator.vars().values().any(reached));
        assert!(run.generator.gradient_norm(&gradients)? > 0.0);

        let before = weights(&run)?;
        let mut moved = run.fork()?;
        round(&mut moved, &digits, Turn::Discriminator, &settings(8))?;
        let after = weights(&moved)?;
        assert!(before.0 == after.0 && before.1 != after.1);
        let mut moved = run.fork()?;
        round(&mut moved, &digits, Turn::Generator, &settings(8))?;
        let after = weights(&moved)?;
        assert!(before.0 != after.0 && before.1 == after.1);
    }
    Ok(())
}

/// All parameters of the generator, and of the discriminator.
fn weights(run: &GanTraining) -> Result<(Vec<f32>, Vec<f32>)> {
    let all = |vars: &BTreeMap<String, Var>| {
        let vars = vars.iter();
        let parameters = vars.filter(|(name, _)| !BatchNorm::is_statistic(name));
        let all: Result<Vec<_>> = parameters.map(|(_, var)| numbers(var)).collect();
        Ok::<_, candle_core::Error>(all?.concat())
    };
    Ok((all(run.generator.vars())?, all(run.discriminator.vars())?))
}

#[test]
fn a_generator_learns_from_either_loss_to_please_a_discriminator_that_stands_still() -> Result<()> {
    let digits = digits();
    for config in &super::SMALL {
        let mut run = new(config, &digits)?;
        for _ in 0..5 {
            round(&mut run, &digits, Turn::Discriminator, &settings(8))?;
        }
        for loss in LOSSES {
            let mut run = run.fork()?;
            let settings = Settings {
                loss,
                ..settings(8)
            };
            let mut mean = || {
                let report = round(&mut run, &digits, Turn::Generator, &settings)?;
                let logits = report.generator.expect("it had its turn").logits;
                Ok::<_, candle_core::Error>(logits.iter().sum::<f32>() / 8.0)
            };
            let first = mean()?;
            for _ in 0..30 {
                mean()?;
            }
            let last = mean()?;
            assert!(last > first + 0.1, "{loss:?}: {first} to {last}");
        }
    }
    Ok(())
}
