//! The folders of MNIST and Fashion-MNIST as they are published.

use std::path::{Path, PathBuf};

use super::{Error, Result, read_file};
use crate::ml::dataset::Images;
use crate::ml::idx;

/// The 60,000 training images.
pub const TRAINING: &str = "train-images-idx3-ubyte";
/// The 10,000 test images.
pub const TEST: &str = "t10k-images-idx3-ubyte";

/// What the training images show, 0 to 9.
pub const TRAINING_LABELS: &str = "train-labels-idx1-ubyte";
/// What the test images show, 0 to 9.
pub const TEST_LABELS: &str = "t10k-labels-idx1-ubyte";

/// The images of the IDX file `name` in `folder`, or of `name.gz`.
pub fn images(folder: &Path, name: &str) -> Result<Images> {
    let path = plain_or_gzipped(folder, name);
    let what = "28x28 images";
    idx::images(&read_file(&path)?).ok_or(Error::NotIdx { path, what })
}

/// The labels of the IDX file `name` in `folder`, or of `name.gz`.
pub fn labels(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = plain_or_gzipped(folder, name);
    let what = "labels";
    idx::labels(&read_file(&path)?).ok_or(Error::NotIdx { path, what })
}

fn plain_or_gzipped(folder: &Path, name: &str) -> PathBuf {
    let plain = folder.join(name);
    match plain.exists() {
        true => plain,
        false => folder.join(format!("{name}.gz")),
    }
}
