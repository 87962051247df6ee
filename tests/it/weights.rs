//! The shipped weights, and every way in which a file can fail to be them.

use std::collections::BTreeMap;

use candle_core::{DType, Device, Tensor};
use density_lab::ml::metrics::{bits_per_dim, nll};
use density_lab::ml::models::{Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn};
use density_lab::ml::weights::{Precision, Spec, WeightsError, read, write};
use serde_json::Value;

use crate::support::{digits, file, shipped, shipped_bytes, shipped_rnn};

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
    write(&tensors, Precision::Half).unwrap()
}

fn manifest(model: &str) -> Value {
    serde_json::from_slice(&file(&format!("public/weights/{model}.json"))).unwrap()
}

fn figure(manifest: &Value, name: &str) -> f64 {
    manifest["figures"][name].as_f64().unwrap()
}

#[test]
fn the_grey_nets_figure_is_its_manifests() {
    let manifest = manifest("pixelcnn");
    let written = figure(&manifest, "pixelcnn.bits_per_dim_200");
    let measured = bits_per_dim(&shipped(), digits().pixels(), |_| ()).unwrap();
    // The manifest has five digits; another machine's products may round otherwise.
    assert!(
        (measured - written).abs() < 1e-4,
        "{measured}, written {written}"
    );
    // And it is far under what the histogram alone gives.
    assert!(measured < 0.5 * figure(&manifest, "baseline.histogram_bits_per_dim"));
    assert!(figure(&manifest, "pixelcnn.bits_per_dim") <= 1.0);
}

#[test]
fn the_binary_nets_figure_is_its_manifests() {
    let manifest = manifest("pixelcnn_binary");
    let written = figure(&manifest, "pixelcnn_binary.nll_200");
    let bytes = file("public/weights/pixelcnn_binary.safetensors");
    let net = PixelCnn::from_weights(&pixel_cnn::Config::binary_28(), &bytes)
        .unwrap()
        .unwrap();
    let measured = nll(&net, digits().binarized().pixels(), |_| ()).unwrap();
    assert!(
        (measured - written).abs() < 0.02,
        "{measured}, written {written}"
    );
    assert!(figure(&manifest, "pixelcnn_binary.nll") <= 83.0);
    assert!(bytes.len() <= 200_000, "{} bytes", bytes.len());
}

/// At most 1.10 bits and 1 MB; and without the states above it is another net.
#[test]
fn the_recurrent_nets_figures_are_its_manifests() {
    let manifest = manifest("pixelrnn");
    let net = shipped_rnn();
    let bits = |net: &PixelRnn| bits_per_dim(net, digits().pixels(), |_| ()).unwrap();
    let measured = bits(&net);
    let written = figure(&manifest, "pixelrnn.bits_per_dim_200");
    assert!(
        (measured - written).abs() < 1e-4,
        "{measured}, written {written}"
    );
    assert!(figure(&manifest, "pixelrnn.bits_per_dim") <= 1.1);
    let without = bits(&net.without_state().unwrap());
    let written = figure(&manifest, "pixelrnn.bits_per_dim_200_without_state");
    assert!(
        (without - written).abs() < 1e-3,
        "{without}, written {written}"
    );
    // 0.056 bits a pixel, 44 an image, are what the states above tell.
    assert!(without - measured > 0.04, "{without} and {measured}");
    let bytes = file("public/weights/pixelrnn.safetensors");
    assert!(bytes.len() <= 1_000_000, "{} bytes", bytes.len());
}

#[test]
fn the_manifests_count_the_parameters() {
    for (model, config) in [
        ("pixelcnn", pixel_cnn::Config::small_28()),
        ("pixelcnn_binary", pixel_cnn::Config::binary_28()),
    ] {
        let spec = PixelCnn::spec(&config).unwrap();
        let n: usize = spec
            .values()
            .map(|shape| shape.iter().product::<usize>())
            .sum();
        assert_eq!(manifest(model)["n_parameters"], n, "{model}");
    }
    let spec = PixelRnn::spec(&pixel_rnn::Config::small_28()).unwrap();
    let sizes = spec.values().map(|shape| shape.iter().product::<usize>());
    assert_eq!(manifest("pixelrnn")["n_parameters"], sizes.sum::<usize>());
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
