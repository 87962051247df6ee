//! How far a decoded image is from ink or none.

use crate::protocol::N_LEVELS;

/// Of an image whose greys are probabilities of ink.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Haze {
    /// Entropy of a pixel, mean over all of them, in bits.
    pub bits: f64,
    /// Pixels whose probability is between 0.1 and 0.9, in parts of all.
    pub undecided: f64,
}

impl Haze {
    /// None of no pixels.
    pub fn of(pixels: &[u8]) -> Option<Self> {
        if pixels.is_empty() {
            return None;
        }
        let bits: f64 = entropies(pixels).sum();
        let undecided = pixels.iter().map(probability);
        let undecided = undecided.filter(|p| (0.1..=0.9).contains(p)).count();
        Some(Self {
            bits: bits / pixels.len() as f64,
            undecided: undecided as f64 / pixels.len() as f64,
        })
    }
}

/// Of each pixel, in bits.
pub fn entropies(pixels: &[u8]) -> impl Iterator<Item = f64> {
    pixels.iter().map(probability).map(entropy)
}

fn probability(grey: &u8) -> f64 {
    f64::from(*grey) / (N_LEVELS - 1) as f64
}

/// Of a coin, in bits.
fn entropy(p: f64) -> f64 {
    let of = |p: f64| if p > 0.0 { -p * p.log2() } else { 0.0 };
    of(p) + of(1.0 - p)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_and_paper_are_certain_and_grey_is_not() {
        let sure = Haze::of(&[0, 255, 255, 0]).expect("pixels");
        assert_eq!((sure.bits, sure.undecided), (0.0, 0.0));
        let half = Haze::of(&[0, 128]).expect("pixels");
        assert!((half.bits - 0.5).abs() < 1e-4 && half.undecided == 0.5);
        // A coin of 26 in 255: scipy.stats.entropy([26/255, 229/255], base=2).
        let coin = Haze::of(&[26]).expect("a pixel");
        assert!((coin.bits - 0.475_180_5).abs() < 1e-6, "{}", coin.bits);
        assert_eq!(Haze::of(&[]), None);
    }
}
