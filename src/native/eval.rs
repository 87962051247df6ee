//! Every figure of quality, from the shipped weights and the full test set.

use std::path::PathBuf;

use serde_json::json;

use super::fit::pixel_cnn::{Kind, load_shipped};
use super::{Result, manifest, mnist, report};
use crate::ml::dataset::Images;
use crate::ml::metrics::{GreyHistogram, bits_per_dim, nll};
use crate::ml::models::PixelCnn;

/// What is measured, and where.
#[derive(Debug, Clone)]
pub struct Options {
    pub data: PathBuf,
    /// The folder of weights and manifests.
    pub weights: PathBuf,
    /// Whether the figures go into the manifest as well.
    pub record: bool,
}

/// Test images whose figure every test run recomputes.
pub const N_QUICK: usize = 200;

/// One figure: its name, value, unit and the number of images it is taken on.
struct Figure(&'static str, f64, &'static str, usize);

/// Measures a PixelCNN.
pub fn pixel_cnn(kind: Kind, options: &Options) -> Result<()> {
    let test = mnist::images(&options.data, mnist::TEST)?;
    let model = load_shipped(kind, &options.weights)?;
    let figures = match kind {
        Kind::Grey => {
            let training = mnist::images(&options.data, mnist::TRAINING)?;
            grey(&model, &training, &test)?
        }
        Kind::Binary => binary(&model, &test.binarized())?,
    };
    for Figure(name, value, unit, n_images) in &figures {
        report::print(name, *value, unit, json!({ "images": n_images }));
    }
    if options.record {
        let path = options.weights.join(format!("{}.json", kind.name()));
        let mut manifest = manifest::read(&path)?;
        manifest.figures = (figures.iter())
            .map(|Figure(name, value, ..)| ((*name).to_owned(), report::round(*value)))
            .collect();
        manifest::write(&path, &manifest)?;
    }
    Ok(())
}

fn grey(model: &PixelCnn, training: &Images, test: &Images) -> Result<Vec<Figure>> {
    let histogram = GreyHistogram::new(&GreyHistogram::count(training.pixels()));
    let baseline = histogram.total_bits(test.pixels()) / test.pixels().len() as f64;
    let quick = bits_per_dim(model, test.first(N_QUICK), |_| ())?;
    let all = bits_per_dim(model, test.pixels(), progress(test.len()))?;
    Ok(vec![
        Figure(
            "baseline.histogram_bits_per_dim",
            baseline,
            "bits",
            test.len(),
        ),
        Figure("pixelcnn.bits_per_dim", all, "bits", test.len()),
        Figure("pixelcnn.bits_per_dim_200", quick, "bits", N_QUICK),
    ])
}

fn binary(model: &PixelCnn, test: &Images) -> Result<Vec<Figure>> {
    let quick = nll(model, test.first(N_QUICK), |_| ())?;
    let all = nll(model, test.pixels(), progress(test.len()))?;
    Ok(vec![
        Figure("pixelcnn_binary.nll", all, "nats", test.len()),
        Figure("pixelcnn_binary.nll_200", quick, "nats", N_QUICK),
    ])
}

fn progress(n_images: usize) -> impl FnMut(usize) {
    move |done| {
        if done.is_multiple_of(400) {
            eprint!("\r{done} of {n_images} images");
        }
        if done == n_images {
            eprintln!();
        }
    }
}
