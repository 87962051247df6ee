//! The images that ship with the page, taken from MNIST and Fashion-MNIST as they are published.

use std::path::{Path, PathBuf};

use super::{Error, Result, mnist, write_file};
use crate::ml::dataset::{Images, split_order};
use crate::ml::idx;
use crate::ml::metrics::GreyHistogram;

/// Where the data comes from, and where the files go.
#[derive(Debug, Clone)]
pub struct Options {
    /// MNIST's folder.
    pub digits: PathBuf,
    /// Fashion-MNIST's folder.
    pub fashion: PathBuf,
    pub out: PathBuf,
}

/// Test digits that ship: those on which every test run recomputes a figure.
const N_TEST: usize = super::eval::N_QUICK;

/// Test digits that ship beside them, for what is measured in the page.
const N_MORE_TEST: usize = 2_000;

/// Training digits that ship: enough to learn from while somebody watches, in 2 MB.
const N_TRAINING: usize = 10_000;

/// Images of each class of Fashion-MNIST.
const N_EACH: usize = 2;

/// The classes in the order in which they ship: ankle boots, sneakers and sandals, which nobody
/// takes for a digit, before shirts and bags.
const CLASSES: [u8; 10] = [9, 7, 5, 0, 1, 2, 3, 4, 6, 8];

/// Writes every file of images, and of counts of their grey values.
pub fn write(options: &Options) -> Result<()> {
    let out = |name: &str| options.out.join(name);
    let test = mnist::images(&options.digits, mnist::TEST)?;
    let test_labels = mnist::labels(&options.digits, mnist::TEST_LABELS)?;
    write_images(&out("digits-test.idx.gz"), test.first(N_TEST))?;
    write_labels(
        &out("digits-test-labels.idx.gz"),
        &test_labels[..N_TEST.min(test_labels.len())],
    )?;
    let more: Vec<u32> = (N_TEST as u32..(N_TEST + N_MORE_TEST) as u32).collect();
    write_images(&out("digits-test-more.idx.gz"), &test.gather(&more))?;
    write_labels(
        &out("digits-test-more-labels.idx.gz"),
        &gathered(&test_labels, &more),
    )?;

    let all = mnist::images(&options.digits, mnist::TRAINING)?;
    // None of the held-out ones, so that they stay unseen by whatever is trained in the page.
    let (training, _) = split_order(all.len());
    let shipped = &training[..N_TRAINING.min(training.len())];
    let labels = mnist::labels(&options.digits, mnist::TRAINING_LABELS)?;
    write_images(&out("digits-training.idx.gz"), &all.gather(shipped))?;
    write_labels(
        &out("digits-training-labels.idx.gz"),
        &gathered(&labels, shipped),
    )?;
    let counts = GreyHistogram::count(all.pixels());
    write_file(&out("grey-counts.idx"), &idx::write_grey_counts(&counts))?;

    let fashion = mnist::images(&options.fashion, mnist::TEST)?;
    let labels = mnist::labels(&options.fashion, mnist::TEST_LABELS)?;
    let chosen = fashion.gather(&first_of_each(&labels[..fashion.len().min(labels.len())]));
    write_images(&out("fashion-test.idx.gz"), &chosen)
}

/// The first [`N_EACH`] images of each class, in the order of [`CLASSES`].
fn first_of_each(labels: &[u8]) -> Vec<u32> {
    let of_class = |class: u8| {
        (0u32..)
            .zip(labels)
            .filter(move |(_, label)| **label == class)
            .map(|(i, _)| i)
            .take(N_EACH)
    };
    CLASSES.into_iter().flat_map(of_class).collect()
}

fn gathered(labels: &[u8], order: &[u32]) -> Vec<u8> {
    let label = |&i: &u32| labels.get(i as usize).copied();
    order.iter().filter_map(label).collect()
}

fn write_labels(path: &Path, labels: &[u8]) -> Result<()> {
    let bytes = idx::write_labels(labels).map_err(|source| Error::Write {
        path: path.to_owned(),
        source,
    })?;
    write_file(path, &bytes)
}

fn write_images(path: &Path, pixels: &[u8]) -> Result<()> {
    let bytes = idx::write_images(&Images::new(pixels.to_vec()));
    let bytes = bytes.map_err(|source| Error::Write {
        path: path.to_owned(),
        source,
    })?;
    write_file(path, &bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ankle_boots_come_first_and_every_class_twice() {
        let labels: Vec<u8> = (0..50).map(|i| i % 10).collect();
        let chosen = first_of_each(&labels);
        assert_eq!(chosen[..6], [9, 19, 7, 17, 5, 15]);
        let mut sorted = chosen;
        sorted.sort_unstable();
        assert_eq!(sorted, (0..20).collect::<Vec<_>>());
    }
}
