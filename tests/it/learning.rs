//! Training learns, and is a function of its seed.

use candle_core::Result;
use density_lab::ml::dataset::Batches;
use density_lab::ml::models::autoregressive::{Autoregressive, is_hidden};
use density_lab::ml::models::{Model, PixelCnn, pixel_cnn};
use density_lab::ml::training::{LearningRate, Optimizer, Rule};
use density_lab::ml::weights::FreshVars;

use crate::support::digits;

/// The losses of `n_steps` steps of a tiny net on the digits that ship; the run is cut after
/// `cut` steps and goes on from its moments alone.
fn losses(seed: u64, n_steps: u64, cut: u64) -> Result<Vec<f32>> {
    let fresh = FreshVars::new(seed);
    let net = PixelCnn::new(&pixel_cnn::Config::tiny(), fresh.builder())?;
    let parameters = || {
        let rule = |name: &str| match is_hidden(name) {
            true => Rule::MUON,
            false => Rule::ADAM,
        };
        let vars = fresh.vars().into_iter();
        vars.map(move |(name, var)| (var, rule(&name)))
    };
    let images = digits();
    let mut optimizer = Optimizer::new(parameters());
    let mut losses = Vec::new();
    for at in 0..n_steps {
        if at == cut {
            let saved = optimizer;
            optimizer = Optimizer::new(parameters());
            optimizer.resume(saved.n_steps(), saved.moments());
        }
        let mut batches = Batches::new(seed, images.len(), 8);
        let batch = images.gather(batches.at(at));
        let report = optimizer.step(&net.loss(&batch)?, 0.01, 1.0)?;
        assert!(report.gradient_norm > 0.0);
        losses.push(report.loss);
    }
    Ok(losses)
}

#[test]
fn the_loss_falls_and_the_run_repeats() -> Result<()> {
    let run = losses(5, 40, 0)?;
    // From about eight bits, ln 256 nats, to much less.
    assert!((run[0] - 256f32.ln()).abs() < 0.5, "first loss {}", run[0]);
    assert!(run[39] < 0.4 * run[0], "last loss {}", run[39]);
    assert_eq!(run, losses(5, 40, 17)?);
    assert_ne!(run[..3], losses(6, 3, 0)?);
    Ok(())
}

#[test]
fn the_learning_rate_rises_and_falls() {
    let rate = LearningRate {
        peak: 1.0,
        last: 0.1,
        n_warmup: 10,
        n_steps: 110,
    };
    assert_eq!(rate.at(0), 0.1);
    assert_eq!(rate.at(9), 1.0);
    assert!((rate.at(60) - 0.55).abs() < 1e-12);
    assert!((rate.at(110) - 0.1).abs() < 1e-12);
    assert!((rate.at(1_000_000) - 0.1).abs() < 1e-12);
}
