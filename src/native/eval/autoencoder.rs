use super::few_labels::few_labels;
use super::{Figure, N_QUICK, Options, publish};
use crate::ml::dataset::{Images, unit_pixels};
use crate::ml::metrics::pca::Pca;
use crate::ml::models::Autoencoder;
use crate::native::fit::autoencoder::{Kind, load_shipped};
use crate::native::{Result, mnist};

/// Measures an autoencoder, and the principal components that it is held against.
pub fn autoencoder(kind: Kind, options: &Options) -> Result<()> {
    let (training, _) = mnist::images(&options.data, mnist::TRAINING)?.split();
    let test = mnist::images(&options.data, mnist::TEST)?;
    let model = load_shipped(kind, &options.weights)?;
    let n_code = model.n_code();
    let pca = Pca::fit(training.pixels(), n_code);
    let pca = pca.squared_error(test.pixels());
    let all = squared_error(&model, test.pixels())?;
    let quick = squared_error(&model, test.first(N_QUICK))?;
    let unit = "squared error of a pixel in 0..1";
    let figure = |name: &str, value, n_images| {
        Figure::new(format!("{name}.{n_code}"), value, unit, n_images)
    };
    let mut figures = vec![
        figure("autoencoder.mse", all, test.len()).with("of_pca", all / pca),
        figure("autoencoder.mse_200", quick, N_QUICK),
        figure("pca.mse", pca, test.len()),
    ];
    if kind == Kind::Code32 {
        figures.extend(few_labels(options)?);
    }
    publish(kind.name(), figures, options)
}

/// Mean squared error of a pixel of `pixels`, whole grey images.
fn squared_error(model: &Autoencoder, pixels: &[u8]) -> Result<f64> {
    let mut sum = 0.0;
    for chunk in Images::new(pixels.to_vec()).chunks(500) {
        let pixels = unit_pixels(chunk, 255)?;
        let mean = f64::from(model.loss(&pixels, &pixels)?.to_scalar::<f32>()?);
        sum += mean * chunk.len() as f64;
    }
    Ok(sum / pixels.len() as f64)
}
