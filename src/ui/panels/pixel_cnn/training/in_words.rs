//! What the text in words says of the run.

use super::State;
use crate::plot::fixed;
use crate::protocol::N_PIXELS;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[PARALLEL, LABELS];

/// One pass gives all predictions of a digit; a drawn image takes a step a pixel.
const PARALLEL: Finding = Finding {
    name: "parallel",
    outcomes: &[Outcome::Holds],
    figures: &["predictions", "drawn"],
};

/// The pixels' own values are labels enough to learn from.
const LABELS: Finding = Finding {
    name: "labels",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["first", "last", "steps"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let parallel = state.lesson.as_ref().map(|lesson| {
        let figures = [lesson.bits.len(), state.n_drawn().min(N_PIXELS)];
        PARALLEL.measured(Outcome::Holds, figures.map(|n| n.to_string()))
    });
    let labels = match &state.losses[..] {
        [first, .., last] => {
            let outcome = Outcome::of(last < first);
            let [first, last] = [first, last].map(|bits| fixed(f64::from(*bits), 2));
            Some(LABELS.measured(outcome, [first, last, state.losses.len().to_string()]))
        }
        _ => None,
    };
    parallel.into_iter().chain(labels).collect()
}
