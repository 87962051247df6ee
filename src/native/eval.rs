//! Every figure of quality, from the shipped weights and the full test set.

use std::path::PathBuf;

use serde_json::json;

use super::{Result, fit, manifest, mnist, report};
use crate::ml::metrics::{bits_per_dim, histogram_bits_per_dim};

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

/// Measures the PixelCNN.
pub fn pixel_cnn(options: &Options) -> Result<()> {
    let training = mnist::images(&options.data, mnist::TRAINING)?;
    let test = mnist::images(&options.data, mnist::TEST)?;
    let baseline = histogram_bits_per_dim(training.pixels(), test.pixels());
    let details = json!({ "images": test.len() });
    report::print(
        "baseline.histogram_bits_per_dim",
        baseline,
        "bits",
        details.clone(),
    );
    let model = fit::load_shipped(&options.weights)?;
    let quick = bits_per_dim(&model, test.first(N_QUICK), |_| ())?;
    let bits = bits_per_dim(&model, test.pixels(), |done| {
        if done.is_multiple_of(400) {
            eprint!("\r{done} of {} images", test.len());
        }
    })?;
    eprintln!();
    report::print("pixelcnn.bits_per_dim", bits, "bits", details);
    let details = json!({ "images": N_QUICK });
    report::print("pixelcnn.bits_per_dim_200", quick, "bits", details);
    if options.record {
        let path = options.weights.join("pixelcnn.json");
        let mut manifest = manifest::read(&path)?;
        manifest.figures = [
            ("baseline.histogram_bits_per_dim", baseline),
            ("pixelcnn.bits_per_dim", bits),
            ("pixelcnn.bits_per_dim_200", quick),
        ]
        .map(|(name, value)| (name.to_owned(), report::round(value)))
        .into();
        manifest::write(&path, &manifest)?;
    }
    Ok(())
}
