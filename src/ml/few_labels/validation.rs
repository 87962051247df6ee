//! Folds for cross-validation, each with as many images of one class as of any other.

use super::{FewLabelsError, MOST_VALIDATED, N_CLASSES, draw::draw};
use crate::ml::rng::{Draws, Purpose};

/// One way of leaving labelled images out: what is learned from, and what is told right or wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fold {
    pub training: Vec<u32>,
    pub left_out: Vec<u32>,
}

/// The seed of the `i`-th choice of one kind; golden-ratio steps keep them apart.
pub const fn sub_seed(seed: u64, i: u64) -> u64 {
    seed ^ (i + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Which of the labelled images settings are chosen on: all, or [`MOST_VALIDATED`] of them, as
/// many of each class.
///
/// # Errors
/// Where `labels` are not as many of each class.
pub fn validated(labels: &[u8], seed: u64) -> Result<Vec<u32>, FewLabelsError> {
    let all = draw(labels, labels.len(), seed)?;
    match labels.len() > MOST_VALIDATED {
        true => draw(labels, MOST_VALIDATED, sub_seed(seed, 0)),
        false => {
            let mut all = all;
            all.sort_unstable();
            Ok(all)
        }
    }
}

/// Cuts the images whose classes are `labels` into `n_folds`, and `n_rounds` times anew: with few
/// images the cut itself decides much, and other cuts cost little. Where a class has fewer
/// images than `n_folds`, each fold leaves one of it out; where it has one there is no fold,
/// since nothing would be left to learn that class from.
pub fn folds(labels: &[u8], n_folds: usize, n_rounds: usize, seed: u64) -> Vec<Fold> {
    let of_class = |class: usize| labels.iter().filter(move |&&l| usize::from(l) == class);
    let fewest = (0..N_CLASSES).map(|class| of_class(class).count()).min();
    let n_folds = n_folds.min(fewest.unwrap_or(0));
    if n_folds < 2 {
        return Vec::new();
    }
    (0..n_rounds as u64)
        .flat_map(|round| cut(labels, n_folds, sub_seed(seed, round)))
        .collect()
}

fn cut(labels: &[u8], n_folds: usize, seed: u64) -> Vec<Fold> {
    let mut n_seen = [0; N_CLASSES];
    let mut fold_of = vec![0; labels.len()];
    for i in Draws::new(seed, Purpose::Shuffle).permutation(labels.len()) {
        let n_seen = &mut n_seen[usize::from(labels[i as usize])];
        fold_of[i as usize] = *n_seen % n_folds;
        *n_seen += 1;
    }
    let fold = |fold| {
        let (left_out, training) = (0..labels.len() as u32)
            .partition(|&i| fold_of[i as usize] == fold);
        Fold { training, left_out }
    };
    (0..n_folds).map(fold).collect()
}

/// How a setting did on the images that were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Tally {
    pub n_right: usize,
    pub n_images: usize,
    /// What the method's own loss sums to.
    pub loss: f64,
}

impl Tally {
    pub fn add(&mut self, is_right: bool, loss: f64) {
        self.n_right += usize::from(is_right);
        self.n_images += 1;
        self.loss += loss;
    }

    /// Share of the images that were told right.
    pub fn share(&self) -> f64 {
        self.n_right as f64 / self.n_images.max(1) as f64
    }
}

/// The setting that told most left-out images right; among equals, which with few images are
/// many, the one of the smallest loss.
pub fn best(tallies: &[Tally]) -> Option<usize> {
    let better = |&a: &usize, &b: &usize| {
        let (a, b) = (&tallies[a], &tallies[b]);
        (a.n_right.cmp(&b.n_right)).then(b.loss.total_cmp(&a.loss))
    };
    // Of several maxima the last is taken: the order is turned to have the first.
    (0..tallies.len()).rev().max_by(better)
}
