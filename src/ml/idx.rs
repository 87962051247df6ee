//! IDX, MNIST's own file format: a magic number that says type and dimensions, the length of each
//! dimension (all big-endian, 32 bits), then the values. Plain or gzipped, as its files come.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use super::dataset::Images;
use super::{N_LEVELS, SIDE};

/// Bytes, one dimension.
const MAGIC_LABELS: u32 = 0x0801;
/// Bytes, three dimensions.
const MAGIC_IMAGES: u32 = 0x0803;
/// 32-bit numbers, one dimension.
const MAGIC_COUNTS: u32 = 0x0C01;

/// The images in `bytes`; None where they are no whole IDX file of 28x28 images.
pub fn images(bytes: &[u8]) -> Option<Images> {
    let bytes = unpacked(bytes)?;
    let (header, pixels) = bytes.split_first_chunk::<16>()?;
    let (numbers, _) = header.as_chunks::<4>();
    let [magic, count, rows, columns] = [0, 1, 2, 3].map(|i| u32::from_be_bytes(numbers[i]));
    let n_bytes = (count as usize).checked_mul(SIDE * SIDE)?;
    let fits = magic == MAGIC_IMAGES && rows as usize == SIDE && columns as usize == SIDE;
    (fits && pixels.len() == n_bytes).then(|| Images::new(pixels.to_vec()))
}

/// The labels in `bytes`, one an image; None where they are no whole IDX file of labels.
pub fn labels(bytes: &[u8]) -> Option<Vec<u8>> {
    let bytes = unpacked(bytes)?;
    let (header, labels) = bytes.split_first_chunk::<8>()?;
    let (numbers, _) = header.as_chunks::<4>();
    let [magic, length] = [0, 1].map(|i| u32::from_be_bytes(numbers[i]));
    (magic == MAGIC_LABELS && length as usize == labels.len()).then(|| labels.to_vec())
}

/// The counts of the 256 grey values in `bytes`; None where they are no IDX file of them.
pub fn grey_counts(bytes: &[u8]) -> Option<[u32; N_LEVELS]> {
    let bytes = unpacked(bytes)?;
    let (header, counts) = bytes.split_first_chunk::<8>()?;
    let (numbers, _) = header.as_chunks::<4>();
    let [magic, length] = [0, 1].map(|i| u32::from_be_bytes(numbers[i]));
    let (counts, rest) = counts.as_chunks::<4>();
    let fits = magic == MAGIC_COUNTS && length as usize == N_LEVELS && rest.is_empty();
    let counts: Vec<u32> = counts
        .iter()
        .map(|count| u32::from_be_bytes(*count))
        .collect();
    counts.try_into().ok().filter(|_| fits)
}

/// The file of some images, gzipped as tightly as it goes.
///
/// # Errors
/// Where the packer fails, which it does only for want of memory.
pub fn write_images(images: &Images) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    for number in [MAGIC_IMAGES, images.len() as u32, SIDE as u32, SIDE as u32] {
        packer.write_all(&number.to_be_bytes())?;
    }
    packer.write_all(images.pixels())?;
    packer.finish()
}

/// The file of some labels, gzipped alike.
///
/// # Errors
/// As [`write_images`].
pub fn write_labels(labels: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    for number in [MAGIC_LABELS, labels.len() as u32] {
        packer.write_all(&number.to_be_bytes())?;
    }
    packer.write_all(labels)?;
    packer.finish()
}

/// The file of the counts of the 256 grey values.
pub fn write_grey_counts(counts: &[u32; N_LEVELS]) -> Vec<u8> {
    let header = [MAGIC_COUNTS, N_LEVELS as u32];
    let numbers = header.iter().chain(counts);
    numbers.flat_map(|number| number.to_be_bytes()).collect()
}

/// A server may have unpacked a gzipped file on its way.
fn unpacked(bytes: &[u8]) -> Option<Vec<u8>> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Some(bytes.to_vec());
    }
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain).ok()?;
    Some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ml::N_PIXELS;

    #[test]
    fn files_survive_being_written_and_read() {
        let some = Images::new((0..3 * N_PIXELS).map(|i| (i % 251) as u8).collect());
        let packed = write_images(&some).unwrap();
        assert_eq!(images(&packed), Some(some));
        let mut counts = [7; N_LEVELS];
        counts[255] = u32::MAX;
        assert_eq!(grey_counts(&write_grey_counts(&counts)), Some(counts));
    }

    #[test]
    fn labels_are_read_whole_or_not_at_all() {
        // As MNIST's own file begins: 2049, the count, then the labels.
        let file = [0, 0, 8, 1, 0, 0, 0, 3, 7, 2, 1];
        assert_eq!(labels(&file), Some(vec![7, 2, 1]));
        assert_eq!(labels(&file[..10]), None, "cut short");
    }

    #[test]
    fn anything_else_is_refused() {
        let packed = write_images(&Images::new(vec![5; 2 * N_PIXELS])).unwrap();
        let plain = unpacked(&packed).unwrap();
        assert!(images(&plain).is_some());
        assert_eq!(
            images(&packed[..packed.len() / 2]),
            None,
            "cut short, packed"
        );
        assert_eq!(images(&plain[..plain.len() - 1]), None, "cut short");
        assert_eq!(images(&[]), None);
        assert_eq!(images(b"<!doctype html><p>not found"), None);
        assert_eq!(grey_counts(&plain), None);
        assert_eq!(labels(&plain), None);
        let mut huge = plain;
        huge[4..8].fill(0xff);
        assert_eq!(images(&huge), None, "a count that no file has");
    }
}
