//! What the text in words says of an image's surprise.

use super::{Net, State};
use crate::plot::fixed;
use crate::protocol::N_PIXELS;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[KNOWS];

/// The net pays less for the image than one who knows the grey values' frequencies alone.
const KNOWS: Finding = Finding {
    name: "knows",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["bits", "histogram"],
};

pub fn findings<N: Net>(state: &State<N>) -> Vec<Measured> {
    let Some(score) = state.score.as_ref().filter(|_| !state.is_waiting()) else {
        return vec![];
    };
    let (bits, histogram) = (score.total_bits(), score.histogram_bits);
    let figures = [bits, histogram].map(|bits| fixed(bits / N_PIXELS as f64, 3));
    vec![KNOWS.measured(Outcome::of(bits < histogram), figures)]
}
