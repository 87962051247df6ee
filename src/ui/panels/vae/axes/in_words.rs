//! What the text in words says of the axes.

use super::State;
use crate::plot::fixed;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[EACH_AXIS];

/// Each axis of an independent prior says something of the digit.
const EACH_AXIS: Finding = Finding {
    name: "each-axis",
    outcomes: &[Outcome::Fails, Outcome::Unclear],
    figures: &["axes", "dead", "most", "least"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let Some(axes) = state.mapping.of(state.model) else {
        return vec![];
    };
    let (n_axes, n_dead) = state.counts();
    let nats = |kl: Option<f32>| kl.map_or_else(String::new, |kl| fixed(kl.into(), 2));
    let figures = [
        n_axes.to_string(),
        n_dead.to_string(),
        nats(axes.first().map(|axis| axis.kl)),
        nats(axes.last().map(|axis| axis.kl)),
    ];
    // That an axis says something does not make it readable: that is for eyes to judge.
    let outcome = match n_dead {
        0 => Outcome::Unclear,
        _ => Outcome::Fails,
    };
    vec![EACH_AXIS.measured(outcome, figures)]
}
