//! What the texts in words say of a run.

use super::Run;
use crate::plot::significant;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[LEARNS];

/// The loss falls: the first steps' mean against the last ones'.
const LEARNS: Finding = Finding {
    name: "learns",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["first", "last", "n", "steps"],
};

/// Steps on either end: the loss of one batch says little.
const N_MEAN: usize = 10;

pub fn findings(run: &Run) -> Vec<Measured> {
    let losses = run.history.losses();
    let known: Vec<f64> = losses.filter(|loss| loss.is_finite()).collect();
    if known.len() < 2 * N_MEAN {
        return vec![];
    }
    let mean = |losses: &[f64]| losses.iter().sum::<f64>() / losses.len() as f64;
    let first = mean(&known[..N_MEAN]);
    let last = mean(&known[known.len() - N_MEAN..]);
    let figures = [
        significant(first, 3),
        significant(last, 3),
        N_MEAN.to_string(),
        run.plan.n_steps.to_string(),
    ];
    vec![LEARNS.measured(Outcome::of(last < first), figures)]
}
