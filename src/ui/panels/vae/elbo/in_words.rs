//! What the text in words says of an image's bound.

use super::State;
use crate::plot::fixed;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[BELOW];

/// The ELBO lies below the logarithm of the density.
const BELOW: Finding = Finding {
    name: "below",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["elbo", "density", "gap"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let bound = state.bound.as_ref().filter(|_| state.is_complete());
    let Some((bound, gap)) = bound.and_then(|bound| Some((bound, bound.gap()?))) else {
        return vec![];
    };
    let elbo = bound.elbo();
    let figures = [elbo, elbo + gap, gap].map(|nats| fixed(nats, 2));
    vec![BELOW.measured(Outcome::of(gap >= 0.0), figures)]
}
