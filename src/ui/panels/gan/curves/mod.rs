//! What the two nets said over the steps, and what the samples show, as charts.

#[cfg(feature = "ui")]
mod view;

use crate::plot::{Role, Series, sigmoid};

#[cfg(feature = "ui")]
pub use view::{Classes, Curves};

/// Bins of a histogram of D.
const N_BINS: usize = 20;

/// Digits that there are.
pub const N_CLASSES: usize = 10;

/// A digit is covered where it is this part of the samples.
pub const LEAST_SHARE: f64 = 0.03;

/// The value of the game where the discriminator cannot tell: D is a half everywhere.
pub fn undecided() -> f64 {
    -(4.0_f64.ln())
}

/// How D is spread over images of these logits: an outline over D in percent, in percent of the
/// images. Empty where there is none.
pub fn spread(logits: &[f32]) -> Vec<(f64, f64)> {
    if logits.is_empty() {
        return vec![];
    }
    let mut counts = [0_u32; N_BINS];
    for logit in logits {
        let bin = (sigmoid((*logit).into()) * N_BINS as f64) as usize;
        if let Some(count) = counts.get_mut(bin.min(N_BINS - 1)) {
            *count += 1;
        }
    }
    let width = 100.0 / N_BINS as f64;
    let step = |(bin, count): (usize, &u32)| {
        let share = f64::from(*count) * 100.0 / logits.len() as f64;
        let left = bin as f64 * width;
        [(left, share), (left + width, share)]
    };
    counts.iter().enumerate().flat_map(step).collect()
}

/// The outlines of both.
pub fn spreads(real: (&str, &[f32]), generated: (&str, &[f32])) -> Vec<Series> {
    let series = |(name, logits): (&str, &[f32]), role| Series {
        name: name.to_owned(),
        role,
        points: spread(logits),
    };
    vec![series(real, Role::Data), series(generated, Role::Generated)]
}

/// How many samples show each digit.
pub fn counts(classes: &[u8]) -> [u32; N_CLASSES] {
    let mut counts = [0; N_CLASSES];
    for class in classes {
        if let Some(count) = counts.get_mut(usize::from(*class)) {
            *count += 1;
        }
    }
    counts
}

/// Digits that are covered.
pub fn n_covered(counts: &[u32; N_CLASSES]) -> usize {
    let n: u32 = counts.iter().sum();
    let least = f64::from(n) * LEAST_SHARE;
    let is_covered = |count: &&u32| **count > 0 && f64::from(**count) >= least;
    counts.iter().filter(is_covered).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_in_percent_of_its_images() {
        // D = 0, 0.5, 0.5, 1.
        let outline = spread(&[-30.0, 0.0, 0.0, 30.0]);
        assert_eq!(outline.len(), 2 * N_BINS);
        assert_eq!(&outline[..3], [(0.0, 25.0), (5.0, 25.0), (5.0, 0.0)]);
        assert_eq!(&outline[20..22], [(50.0, 50.0), (55.0, 50.0)]);
        assert_eq!(outline.last(), Some(&(100.0, 25.0)));
        assert!(spread(&[]).is_empty());
        let both = spreads(("a", &[0.0]), ("b", &[]));
        assert_eq!((both[0].points.len(), both[1].points.len()), (40, 0));
    }

    #[test]
    fn a_digit_is_covered_by_three_percent_of_the_samples() {
        let mut classes = vec![1; 60];
        classes.extend([2, 2, 3, 77]);
        let counts = counts(&classes);
        assert_eq!((counts[1], counts[2], counts[3]), (60, 2, 1));
        assert_eq!(n_covered(&counts), 2);
        assert_eq!(n_covered(&[0; N_CLASSES]), 0);
    }

    #[test]
    fn a_discriminator_that_cannot_tell_has_this_value() {
        assert!((undecided() - 2.0 * 0.5_f64.ln()).abs() < 1e-12);
    }
}
