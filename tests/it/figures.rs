//! The figures in the manifests of autoencoders, VAEs, the classifier and the GAN, taken again on
//! the 200 test digits that ship, or on 1,000 samples; what labels are worth, on the digits that the
//! page tries them with.

use std::sync::Arc;

use density_lab::ml::dataset::unit_pixels;
use density_lab::ml::few_labels::summary::paired_difference;
use density_lab::ml::few_labels::{Features, KernelRidge, KernelSettings, draw};
use density_lab::ml::idx;
use density_lab::ml::metrics::classes::accuracy;
use density_lab::ml::metrics::quality::Quality;
use density_lab::ml::metrics::vae::{elbo, nll};
use density_lab::ml::models::{
    Autoencoder, Classifier, Model, Vae, autoencoder, classifier, gan, vae,
};
use density_lab::ml::training::gan::{GanTraining, pair_spec, sample};
use density_lab::protocol::{Asset, GanMoment, ImageSet, LONG_RUN_SEED, ModelId};
use serde_json::Value;

use crate::support::{asset, digits, file, images};

fn manifest(model: &str) -> Value {
    serde_json::from_slice(&file(&format!("public/weights/{model}.json"))).unwrap()
}

fn figure(manifest: &Value, name: &str) -> f64 {
    let value = manifest["figures"][name].as_f64();
    value.unwrap_or_else(|| panic!("no figure {name}"))
}

/// The shipped model, whose file has at most so many bytes, and its manifest.
fn shipped<M: Model>(name: &str, config: &M::Config, most_bytes: usize) -> (M, Value) {
    let bytes = file(&format!("public/weights/{name}.safetensors"));
    assert!(bytes.len() <= most_bytes, "{name}: {} bytes", bytes.len());
    let manifest = manifest(name);
    let spec = M::spec(config).unwrap();
    let sizes = spec.values().map(|shape| shape.iter().product::<usize>());
    assert_eq!(manifest["n_parameters"], sizes.sum::<usize>(), "{name}");
    (M::from_weights(config, &bytes).unwrap().unwrap(), manifest)
}

fn assert_near(measured: f64, written: f64, most: f64) {
    let difference = (measured - written).abs();
    assert!(difference < most, "{measured}, written {written}");
}

/// At most 0.75, 0.55 and 0.5 of the error of as many principal components; 1.5 MB in all.
#[test]
fn the_autoencoders_errors_are_their_manifests() {
    for (n_code, config, most) in [
        (2, autoencoder::Config::code_2(), 0.75),
        (8, autoencoder::Config::code_8(), 0.55),
        (32, autoencoder::Config::code_32(), 0.5),
    ] {
        let name = format!("autoencoder_{n_code}");
        let (model, manifest) = shipped::<Autoencoder>(&name, &config, 560_000);
        let pixels = unit_pixels(digits().pixels(), 255).unwrap();
        let loss = model.loss(&pixels, &pixels).unwrap();
        let measured = f64::from(loss.to_scalar::<f32>().unwrap());
        let of = |name: &str| figure(&manifest, &format!("{name}.{n_code}"));
        assert_near(measured, of("autoencoder.mse_200"), 2e-5);
        assert!(of("autoencoder.mse") <= most * of("pca.mse"));
    }
}

#[test]
fn the_vaes_bounds_are_their_manifests() {
    for (name, config, most_bytes) in [
        ("vae", vae::Config::good(), 1_700_000),
        ("vae_readable", vae::Config::readable(), 400_000),
        ("vae_plane", vae::Config::plane(), 400_000),
    ] {
        let (model, manifest) = shipped::<Vae>(name, &config, most_bytes);
        let bound = elbo(&model, digits().binarized().pixels(), 64).unwrap();
        let of = |figure_name: &str| figure(&manifest, &format!("{name}.{figure_name}"));
        assert_near(bound.bound, of("elbo_200"), 0.02);
        if name == "vae" {
            let likelihood = nll(&model, digits().binarized().pixels(), 1_000, |_| ()).unwrap();
            assert_near(likelihood, of("nll_200"), 0.02);
        }
        // A bound, and the likelihood that it bounds.
        assert!(of("elbo") < -of("nll"));
    }
    assert!(figure(&manifest("vae"), "vae.nll") <= 87.0);
}

#[test]
fn the_classifiers_accuracy_is_its_manifests() {
    let config = classifier::Config::shipped();
    let (model, manifest) = shipped::<Classifier>("classifier", &config, 300_000);
    let labels = idx::labels(&asset(Asset::Labels(ImageSet::TestDigits))).unwrap();
    let measured = 100.0 * accuracy(&model, digits().pixels(), &labels).unwrap();
    assert_near(measured, figure(&manifest, "classifier.accuracy_200"), 0.51);
    assert!(figure(&manifest, "classifier.accuracy") >= 99.0);
}

/// What the encoder says of `images`, as the page asks it.
fn codes(model: &Autoencoder, images: &[u8]) -> Features {
    let codes = model.encode(&unit_pixels(images, 255).unwrap()).unwrap();
    Features {
        values: codes.flatten_all().unwrap().to_vec1().unwrap(),
        n_dims: model.n_code(),
    }
}

fn pixels(images: &[u8]) -> Features {
    Features {
        values: images.iter().map(|&grey| f32::from(grey) / 255.0).collect(),
        n_dims: 784,
    }
}

