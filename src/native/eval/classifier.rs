use candle_core::Tensor;

use super::{Figure, N_QUICK, Options, publish};
use crate::ml::dataset::{Images, unit_pixels};
use crate::ml::few_labels::summary::summary;
use crate::ml::metrics::classes::{accuracy, classifier_score, probabilities};
use crate::ml::models::Classifier;
use crate::ml::ops::math::sigmoid;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::sampling::gaussian::Moments;
use crate::native::fit::classifier::{NAME, load_shipped};
use crate::native::fit::{autoencoder, vae};
use crate::native::{Result, mnist};

/// Images that a score is taken on.
const N_JUDGED: usize = 1_000;

/// How many seeds, and images of each, tell how far a score varies by chance.
const N_SEEDS: u64 = 20;
const N_SPREAD: usize = 500;

/// The seed of what is judged.
const SEED: u64 = 1;

/// Measures the classifier, and what it says of real digits and of decoded codes.
pub fn classifier(options: &Options) -> Result<()> {
    let test = mnist::images(&options.data, mnist::TEST)?;
    let labels = mnist::labels(&options.data, mnist::TEST_LABELS)?;
    let (training, _) = mnist::images(&options.data, mnist::TRAINING)?.split();
    let model = load_shipped(&options.weights)?;
    let percent = |n: usize| -> Result<f64> {
        Ok(100.0 * accuracy(&model, test.first(n), &labels[..n.min(labels.len())])?)
    };
    let mut figures = vec![
        Figure::new(
            "classifier.accuracy",
            percent(test.len())?,
            "percent",
            test.len(),
        ),
        Figure::new(
            "classifier.accuracy_200",
            percent(N_QUICK)?,
            "percent",
            N_QUICK,
        ),
        score("real", &model, test.first(N_JUDGED))?,
    ];
    for kind in autoencoder::Kind::ALL {
        let net = autoencoder::load_shipped(kind, &options.weights)?;
        let n_code = net.n_code();
        let mut moments = Moments::new(n_code);
        for chunk in training.chunks(500) {
            let codes = net.encode(&unit_pixels(chunk, 255)?)?;
            moments.add(&codes.flatten_all()?.to_vec1::<f32>()?);
        }
        for (from, codes) in [
            ("normal", normals(SEED, N_JUDGED, n_code)),
            ("fitted", moments.gaussian().draw(SEED, N_JUDGED)),
        ] {
            let codes = Tensor::from_vec(codes, ((), n_code), &candle_core::Device::Cpu)?;
            let name = format!("{}.{from}", kind.name());
            figures.push(score(&name, &model, &greys(&net.decode(&codes)?)?)?);
        }
    }
    for kind in vae::Kind::ALL {
        let net = vae::load_shipped(kind, &options.weights)?;
        let drawn = |seed: u64, n_images: usize| -> Result<Vec<u8>> {
            let codes = normals(seed, n_images, net.n_axes());
            let codes = Tensor::from_vec(codes, ((), net.n_axes()), &candle_core::Device::Cpu)?;
            greys(&net.decode(&codes)?)
        };
        figures.push(score(kind.name(), &model, &drawn(SEED, N_JUDGED)?)?);
        if kind == vae::Kind::Good {
            let scores: Result<Vec<f64>> = (1..=N_SEEDS)
                .map(|seed| {
                    let images = drawn(seed, N_SPREAD)?;
                    Ok(classifier_score(&probabilities(&model, &images)?))
                })
                .collect();
            let spread = summary(&scores?).map_or(0.0, |scores| scores.deviation);
            figures.push(Figure::new(
                "score.spread_500",
                spread,
                "of 1 to 10",
                N_SPREAD,
            ));
        }
    }
    publish(NAME, figures, options)
}

fn score(name: &str, model: &Classifier, pixels: &[u8]) -> Result<Figure> {
    let value = classifier_score(&probabilities(model, pixels)?);
    let n_images = Images::new(pixels.to_vec()).len();
    Ok(Figure::new(
        format!("score.{name}"),
        value,
        "of 1 to 10",
        n_images,
    ))
}

fn normals(seed: u64, n_images: usize, n_code: usize) -> Vec<f32> {
    Draws::new(seed, Purpose::Latent).normals(0, n_images * n_code)
}

fn greys(logits: &Tensor) -> Result<Vec<u8>> {
    let logits: Vec<f32> = logits.flatten_all()?.to_vec1()?;
    let grey = |&logit: &f32| (sigmoid(logit) * 255.0 + 0.5) as u8;
    Ok(logits.iter().map(grey).collect())
}
