use std::path::Path;
use std::sync::Arc;

use super::{Figure, Options};
use crate::ml::N_PIXELS;
use crate::ml::dataset::{Images, split_order, unit_pixels};
use crate::ml::few_labels::summary::{paired_difference, summary};
use crate::ml::few_labels::{self, Features, Labelled, Progress, Test, Trial, draw};
use crate::ml::models::Autoencoder;
use crate::native::fit::autoencoder::{Kind, load_shipped};
use crate::native::{Error, Result, mnist};

/// Labels of a draw, and draws.
const N_LABELS: usize = 100;
const N_DRAWS: u64 = 20;

/// What 100 labels are worth, on the full test set: the labels are drawn from the training
/// images, and no test image has trained the encoder.
pub fn few_labels(options: &Options) -> Result<Vec<Figure>> {
    let model = load_shipped(Kind::Code32, &options.weights)?;
    let (training, labels) = labelled(&options.data, mnist::TRAINING, mnist::TRAINING_LABELS)?;
    let (test, test_labels) = labelled(&options.data, mnist::TEST, mnist::TEST_LABELS)?;
    let (order, _) = split_order(training.len());
    let labels: Vec<u8> = order.iter().map(|&i| labels[i as usize]).collect();
    // Digits without labels say how far each number of a code goes.
    let unlabelled = training.gather(&order[..order.len().min(2_000)]);
    let scales = codes(&model, &unlabelled)?.deviations();
    let test = Test {
        codes: Arc::new(codes(&model, test.pixels())?.divided_by(&scales)),
        pixels: Arc::new(pixels(test.pixels())),
        labels: test_labels.into(),
    };
    let mut accuracies = [const { Vec::new() }; 3];
    for seed in 1..=N_DRAWS {
        let drawn = draw(&labels, N_LABELS, seed).map_err(refused)?;
        let of_training: Vec<u32> = drawn.iter().map(|&i| order[i as usize]).collect();
        let digits = training.gather(&of_training);
        let labelled = Labelled {
            codes: codes(&model, &digits)?.divided_by(&scales),
            pixels: pixels(&digits),
            labels: drawn.iter().map(|&i| labels[i as usize]).collect(),
        };
        let mut trial = Trial::new(labelled, &test, seed).map_err(refused)?;
        while trial.step()? != Progress::Finished {}
        let Some(outcome) = trial.outcome() else {
            continue;
        };
        let of_methods = [
            outcome.codes.accuracy,
            outcome.pixels.accuracy,
            outcome.scratch.accuracy,
        ];
        for (accuracies, accuracy) in accuracies.iter_mut().zip(of_methods) {
            accuracies.push(100.0 * accuracy);
        }
        eprint!("\r{seed} of {N_DRAWS} draws of {N_LABELS} labels");
    }
    eprintln!();
    let n_test = test.labels.len();
    let figure = |name: &str, value| {
        let name = format!("fewlabels.{name}");
        Figure::new(name, value, "percent", n_test).with("draws", N_DRAWS)
    };
    let mut figures = Vec::new();
    for (name, accuracies) in ["code", "pixels", "scratch"].into_iter().zip(&accuracies) {
        if let Some(of_draws) = summary(accuracies) {
            let figure = figure(&format!("{name}.accuracy.{N_LABELS}"), of_draws.mean);
            figures.push(figure.with("deviation", of_draws.deviation));
        }
    }
    if let Some(gain) = paired_difference(&accuracies[0], &accuracies[1]) {
        figures.push(figure("gain.mean", gain.mean));
        figures.push(figure("gain.low95", gain.low));
    }
    Ok(figures)
}

fn refused(error: few_labels::FewLabelsError) -> Error {
    Error::Compute(candle_core::Error::Msg(error.to_string()))
}

fn labelled(data: &Path, images: &str, labels: &str) -> Result<(Images, Vec<u8>)> {
    let (images, known) = (mnist::images(data, images)?, mnist::labels(data, labels)?);
    match known.len() == images.len() {
        true => Ok((images, known)),
        false => Err(Error::NotIdx {
            path: data.join(labels),
            what: "a label for each image",
        }),
    }
}

fn codes(model: &Autoencoder, greys: &[u8]) -> Result<Features> {
    let mut values = Vec::new();
    for chunk in greys.chunks(500 * N_PIXELS) {
        let codes = model.encode(&unit_pixels(chunk, 255)?)?;
        values.extend(codes.flatten_all()?.to_vec1::<f32>()?);
    }
    Ok(Features {
        values,
        n_dims: model.n_code(),
    })
}

fn pixels(greys: &[u8]) -> Features {
    Features {
        values: greys.iter().map(|&grey| f32::from(grey) / 255.0).collect(),
        n_dims: N_PIXELS,
    }
}
