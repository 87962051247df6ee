//! What the text in words says of an image and its reconstruction.

use super::State;
use crate::plot::{fixed, percent};
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[RETURNS];

/// What comes back is what went in: at most a fifth of the image's variance is lost.
const RETURNS: Finding = Finding {
    name: "returns",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["error", "variance", "lost", "size"],
};

/// Of the variance, at the most.
const LOST: f64 = 0.2;

pub fn findings(state: &State) -> Vec<Measured> {
    let own = state
        .own()
        .filter(|_| state.dragged.is_none() && !state.is_waiting());
    let Some((own, variance)) = own.and_then(|own| Some((own, variance(&own.seen)?))) else {
        return vec![];
    };
    let error = f64::from(own.squared_error);
    let lost = error / variance;
    let figures = [
        fixed(error, 4),
        fixed(variance, 4),
        percent(lost),
        state.size.n().to_string(),
    ];
    vec![RETURNS.measured(Outcome::of(lost <= LOST), figures)]
}

/// Of an image's pixels in 0..1: the squared error of answering with their mean alone. None of an
/// image of one grey.
fn variance(pixels: &[u8]) -> Option<f64> {
    let n = pixels.len().max(1) as f64;
    let greys = || pixels.iter().map(|grey| f64::from(*grey) / 255.0);
    let mean = greys().sum::<f64>() / n;
    let variance = greys().map(|grey| (grey - mean).powi(2)).sum::<f64>() / n;
    (variance > 0.0).then_some(variance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variance_is_that_of_the_pixels() {
        assert_eq!(variance(&[0, 255]), Some(0.25));
        assert_eq!(variance(&[7, 7]), None);
        assert_eq!(variance(&[]), None);
    }
}
