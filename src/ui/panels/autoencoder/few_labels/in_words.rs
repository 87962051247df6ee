//! What the text in words says of the draws of labels.

use super::State;
use super::state::METHODS;
use crate::plot::fixed;
use crate::protocol::LABEL_COUNTS;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[CODES_HELP];

/// A classifier on the codes does better than one on the pixels.
const CODES_HELP: Finding = Finding {
    name: "codes-help",
    outcomes: &Outcome::ALL,
    figures: &["labels", "draws", "code", "pixels", "low", "high"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let [code, pixels, _] = METHODS.map(|method| state.accuracies(method)[state.count]);
    let interval = state.differences()[state.count];
    let (Some(code), Some(pixels), Some(interval)) = (code, pixels, interval) else {
        return vec![];
    };
    let outcome = match interval {
        interval if interval.low > 0.0 => Outcome::Holds,
        interval if interval.high < 0.0 => Outcome::Fails,
        _ => Outcome::Unclear,
    };
    let labels = LABEL_COUNTS.get(state.count).copied().unwrap_or_default();
    let figures = [
        labels.to_string(),
        state.n_draws().to_string(),
        fixed(code.mean, 1),
        fixed(pixels.mean, 1),
        fixed(interval.low, 1),
        fixed(interval.high, 1),
    ];
    vec![CODES_HELP.measured(outcome, figures)]
}
