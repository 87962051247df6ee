//! What the text in words says of what recurrence costs.

use super::{Figures, State};
use crate::i18n::pixel_rnn::race::follows;
use crate::plot::significant;
use crate::ui::words::{Finding, Measured, Outcome};

pub const FINDINGS: &[Finding] = &[SLOW];

/// It does not hold on one thread, whatever comes out: nobody else would work while stages wait. It
/// is refuted where time goes by multiply-adds, and left open where something else is in it too.
const SLOW: Finding = Finding {
    name: "slow",
    outcomes: &[Outcome::Fails, Outcome::Unclear],
    figures: &["time", "adds", "rnn", "cnn", "parallel"],
};

pub fn findings(state: &State) -> Vec<Measured> {
    let Some([recurrent, convolutional]) = state.pair(state.link.side) else {
        return vec![];
    };
    let over = |of: fn(&Figures) -> f64| of(&recurrent) / of(&convolutional);
    let figures = [
        significant(over(Figures::ms), 3),
        significant(over(|f| f.median.multiply_adds as f64), 3),
        recurrent.n_waiting().to_string(),
        convolutional.n_waiting().to_string(),
        significant(over(Figures::parallel_ms), 3),
    ];
    let outcome = match follows(over(Figures::rate)) {
        true => Outcome::Fails,
        false => Outcome::Unclear,
    };
    vec![SLOW.measured(outcome, figures)]
}
