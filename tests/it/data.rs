//! The images that ship, as `public/data/README.md` describes them.

use density_lab::ml::dataset::Images;
use density_lab::ml::metrics::GreyHistogram;
use density_lab::ml::{N_PIXELS, idx};
use density_lab::protocol::{Asset, ImageSet};

use crate::support::{asset, digits, histogram, images};

#[test]
fn the_sets_are_as_large_as_they_are_said_to_be() {
    for (set, n_images) in [
        (ImageSet::TestDigits, 200),
        (ImageSet::MoreTestDigits, 2_000),
        (ImageSet::TrainingDigits, 10_000),
        (ImageSet::Fashion, 20),
    ] {
        assert_eq!(images(set).len(), n_images, "{set:?}");
    }
    let counts = idx::grey_counts(&asset(Asset::GreyCounts)).unwrap();
    let n_counted: usize = counts.iter().map(|&count| count as usize).sum();
    assert_eq!(n_counted, 60_000 * N_PIXELS);
    // Half a minute on a slow line.
    assert!(asset(Asset::Images(ImageSet::TrainingDigits)).len() < 2_000_000);
}

#[test]
fn every_digit_has_a_label() {
    for set in [
        ImageSet::TestDigits,
        ImageSet::MoreTestDigits,
        ImageSet::TrainingDigits,
    ] {
        let labels = idx::labels(&asset(Asset::Labels(set))).unwrap();
        assert_eq!(labels.len(), images(set).len(), "{set:?}");
        for digit in 0..10 {
            let n = labels.iter().filter(|&&label| label == digit).count();
            // Each digit is about one in ten; of 200, ten are eights.
            assert!(30 * n > labels.len(), "{set:?}: {n} of {digit}");
        }
    }
}

#[test]
fn no_image_is_there_twice() {
    let every = |set| -> Vec<Vec<u8>> {
        let images: Images = images(set);
        (0..images.len()).map(|i| images.get(i).to_vec()).collect()
    };
    let mut all = every(ImageSet::TrainingDigits);
    all.extend(every(ImageSet::TestDigits));
    all.extend(every(ImageSet::MoreTestDigits));
    all.extend(every(ImageSet::Fashion));
    all.sort_unstable();
    assert!(all.is_sorted_by(|a, b| a < b));
}

/// The counts are those of all training images and the shipped ones are some of them, so that
/// their grey values occur as often as in a random part.
#[test]
fn the_counts_are_of_images_like_those_that_ship() {
    let all = idx::grey_counts(&asset(Asset::GreyCounts)).unwrap();
    let some = GreyHistogram::count(images(ImageSet::TrainingDigits).pixels());
    for (value, (some, all)) in some.iter().zip(all).enumerate() {
        assert!(*some <= all, "grey {value}");
    }
    let share = f64::from(some[0]) / f64::from(all[0]);
    assert!(
        (share - 1.0 / 6.0).abs() < 0.002,
        "{share} of the black ones"
    );
}

/// What a few lines of Python say of the two files. All test digits together, some of which have
/// more ink, take 1.967 bits: the README's baseline.
#[test]
fn the_histograms_surprise_is_the_baselines() {
    let digits = digits();
    let bits = histogram().total_bits(digits.pixels()) / digits.pixels().len() as f64;
    println!("{bits:.4} bits a pixel by the histogram alone");
    assert!((bits - 1.877_25).abs() < 1e-4, "{bits}");
}
