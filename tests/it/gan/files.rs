//! A pair as a file: what goes in comes out, and what is no pair is refused by what is wrong.

use std::collections::BTreeMap;

use candle_core::{Result, Tensor};
use density_lab::ml::layers::Use;
use density_lab::ml::models::gan::{Config, greys};
use density_lab::ml::training::gan::{GanTraining, pair_spec};
use density_lab::ml::weights::{self, Precision, WeightsError};

use super::{PAIRS, SEED, SMALL, new, numbers, rounds, settings, taught};
use crate::support::{digits, normal};

fn read(config: &Config, bytes: &[u8]) -> Result<std::result::Result<GanTraining, WeightsError>> {
    GanTraining::from_bytes(config, bytes, SEED, digits().len())
}

fn refused(config: &Config, bytes: &[u8]) -> Result<WeightsError> {
    Ok(read(config, bytes)?.err().unwrap())
}

fn samples(run: &GanTraining) -> Result<Tensor> {
    let noise = normal(1, &[4, run.config().n_latent]);
    run.generator.model.forward(&noise, Use::Sampling)
}

/// The tensors of a small pair, by name.
fn tensors(config: &Config) -> Result<BTreeMap<String, Tensor>> {
    let bytes = new(config, &digits())?.to_bytes(Precision::Single)?;
    let tensors = weights::read(&bytes, &pair_spec(config)?).unwrap();
    Ok(tensors.into_iter().collect())
}

#[test]
fn a_saved_pair_makes_the_same_samples_to_the_bit() -> Result<()> {
    let digits = digits();
    for config in PAIRS.iter().chain(&SMALL) {
        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, 2, &settings(4))?;
        let bytes = run.to_bytes(Precision::Single)?;
        let loaded = read(config, &bytes)?.expect("its own file");
        assert_eq!(loaded.digest()?, run.digest()?);
        assert_eq!(numbers(&samples(&loaded)?)?, numbers(&samples(&run)?)?);
        assert_eq!(loaded.n_rounds(), 0, "it is another run's beginning");
        assert_eq!(loaded.to_bytes(Precision::Single)?, bytes);
    }
    Ok(())
}

#[test]
fn a_run_that_begins_with_a_file_is_a_function_of_it() -> Result<()> {
    let digits = digits();
    for run in taught(3)? {
        let bytes = run.to_bytes(Precision::Single)?;
        let config = run.config();
        let go_on = || {
            let mut run = read(config, &bytes)?.expect("its own file");
            let reports = rounds(&mut run, &digits, 3, &settings(4))?;
            Ok::<_, candle_core::Error>((reports, run.digest()?))
        };
        assert_eq!(go_on()?, go_on()?);
        let mut fork = read(config, &bytes)?.expect("its own file").fork()?;
        let reports = rounds(&mut fork, &digits, 3, &settings(4))?;
        assert_eq!((reports, fork.digest()?), go_on()?);
    }
    Ok(())
}

#[test]
fn half_the_bits_make_nearly_the_same_samples() -> Result<()> {
    let digits = digits();
    for config in &PAIRS {
        let mut run = new(config, &digits)?;
        rounds(&mut run, &digits, 2, &settings(4))?;
        let half = run.to_bytes(Precision::Half)?;
        let single = run.to_bytes(Precision::Single)?;
        assert!(half.len() * 10 < single.len() * 6);
        let loaded = read(config, &half)?.expect("its own file");
        let (ours, theirs) = (greys(&samples(&loaded)?)?, greys(&samples(&run)?)?);
        let most = ours.iter().zip(&theirs).map(|(a, b)| a.abs_diff(*b)).max();
        assert!(most <= Some(2), "{most:?} greys");
        assert_eq!(loaded.to_bytes(Precision::Half)?, half);
    }
    Ok(())
}

#[test]
fn the_other_pairs_file_is_refused() -> Result<()> {
    let digits = digits();
    for [ours, theirs] in [[0, 1], [1, 0]] {
        let bytes = new(&PAIRS[theirs], &digits)?.to_bytes(Precision::Single)?;
        let error = refused(&PAIRS[ours], &bytes)?;
        assert!(
            matches!(error, WeightsError::TensorUnknown { .. }),
            "{error}"
        );
        let smaller = new(&SMALL[ours], &digits)?.to_bytes(Precision::Single)?;
        let error = refused(&PAIRS[ours], &smaller)?;
        assert!(matches!(error, WeightsError::WrongShape { .. }), "{error}");
    }
    Ok(())
}

#[test]
fn a_file_that_is_cut_short_lacks_a_tensor_or_holds_no_number_is_refused() -> Result<()> {
    for config in &SMALL {
        let whole = tensors(config)?;
        let bytes = weights::write(&whole, Precision::Single)?;
        assert!(read(config, &bytes)?.is_ok());
        for n in [100, bytes.len() - 1] {
            let error = refused(config, &bytes[..n])?;
            assert!(matches!(error, WeightsError::Truncated { .. }), "{error}");
        }
        for other in [&b""[..], b"<!doctype html><title>404</title>"] {
            assert_eq!(refused(config, other)?, WeightsError::NotSafetensors);
        }
        for (name, tensor) in &whole {
            let mut changed = whole.clone();
            changed.remove(name);
            let bytes = weights::write(&changed, Precision::Single)?;
            let missing = WeightsError::TensorMissing {
                tensor: name.clone(),
            };
            assert_eq!(refused(config, &bytes)?, missing);
            for wrong in [f64::NAN, f64::INFINITY] {
                changed.insert(name.clone(), (tensor.zeros_like()? + wrong)?);
                let bytes = weights::write(&changed, Precision::Single)?;
                let not_finite = WeightsError::NotFinite {
                    tensor: name.clone(),
                };
                assert_eq!(refused(config, &bytes)?, not_finite);
            }
        }
    }
    Ok(())
}

#[test]
fn both_nets_and_the_running_statistics_are_in_the_file() -> Result<()> {
    for config in PAIRS.iter().chain(&SMALL) {
        let run = new(config, &digits())?;
        let spec = pair_spec(config)?;
        let names = |net: &str| {
            let of_net = spec.keys().filter_map(|name| name.strip_prefix(net));
            of_net.map(str::to_owned).collect::<Vec<_>>()
        };
        let generator: Vec<_> = run.generator.vars().keys().cloned().collect();
        assert_eq!(names("generator."), generator);
        let discriminator: Vec<_> = run.discriminator.vars().keys().cloned().collect();
        assert_eq!(names("discriminator."), discriminator);
        assert_eq!(spec.len(), generator.len() + discriminator.len());
        assert!(spec.contains_key("generator.norms.1.running_variance"));
    }
    Ok(())
}
