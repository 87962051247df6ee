//! What the panel says in numbers about its state.

use super::Growth;
use crate::protocol::{Drawn, SIDE};

/// A pixel's place, counted from 1 as people do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub row: usize,
    pub column: usize,
}

/// The numbers beside the picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reading {
    /// The pixel whose distribution is shown.
    pub place: Option<Place>,
    /// At which that distribution is taken.
    pub temperature: f32,
    /// What that pixel became, if it is drawn.
    pub drawn: Option<Drawn>,
    /// The probability that it had, at `temperature`.
    pub probability: Option<f32>,
    pub n_pixels: usize,
    /// Surprise of all pixels on the screen together, at temperature 1.
    pub total_bits: f64,
}

impl Reading {
    pub fn of(state: &Growth) -> Self {
        let shown = state.distribution.as_ref();
        let drawn = shown.and_then(|distribution| distribution.drawn);
        let probability = shown.zip(drawn).and_then(|(distribution, drawn)| {
            let value = usize::from(drawn.value);
            distribution.probabilities.get(value).copied()
        });
        Self {
            place: shown.map(|distribution| Place::of(distribution.pixel)),
            temperature: shown.map_or(state.temperature, |distribution| distribution.temperature),
            drawn,
            probability,
            n_pixels: state.pixels().len(),
            // Not `sum`: the sum of no numbers is a negative zero.
            total_bits: state
                .bits()
                .iter()
                .fold(0.0, |total, bits| total + f64::from(*bits)),
        }
    }

    /// None before the first pixel.
    pub fn bits_per_pixel(&self) -> Option<f64> {
        (self.n_pixels > 0).then(|| self.total_bits / self.n_pixels as f64)
    }
}

impl Place {
    fn of(pixel: u16) -> Self {
        let pixel = usize::from(pixel);
        Self {
            row: pixel / SIDE + 1,
            column: pixel % SIDE + 1,
        }
    }
}

/// The mean surprise of the first 1, 2, 3, … pixels, as points for a chart.
pub fn running_mean(bits: &[f32]) -> Vec<(f64, f64)> {
    let mut total_bits = 0.0;
    let points = bits.iter().enumerate().map(|(pixel_idx, bits)| {
        total_bits += f64::from(*bits);
        let n_pixels = (pixel_idx + 1) as f64;
        (n_pixels, total_bits / n_pixels)
    });
    points.collect()
}

/// FNV-1a over pixels, in 16 hexadecimal digits: two pictures alike have the same.
pub fn digest(pixels: &[u8]) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01b3;
    let hash = pixels.iter().fold(BASIS, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(PRIME)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_from_one() {
        let place = |row, column| Place { row, column };
        assert_eq!(Place::of(0), place(1, 1));
        assert_eq!(Place::of(27), place(1, 28));
        assert_eq!(Place::of(28), place(2, 1));
        assert_eq!(Place::of(783), place(28, 28));
    }

    #[test]
    fn the_running_mean_ends_at_the_mean() {
        let points = running_mean(&[1.0, 0.0, 2.0]);
        assert_eq!(points, [(1.0, 1.0), (2.0, 0.5), (3.0, 1.0)]);
    }

    /// The first two are the published test vectors of 64-bit FNV-1a.
    #[test]
    fn digests_are_fnv_1a() {
        assert_eq!(digest(b""), "cbf29ce484222325");
        assert_eq!(digest(b"a"), "af63dc4c8601ec8c");
        assert_ne!(digest(&[0, 1]), digest(&[1, 0]));
    }
}
