//! Which images come with a label.

use super::{FewLabelsError, N_CLASSES};
use crate::ml::rng::{Draws, Purpose};

/// `n` of the images whose classes are `labels`, a tenth of them of each class, without
/// replacement: their indices. Of one seed, the images of a smaller `n` are among those of a
/// larger one.
///
/// # Errors
/// Where `n` is not a tenth for each class, a label is no class, or a class has too few images.
pub fn draw(labels: &[u8], n: usize, seed: u64) -> Result<Vec<u32>, FewLabelsError> {
    check_balance(n)?;
    let n_wanted = n / N_CLASSES;
    let order = Draws::new(seed, Purpose::Label).permutation(labels.len());
    let mut n_found = [0; N_CLASSES];
    let mut drawn = Vec::with_capacity(n);
    for i in order {
        let label = labels[i as usize];
        let Some(n_found) = n_found.get_mut(usize::from(label)) else {
            return Err(FewLabelsError::NoClass { label });
        };
        *n_found += 1;
        if *n_found <= n_wanted {
            drawn.push(i);
        }
    }
    match (0..).zip(n_found).find(|&(_, found)| found < n_wanted) {
        Some((class, n_images)) => Err(FewLabelsError::TooFew {
            class,
            n_images,
            n_wanted,
        }),
        None => Ok(drawn),
    }
}

/// Whether `n` labels can be the same number of each class.
pub fn check_balance(n: usize) -> Result<(), FewLabelsError> {
    match n > 0 && n.is_multiple_of(N_CLASSES) {
        true => Ok(()),
        false => Err(FewLabelsError::Unbalanced { n_labels: n }),
    }
}
