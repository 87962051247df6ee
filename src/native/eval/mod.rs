//! Every figure of quality, from the shipped weights and the full test set.

mod autoencoder;
mod classifier;
mod few_labels;
mod gan;
mod pixel_nets;
mod vae;

pub use self::autoencoder::autoencoder;
pub use self::classifier::classifier;
pub use self::gan::gan;
pub use self::pixel_nets::pixel_net;
pub use self::vae::vae;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::{Result, manifest, report};

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

/// One figure.
struct Figure {
    name: String,
    value: f64,
    unit: &'static str,
    /// Entries of its line beside these, a JSON object.
    details: Value,
}

impl Figure {
    /// A figure taken on so many images.
    fn new(name: impl Into<String>, value: f64, unit: &'static str, n_images: usize) -> Self {
        Self {
            name: name.into(),
            value,
            unit,
            details: json!({ "images": n_images }),
        }
    }

    /// With one more entry in its line.
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        if let Value::Object(details) = &mut self.details {
            details.insert(name.to_owned(), value.into());
        }
        self
    }
}

/// Prints the figures of the model `name`, and writes them into its manifest if asked to.
fn publish(name: &str, figures: Vec<Figure>, options: &Options) -> Result<()> {
    for figure in &figures {
        report::print(
            &figure.name,
            figure.value,
            figure.unit,
            figure.details.clone(),
        );
    }
    if options.record {
        let path = options.weights.join(format!("{name}.json"));
        let mut manifest = manifest::read(&path)?;
        manifest.figures = (figures.into_iter())
            .map(|figure| (figure.name, report::round(figure.value)))
            .collect();
        manifest::write(&path, &manifest)?;
    }
    Ok(())
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
