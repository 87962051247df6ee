//! What the text in words says of the scores.

use std::cmp::Ordering;

use super::State;
use crate::plot::fixed;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[AS_IT_COMES, WITH_A_GAUSSIAN];

/// The decoder, given codes from a standard normal, is no generator of real digits' quality.
const AS_IT_COMES: Finding = Finding {
    name: "as-it-comes",
    outcomes: &Outcome::ALL,
    figures: &["normal", "real", "n"],
};

/// Nor is it as good as a VAE with a Gaussian fitted to the codes.
const WITH_A_GAUSSIAN: Finding = Finding {
    name: "with-a-gaussian",
    outcomes: &Outcome::ALL,
    figures: &["fitted", "vae", "chance"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let Some(found) = state.findings() else {
        return vec![];
    };
    let score = |score: f64| fixed(score, 2);
    let outcome = |standing: Ordering| match standing {
        Ordering::Less => Outcome::Holds,
        Ordering::Equal => Outcome::Unclear,
        Ordering::Greater => Outcome::Fails,
    };
    vec![
        AS_IT_COMES.measured(
            outcome(found.standing(found.normal, found.real)),
            [score(found.normal), score(found.real), found.n.to_string()],
        ),
        WITH_A_GAUSSIAN.measured(
            outcome(found.standing(found.fitted, found.vae)),
            [
                score(found.fitted),
                score(found.vae),
                score(found.least_difference()),
            ],
        ),
    ]
}
