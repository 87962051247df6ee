//! What the text in words says of the run.

use super::curves::{N_CLASSES, counts, n_covered};
use super::{Show, State};
use crate::plot::{fixed, mean_sigmoid, significant};
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[FLAT, COVERS];

/// Where the discriminator is sure, the minimax loss gives the generator the shorter gradient.
const FLAT: Finding = Finding {
    name: "flat",
    outcomes: &Outcome::ALL,
    figures: &["believed", "minimax", "other", "ratio"],
};

/// The samples show every digit.
const COVERS: Finding = Finding {
    name: "covers",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["covered", "n", "score", "steps"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    flat(state).into_iter().chain(covers(state)).collect()
}

fn flat(state: &State) -> Option<Measured> {
    /// Lengths that differ by less are alike.
    const ALIKE: f64 = 1.05;
    let slopes = &state.losses.slopes;
    let ratio = slopes.ratio().filter(|_| state.show == Show::Losses)?;
    let outcome = match ratio {
        ratio if ratio >= ALIKE => Outcome::Holds,
        ratio if ratio <= 1.0 / ALIKE => Outcome::Fails,
        _ => Outcome::Unclear,
    };
    let [minimax, other] = slopes.norms.map(|norm| significant(norm.into(), 2));
    let believed = significant(mean_sigmoid(&slopes.logits), 2);
    Some(FLAT.measured(outcome, [believed, minimax, other, significant(ratio, 2)]))
}

fn covers(state: &State) -> Option<Measured> {
    let sketch = state.run.sketch.as_ref()?;
    let n_covered = n_covered(&counts(&sketch.classes));
    let figures = [
        n_covered.to_string(),
        sketch.classes.len().to_string(),
        fixed(sketch.verdict.score.into(), 2),
        state.run.n_steps_in_all().to_string(),
    ];
    Some(COVERS.measured(Outcome::of(n_covered == N_CLASSES), figures))
}
