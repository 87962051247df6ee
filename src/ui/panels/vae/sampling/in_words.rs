//! What the text in words says of the samples.

use super::{Haze, State};
use crate::plot::percent;
use crate::protocol::{ImageSet, N_PIXELS};
use crate::ui::panels::vae::sampling::Show;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[BLUR];

/// More of the decoder's means is grey than of real digits.
const BLUR: Finding = Finding {
    name: "blur",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["grey", "n", "real", "digits"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let samples = &state.samples;
    let is_there = state.show == Show::Prior && !samples.is_waiting();
    let digits = state.sets.of(ImageSet::TestDigits);
    let hazes = [&samples.pixels[..], digits].map(Haze::of);
    let [Some(samples_haze), Some(digits_haze)] = hazes.map(|haze| haze.filter(|_| is_there))
    else {
        return vec![];
    };
    let (grey, real) = (samples_haze.undecided, digits_haze.undecided);
    let figures = [
        percent(grey),
        (samples.pixels.len() / N_PIXELS).to_string(),
        percent(real),
        (digits.len() / N_PIXELS).to_string(),
    ];
    vec![BLUR.measured(Outcome::of(grey > real), figures)]
}
