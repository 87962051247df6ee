//! The VAE's bound: its gradient against finite differences, its KL term against the formula and
//! against Monte Carlo.

use candle_core::{Device, Result, Tensor, Var};
use density_lab::ml::N_PIXELS;
use density_lab::ml::dataset::{binarize, unit_pixels};
use density_lab::ml::models::vae::{Config, Posterior, Terms};
use density_lab::ml::models::{Model, Vae};
use density_lab::ml::rng::{Draws, Purpose};
use density_lab::ml::weights::FreshVars;

use crate::support::{digits, normal, relative_difference};

const N_AXES: usize = 3;
const N_IMAGES: usize = 4;

fn small() -> Config {
    Config {
        n_axes: N_AXES,
        hidden: vec![7, 5],
    }
}

/// Binary digits, and the noise of their latents.
fn batch() -> Result<(Tensor, Tensor)> {
    let draws = Draws::new(3, Purpose::Binarize);
    let ink = binarize(digits().first(N_IMAGES), &draws, 0);
    Ok((unit_pixels(&ink, 1)?, normal(4, &[N_IMAGES, N_AXES])))
}

fn posterior() -> Posterior {
    Posterior {
        mean: normal(1, &[2, N_AXES]),
        log_variance: normal(2, &[2, N_AXES]),
    }
}

fn numbers(tensor: &Tensor) -> Result<Vec<f32>> {
    tensor.flatten_all()?.to_vec1()
}

/// The loss is a sum over pixels of some hundreds, so a difference of two is known to some 1e-4;
/// divided by a step of 1e-2 that leaves 1e-2, against gradients of up to some hundreds.
#[test]
fn the_gradient_of_the_bound_is_that_of_finite_differences() -> Result<()> {
    const STEP: f64 = 1e-2;
    let fresh = FreshVars::new(5);
    let vae = Vae::new(&small(), fresh.builder())?;
    let (pixels, noise) = batch()?;
    for beta in [0.0, 1.0, 4.0] {
        let loss = || vae.terms(&pixels, &noise)?.loss(beta);
        let value = || Ok::<_, candle_core::Error>(f64::from(loss()?.to_scalar::<f32>()?));
        let gradients = loss()?.backward()?;
        let mut n_checked = 0;
        for (name, var) in fresh.vars() {
            let gradient = numbers(gradients.get(&var).expect("a gradient for each weight"))?;
            let largest = gradient.iter().fold(0.0f32, |most, g| most.max(g.abs()));
            assert!(largest > 0.0, "{name} gets no gradient");
            let values = numbers(&var)?;
            // Some of each tensor, and of the two last rows: the last weights and the biases.
            let n = values.len();
            let places = (0..n).step_by(n / 23 + 1).chain(n.saturating_sub(5)..n);
            for at in places {
                let moved = |by: f64| -> Result<f64> {
                    let mut values = values.clone();
                    values[at] += by as f32;
                    var.set(&Tensor::from_vec(values, var.shape(), &Device::Cpu)?)?;
                    value()
                };
                // The error of this formula is of the fourth order in the step.
                let far = (moved(2.0 * STEP)? - moved(-2.0 * STEP)?) / (4.0 * STEP);
                let near = (moved(STEP)? - moved(-STEP)?) / (2.0 * STEP);
                let expected = (4.0 * near - far) / 3.0;
                moved(0.0)?;
                let found = f64::from(gradient[at]);
                let error = (found - expected).abs();
                assert!(
                    error < 0.03 + 2e-3 * f64::from(largest),
                    "{name}[{at}] at beta {beta}: {found} for {expected}"
                );
                n_checked += 1;
            }
        }
        assert!(n_checked > 100, "{n_checked}");
    }
    Ok(())
}

/// Kingma & Welling 2014, appendix B, number by number in float64.
#[test]
fn the_kl_term_is_the_closed_form() -> Result<()> {
    let posterior = posterior();
    let (means, log_variances) = (numbers(&posterior.mean)?, numbers(&posterior.log_variance)?);
    for ((mean, log_variance), kl) in means
        .iter()
        .zip(&log_variances)
        .zip(numbers(&posterior.kl()?)?)
    {
        let (mean, log_variance) = (f64::from(*mean), f64::from(*log_variance));
        let expected = -0.5 * (1.0 + log_variance - mean * mean - log_variance.exp());
        assert!((f64::from(kl) - expected).abs() < 1e-5, "{kl}, {expected}");
    }
    let prior = Posterior {
        mean: Tensor::zeros((1, 2), candle_core::DType::F32, &Device::Cpu)?,
        log_variance: Tensor::zeros((1, 2), candle_core::DType::F32, &Device::Cpu)?,
    };
    assert_eq!(numbers(&prior.kl()?)?, [0.0, 0.0], "the prior itself");
    Ok(())
}

