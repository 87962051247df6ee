//! The shipped weights, and every way in which a file can fail to be them.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor};
use density_lab::ml::metrics::bits_per_dim;
use density_lab::ml::models::{PixelCnn, pixel_cnn};
use density_lab::ml::weights::{Spec, WeightsError, read, write_f16};
use serde_json::Value;

use crate::support::{digits, file, shipped, shipped_bytes};

fn spec() -> Spec {
    PixelCnn::spec(&pixel_cnn::Config::small_28()).unwrap()
}

/// The shipped tensors, changed by `change`, as a file again.
fn changed(change: impl FnOnce(&mut BTreeMap<String, Tensor>)) -> Vec<u8> {
    let mut tensors = read(&shipped_bytes(), &spec())
        .unwrap()
        .into_iter()
        .collect();
    change(&mut tensors);
    write_f16(&tensors).unwrap()
}

#[test]
fn the_manifests_figure_is_the_nets() {
    let manifest: Value = serde_json::from_slice(&file("public/weights/pixelcnn.json")).unwrap();
    let written = manifest["figures"]["pixelcnn.bits_per_dim_200"]
        .as_f64()
        .unwrap();
    let measured = bits_per_dim(&shipped(), digits().pixels(), |_| ()).unwrap();
    // The manifest has five digits; another machine's products may round otherwise.
    assert!(
        (measured - written).abs() < 1e-4,
        "{measured}, written {written}"
    );
    // And it is far under what the histogram alone gives.
    let baseline = manifest["figures"]["baseline.histogram_bits_per_dim"]
        .as_f64()
        .unwrap();
    assert!(measured < 0.7 * baseline);
}

#[test]
fn the_manifest_counts_the_parameters() {
    let manifest: Value = serde_json::from_slice(&file("public/weights/pixelcnn.json")).unwrap();
    let n: usize = spec()
        .values()
        .map(|shape| shape.iter().product::<usize>())
        .sum();
    assert_eq!(manifest["n_parameters"], n);
}

#[test]
fn a_file_written_is_the_file_read() {
    assert_eq!(changed(|_| ()), shipped_bytes());
}

#[test]
fn a_short_file_says_how_short() {
    let bytes = shipped_bytes();
    for keep in [9, 100, bytes.len() / 2, bytes.len() - 1] {
        let error = read(&bytes[..keep], &spec()).unwrap_err();
        let WeightsError::Truncated { received, expected } = error else {
            panic!("{keep} bytes: {error}")
        };
        assert_eq!(received, keep as u64);
        assert!(expected > received);
    }
    let Err(WeightsError::Truncated { expected, .. }) = read(&bytes[..bytes.len() - 1], &spec())
    else {
        panic!("a byte is missing")
    };
    assert_eq!(expected, bytes.len() as u64);
}

#[test]
fn other_bytes_are_not_safetensors() {
    let html = b"<!doctype html><title>404</title> not the file that was asked for".to_vec();
    let zeros = vec![0; 5000];
    let mut damaged = shipped_bytes();
    damaged[20] = 0xff;
    for bytes in [Vec::new(), vec![1, 2, 3], html, zeros, damaged] {
        assert_eq!(
            read(&bytes, &spec()).unwrap_err(),
            WeightsError::NotSafetensors
        );
    }
}

#[test]
fn a_wrong_tensor_is_named() {
    let name = || "head.kernel".to_owned();
    let missing = changed(|tensors| drop(tensors.remove("head.kernel")));
    assert_eq!(
        read(&missing, &spec()).unwrap_err(),
        WeightsError::TensorMissing { tensor: name() }
    );
    let one = || Tensor::zeros(1, DType::F32, &Device::Cpu).unwrap();
    let unknown = changed(|tensors| drop(tensors.insert("more".to_owned(), one())));
    assert_eq!(
        read(&unknown, &spec()).unwrap_err(),
        WeightsError::TensorUnknown {
            tensor: "more".to_owned()
        }
    );
    let misshapen = changed(|tensors| drop(tensors.insert(name(), one())));
    assert_eq!(
        read(&misshapen, &spec()).unwrap_err(),
        WeightsError::WrongShape {
            tensor: name(),
            expected: spec()["head.kernel"].clone(),
            found: vec![1],
        }
    );
    let no_number = changed(|tensors| {
        let nan = (tensors["head.kernel"].clone() * f64::NAN).unwrap();
        tensors.insert(name(), nan);
    });
    assert_eq!(
        read(&no_number, &spec()).unwrap_err(),
        WeightsError::NotFinite { tensor: name() }
    );
}
