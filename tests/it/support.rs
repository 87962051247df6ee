//! What several tests need.

use std::path::{Path, PathBuf};

use candle_core::{Device, Tensor, Var};
use density_lab::ml::dataset::Images;
use density_lab::ml::idx;
use density_lab::ml::metrics::GreyHistogram;
use density_lab::ml::models::{Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn};
use density_lab::ml::rng::{Draws, Purpose};
use density_lab::ml::weights::FreshVars;
use density_lab::protocol::{Asset, ImageSet, PixelNet};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the project.
pub fn file(path: &str) -> Vec<u8> {
    let path: PathBuf = root().join(path);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A file that the worker may fetch.
pub fn asset(asset: Asset) -> Vec<u8> {
    file(&format!("public/{}", asset.file()))
}

/// The weights that ship.
pub fn shipped_bytes() -> Vec<u8> {
    asset(Asset::Weights(PixelNet::Cnn.id()))
}

/// The PixelCNN that ships.
pub fn shipped() -> PixelCnn {
    PixelCnn::from_weights(&pixel_cnn::Config::small_28(), &shipped_bytes())
        .unwrap()
        .unwrap()
}

/// A fresh net of any shape.
pub fn fresh(config: &pixel_cnn::Config) -> PixelCnn {
    PixelCnn::new(config, FreshVars::new(11).builder()).unwrap()
}

/// A fresh recurrent net of any shape.
pub fn fresh_rnn(config: &pixel_rnn::Config) -> PixelRnn {
    PixelRnn::new(config, FreshVars::new(11).builder()).unwrap()
}

/// The PixelRNN that ships.
pub fn shipped_rnn() -> PixelRnn {
    let bytes = asset(Asset::Weights(PixelNet::Rnn.id()));
    PixelRnn::from_weights(&pixel_rnn::Config::small_28(), &bytes)
        .unwrap()
        .unwrap()
}

/// A set of images that ships.
pub fn images(set: ImageSet) -> Images {
    idx::images(&asset(Asset::Images(set))).unwrap()
}

/// The 200 test digits that ship.
pub fn digits() -> Images {
    images(ImageSet::TestDigits)
}

/// What is known of a pixel from the counts that ship.
pub fn histogram() -> GreyHistogram {
    GreyHistogram::new(&idx::grey_counts(&asset(Asset::GreyCounts)).unwrap())
}

/// Normal numbers of one seed.
pub fn normal(seed: u64, shape: &[usize]) -> Tensor {
    let draws = Draws::new(seed, Purpose::Init);
    let n: usize = shape.iter().product();
    let values: Vec<f32> = (0..n).map(|i| draws.normal(i as u64) as f32).collect();
    Tensor::from_vec(values, shape, &Device::Cpu).unwrap()
}

/// The same as a variable.
pub fn normal_var(seed: u64, shape: &[usize]) -> Var {
    Var::from_tensor(&normal(seed, shape)).unwrap()
}

/// The largest difference between two tensors' numbers, over the largest number.
pub fn relative_difference(a: &Tensor, b: &Tensor) -> f32 {
    assert_eq!(a.dims(), b.dims());
    let max = |t: &Tensor| {
        let values: Vec<f32> = t.flatten_all().unwrap().to_vec1().unwrap();
        values.into_iter().fold(0.0, |max: f32, x| max.max(x.abs()))
    };
    max(&(a - b).unwrap()) / max(b).max(1e-6)
}