/// KL(q || p) is the mean of log q(z) - log p(z) over z of q.
#[test]
fn the_kl_term_is_what_samples_say() -> Result<()> {
    const N: usize = 40_000;
    let all = posterior();
    let kl = numbers(&all.kl()?)?;
    for image in 0..2 {
        let posterior = all.of_image(image)?;
        let (mean, log_variance) = (numbers(&posterior.mean)?, numbers(&posterior.log_variance)?);
        let noise = normal(6, &[N, N_AXES]);
        let latents = numbers(&posterior.sample_many(&noise)?)?;
        for axis in 0..N_AXES {
            let (mean, log_variance) = (f64::from(mean[axis]), f64::from(log_variance[axis]));
            let differences = latents.iter().skip(axis).step_by(N_AXES).map(|z| {
                let z = f64::from(*z);
                // The factors of 2 pi cancel.
                let log_q = -0.5 * (log_variance + (z - mean).powi(2) / log_variance.exp());
                log_q + 0.5 * z * z
            });
            let (mut sum, mut sum_of_squares) = (0.0, 0.0);
            for difference in differences {
                sum += difference;
                sum_of_squares += difference * difference;
            }
            let n = N as f64;
            let estimate = sum / n;
            let standard_error = ((sum_of_squares / n - estimate * estimate) / n).sqrt();
            let exact = f64::from(kl[image * N_AXES + axis]);
            assert!(
                (estimate - exact).abs() < 5.0 * standard_error + 1e-5,
                "{estimate} for {exact}, give or take {standard_error}"
            );
        }
    }
    Ok(())
}

#[test]
fn the_two_terms_are_the_loss() -> Result<()> {
    let vae = Vae::new(&small(), FreshVars::new(5).builder())?;
    let (pixels, noise) = batch()?;
    let Terms { reconstruction, kl } = vae.terms(&pixels, &noise)?;
    // Pixel by pixel in float64: the Bernoulli likelihood of the ink there is.
    let posterior = vae.encode(&pixels)?;
    let logits = numbers(&vae.decode(&posterior.sample(&noise)?)?)?;
    let nats: f64 = (logits.iter().zip(numbers(&pixels)?))
        .map(|(logit, ink)| {
            let p = 1.0 / (1.0 + (-f64::from(*logit)).exp());
            -(if ink > 0.5 { p.ln() } else { (1.0 - p).ln() })
        })
        .sum();
    let expected = nats / N_IMAGES as f64;
    let found = f64::from(reconstruction.to_scalar::<f32>()?);
    assert!((found - expected).abs() < 1e-2, "{found} for {expected}");
    assert_eq!(logits.len(), N_IMAGES * N_PIXELS);
    let kl: f64 = numbers(&kl)?.into_iter().map(f64::from).sum();
    let terms = Terms {
        reconstruction,
        kl: Tensor::new(&[kl as f32], &Device::Cpu)?,
    };
    let loss = f64::from(terms.loss(3.0)?.to_scalar::<f32>()?);
    assert!((loss - (found + 3.0 * kl)).abs() < 1e-3);
    Ok(())
}

/// z = mean + deviation * noise: the noise gets through, and so does the gradient.
#[test]
fn a_sample_hands_its_gradient_to_mean_and_deviation() -> Result<()> {
    let (mean, log_variance) = (
        Var::from_tensor(&normal(1, &[2, N_AXES]))?,
        Var::from_tensor(&normal(2, &[2, N_AXES]))?,
    );
    let noise = normal(3, &[2, N_AXES]);
    let posterior = Posterior {
        mean: mean.as_tensor().clone(),
        log_variance: log_variance.as_tensor().clone(),
    };
    let gradients = posterior.sample(&noise)?.sum_all()?.backward()?;
    let by_mean = gradients.get(&mean).expect("a gradient");
    assert!(numbers(by_mean)?.iter().all(|d| *d == 1.0));
    let deviation = (log_variance.as_tensor() * 0.5)?.exp()?;
    let expected = ((deviation * &noise)? * 0.5)?;
    let by_log_variance = gradients.get(&log_variance).expect("a gradient");
    assert!(relative_difference(by_log_variance, &expected) < 1e-5);
    Ok(())
}
