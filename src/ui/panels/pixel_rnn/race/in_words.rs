//! What the text in words says of what recurrence costs.

use super::{Figures, State};
use crate::plot::significant;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[SLOW];

/// The PixelRNN's step takes longer than its multiply-adds say.
const SLOW: Finding = Finding {
    name: "slow",
    outcomes: &[Outcome::Holds, Outcome::Fails],
    figures: &["time", "adds", "rnn", "cnn", "parallel"],
};

/// How much longer for each multiply-add counts as slow.
const MUCH: f64 = 1.25;

pub fn findings(state: &State) -> Vec<Measured> {
    let Some([recurrent, convolutional]) = state.pair(state.link.side) else {
        return vec![];
    };
    let over = |of: fn(&Figures) -> f64| of(&recurrent) / of(&convolutional);
    let figures = [
        significant(over(Figures::ms), 3),
        significant(over(|f| f.median.multiply_adds as f64), 3),
        recurrent.n_stages().to_string(),
        convolutional.n_stages().to_string(),
        significant(over(Figures::parallel_ms), 3),
    ];
    vec![SLOW.measured(Outcome::of(over(Figures::rate) > MUCH), figures)]
}
