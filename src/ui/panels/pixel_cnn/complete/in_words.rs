//! What the text in words says of the completions.

use std::collections::BTreeSet;

use super::State;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[VARIETY];

/// One beginning goes on in more ways than one.
const VARIETY: Finding = Finding {
    name: "variety",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["different", "n", "pixels"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let growth = &state.growth;
    let n_drawn = growth.n_pixels() - growth.n_given();
    if !growth.is_complete() || n_drawn == 0 {
        return vec![];
    }
    let different: BTreeSet<&[u8]> = growth
        .images
        .iter()
        .map(|image| &image.pixels[..])
        .collect();
    let figures = [different.len(), growth.images.len(), n_drawn];
    let outcome = Outcome::of(different.len() > 1);
    vec![VARIETY.measured(outcome, figures.map(|n| n.to_string()))]
}