/// What of `told` kernel ridge regression tells right, in percent.
fn told_right(
    labelled: (Features, &[u8]),
    (test, told): (&Arc<Features>, &[u8]),
    seed: u64,
) -> f64 {
    let (features, labels) = labelled;
    let grid = KernelSettings::grid();
    let method = KernelRidge::new(Arc::new(features), labels.into(), test.clone(), grid, seed);
    let mut method = method.unwrap();
    while method.go_on().is_some() {}
    let predictions = method.predictions().unwrap();
    let right = predictions.iter().zip(told).filter(|(a, b)| a == b);
    100.0 * right.count() as f64 / told.len() as f64
}

/// Codes are worth more than pixels where labels are few, and pixels are given their due. The
/// manifest's draws are out of all training digits and tried on all test digits; of the page's own,
/// both methods tell fewer right, and codes by as much more than pixels.
#[test]
fn a_code_is_worth_more_than_pixels_at_100_labels_as_its_manifest_says() {
    let config = autoencoder::Config::code_32();
    let (model, manifest) = shipped::<Autoencoder>("autoencoder_32", &config, 560_000);
    let labels = |set| idx::labels(&asset(Asset::Labels(set))).unwrap();
    let (training, known) = (
        images(ImageSet::TrainingDigits),
        labels(ImageSet::TrainingDigits),
    );
    let (test, told) = (
        images(ImageSet::MoreTestDigits),
        labels(ImageSet::MoreTestDigits),
    );
    // Digits without labels say how far each number of a code goes.
    let scales = codes(&model, training.first(2_000)).deviations();
    let test_codes = Arc::new(codes(&model, test.pixels()).divided_by(&scales));
    let test_pixels = Arc::new(pixels(test.pixels()));
    let (mut of_codes, mut of_pixels) = (vec![], vec![]);
    for seed in 1..=20 {
        let drawn = draw(&known, 100, seed).unwrap();
        let labels: Vec<u8> = drawn.iter().map(|&i| known[i as usize]).collect();
        let digits = training.gather(&drawn);
        let labelled = codes(&model, &digits).divided_by(&scales);
        of_codes.push(told_right((labelled, &labels), (&test_codes, &told), seed));
        let labelled = pixels(&digits);
        of_pixels.push(told_right((labelled, &labels), (&test_pixels, &told), seed));
    }
    let gain = paired_difference(&of_codes, &of_pixels).unwrap();
    let of = |name: &str| figure(&manifest, &format!("fewlabels.{name}"));
    assert!(gain.low > 0.0, "{gain:?}");
    assert_near(gain.mean, of("gain.mean"), 1.0);
    assert!(of("gain.low95") > 0.0);
    assert!(of("pixels.accuracy.100") >= 73.0);
}

/// The figures of the manifests that the page tells are of all test digits, which do not ship. Each
/// has one of 200 beside it, and a test here or in `weights` that takes that one again.
#[test]
fn each_figure_that_the_page_tells_is_one_that_is_taken_again() {
    let taken_again = [
        "pixelrnn.bits_per_dim",
        "pixelcnn.bits_per_dim",
        "pixelcnn_binary.nll",
        "vae.elbo",
        "vae.nll",
    ];
    let mut told = vec![];
    for model in ModelId::ALL {
        for name in model.recorded() {
            let manifest = manifest(model.name());
            let (of_all, of_few) = (
                figure(&manifest, name),
                figure(&manifest, &format!("{name}_200")),
            );
            // The first 200 are a little easier than all.
            assert!((of_few / of_all - 1.0).abs() < 0.05, "{name}");
            told.push(*name);
        }
    }
    assert_eq!(told, taken_again);
}

/// The four pairs of the long run take 2 MB; its end makes all digits, as its manifest says.
#[test]
fn the_gans_score_is_its_manifests() {
    let file = |moment: GanMoment| asset(Asset::Weights(ModelId::Gan(moment)));
    let bytes: usize = GanMoment::ALL.map(|moment| file(moment).len()).iter().sum();
    assert!(bytes <= 2_000_000, "{bytes} bytes");
    let config = gan::Config::convolutional();
    let sizes = pair_spec(&config).unwrap();
    let sizes = sizes.values().map(|shape| shape.iter().product::<usize>());
    let manifest = manifest("gan");
    assert_eq!(manifest["n_parameters"], sizes.sum::<usize>());
    for moment in GanMoment::ALL {
        let pair = GanTraining::from_bytes(&config, &file(moment), LONG_RUN_SEED, 0);
        assert!(pair.unwrap().is_ok(), "{moment:?}");
    }
    let end = GanTraining::from_bytes(&config, &file(GanMoment::End), LONG_RUN_SEED, 0);
    let samples = sample(&end.unwrap().unwrap(), 1, 0, 1_000).unwrap();
    let judge = asset(Asset::Weights(ModelId::Classifier));
    let judge = Classifier::from_weights(&classifier::Config::shipped(), &judge);
    let quality = Quality::of(&judge.unwrap().unwrap(), &samples).unwrap();
    assert_near(quality.score, figure(&manifest, "gan.score_1000"), 0.02);
    assert_eq!(quality.n_covered(), 10);
    assert_eq!(figure(&manifest, "gan.covered"), 10.0);
    // Training digits are as near to test digits as can be.
    let of = |name: &str| figure(&manifest, &format!("gan.{name}"));
    assert!(of("frechet_floor") < of("frechet"));
    assert!(of("score_part") >= 0.9);
}
