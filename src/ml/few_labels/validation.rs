//! Folds for cross-validation, each with as many images of one class as of any other.

use super::{Choice, FewLabelsError, MOST_VALIDATED, N_CLASSES, draw::draw};
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
        let (left_out, training) =
            (0..labels.len() as u32).partition(|&i| fold_of[i as usize] == fold);
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

/// The setting of `grid` that told most left-out images right; among equals, which with few images
/// are many, the one of the smallest loss. Where nothing was told there is nothing to choose by:
/// then `usual`, or the only one there is.
pub fn chosen<S: Copy>(grid: &[S], tallies: &[Tally], usual: S) -> Choice<S> {
    let better = |a: &(&S, &Tally), b: &(&S, &Tally)| {
        let ((_, a), (_, b)) = (a, b);
        (a.n_right.cmp(&b.n_right)).then(b.loss.total_cmp(&a.loss))
    };
    let tried = grid.iter().zip(tallies).filter(|(_, t)| t.n_images > 0);
    // Of several maxima the last is taken: the order is turned to have the first.
    match (tried.rev().max_by(better), grid) {
        (Some((settings, tally)), _) => Choice {
            settings: *settings,
            validated: Some(tally.share()),
        },
        (None, only) => Choice {
            settings: match only {
                [settings] => *settings,
                _ => usual,
            },
            validated: None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(per_class: usize) -> Vec<u8> {
        (0..per_class * N_CLASSES)
            .map(|i| (i % N_CLASSES) as u8)
            .collect()
    }

    #[test]
    fn folds_leave_every_image_out_once_a_round_and_are_balanced() {
        let labels = labels(10);
        let folds = folds(&labels, 5, 2, 3);
        assert_eq!(folds.len(), 10);
        for round in folds.chunks(5) {
            let mut out: Vec<u32> = round.iter().flat_map(|f| f.left_out.clone()).collect();
            out.sort_unstable();
            assert_eq!(out, (0..100).collect::<Vec<_>>());
        }
        for Fold { training, left_out } in &folds {
            assert!(left_out.iter().all(|i| !training.contains(i)));
            for class in 0..10 {
                let of_class =
                    |of: &[u32]| of.iter().filter(|&&i| labels[i as usize] == class).count();
                assert_eq!((of_class(training), of_class(left_out)), (8, 2));
            }
        }
        assert_ne!(folds[..5], folds[5..]);
    }

    #[test]
    fn with_few_of_a_class_one_is_left_out_and_with_one_nothing_is() {
        let of_three = folds(&labels(3), 5, 1, 1);
        assert_eq!(of_three.len(), 3);
        assert!(of_three.iter().all(|fold| fold.left_out.len() == 10));
        assert!(folds(&labels(1), 5, 4, 1).is_empty());
    }

    #[test]
    fn settings_are_chosen_on_at_most_three_hundred() -> Result<(), FewLabelsError> {
        assert_eq!(validated(&labels(3), 5)?, (0..30).collect::<Vec<_>>());
        let of_many = validated(&labels(100), 5)?;
        assert_eq!(of_many.len(), MOST_VALIDATED);
        assert_eq!(of_many.iter().filter(|&&i| i % 10 == 3).count(), 30);
        Ok(())
    }

    #[test]
    fn the_best_has_most_right_then_the_smallest_loss_then_comes_first() {
        let tally = |n_right, loss| Tally {
            n_right,
            n_images: 10,
            loss,
        };
        let tallies = [(5, 0.1), (7, 3.0), (7, 2.0), (7, 2.0)].map(|(n, loss)| tally(n, loss));
        let best = chosen(&[0, 1, 2, 3], &tallies, 9);
        assert_eq!((best.settings, best.validated), (2, Some(0.7)));
        assert_eq!(chosen(&[0, 1], &[Tally::default(); 2], 9).settings, 9);
        assert_eq!(chosen(&[4], &[Tally::default()], 9).settings, 4);
    }
}
