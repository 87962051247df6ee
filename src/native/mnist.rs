//! MNIST's IDX files, plain or gzipped.

use std::io::Read;
use std::path::Path;

use super::{Error, Result, read_file};
use crate::ml::SIDE;
use crate::ml::dataset::Images;

/// The 60,000 training images.
pub const TRAINING: &str = "train-images-idx3-ubyte";
/// The 10,000 test images.
pub const TEST: &str = "t10k-images-idx3-ubyte";

/// The images of the IDX file `name` in `folder`, or of `name.gz`.
pub fn images(folder: &Path, name: &str) -> Result<Images> {
    let plain = folder.join(name);
    let (path, bytes) = if plain.exists() {
        let bytes = read_file(&plain)?;
        (plain, bytes)
    } else {
        let path = folder.join(format!("{name}.gz"));
        let packed = read_file(&path)?;
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(packed.as_slice())
            .read_to_end(&mut bytes)
            .map_err(|source| Error::Read {
                path: path.clone(),
                source,
            })?;
        (path, bytes)
    };
    parse(&bytes).ok_or(Error::NotIdx { path })
}

/// The images in IDX bytes: magic 2051, count, rows, columns (big-endian), then the pixels.
pub fn parse(bytes: &[u8]) -> Option<Images> {
    let (header, pixels) = bytes.split_first_chunk::<16>()?;
    let (numbers, _) = header.as_chunks::<4>();
    let [magic, count, rows, columns] = [0, 1, 2, 3].map(|i| u32::from_be_bytes(numbers[i]));
    let n_bytes = count as usize * SIDE * SIDE;
    let fits = magic == 2051 && rows as usize == SIDE && columns as usize == SIDE;
    (fits && pixels.len() == n_bytes).then(|| Images::new(pixels.to_vec()))
}
