//! The figures in words, and as marks of the chart.

use super::{Figure, State};
use crate::i18n::compare::{CompareText, FigureText};
use crate::plot::{Level, Mark, Role, fixed, significant};
use crate::protocol::{Contender, MOST_COMPARED};

impl Figure {
    pub const fn name_in(self, words: &FigureText) -> &'static str {
        match self {
            Self::Time => words.time,
            Self::Stages => words.stages,
            Self::MultiplyAdds => words.multiply_adds,
            Self::Parameters => words.parameters,
            Self::Bytes => words.bytes,
            Self::Score => words.score,
            Self::Covered => words.covered,
            Self::Sharpness => words.sharpness,
            Self::Nearness => words.nearness,
            Self::GreyBits => words.grey_bits,
            Self::Nats => words.nats,
            Self::Elbo => words.elbo,
        }
    }

    /// A value of it, with its unit unless the name has that.
    pub fn shown(self, value: f64, words: &CompareText) -> String {
        match self {
            Self::Time => (words.milliseconds)(&significant(value, 3)),
            Self::MultiplyAdds => significant(value / 1e6, 3),
            Self::Stages | Self::Parameters => (words.whole)(value as u64),
            Self::Bytes => (words.kilobytes)(&fixed(value / 1e3, 0)),
            Self::Covered => fixed(value, 0),
            Self::Score | Self::Nats | Self::Elbo => fixed(value, 2),
            Self::Sharpness | Self::Nearness | Self::GreyBits => fixed(value, 4),
        }
    }
}

/// What a cell of the table says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cell {
    pub main: String,
    /// In smaller letters: how far it is, and what the manifest says.
    pub below: Vec<String>,
}

/// What is known of a figure of a contender.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Known {
    value: Option<f64>,
    recorded: Option<f64>,
    /// Test digits that it is taken over.
    n_digits: Option<u16>,
}

impl Known {
    pub fn of(state: &State, figure: Figure, contender: Contender) -> Self {
        let measured = state.measured(contender);
        Self {
            value: figure.of(measured),
            recorded: figure.recorded(contender, measured),
            n_digits: measured.scored.map(|(n_digits, _)| n_digits),
        }
    }

    pub fn cell(&self, figure: Figure, contender: Contender, words: &CompareText) -> Cell {
        let is_likelihood = Figure::LIKELIHOODS.contains(&figure);
        if !figure.is_of(contender) {
            let has_none = is_likelihood && contender.model().is_some() && !contender.is_scored();
            let main = if has_none { words.none } else { "–" };
            return Cell {
                main: main.to_owned(),
                below: vec![],
            };
        }
        let shown = |value: f64| {
            let value = figure.shown(value, words);
            match figure.is_bound(contender) {
                true => (words.at_most)(&value),
                false => value,
            }
        };
        let so_far = (self.n_digits)
            .filter(|n| is_likelihood && usize::from(*n) < MOST_COMPARED)
            .map(words.so_far);
        let recorded = self.recorded.map(|value| (words.recorded)(&shown(value)));
        Cell {
            main: self.value.map_or_else(String::new, shown),
            below: so_far.into_iter().chain(recorded).collect(),
        }
    }
}

/// The colour of a contender's name.
pub const fn role_of(contender: Contender) -> Role {
    match contender.model() {
        Some(_) => Role::Generated,
        None => Role::Data,
    }
}

/// The contenders as marks of the chart, and real digits, which cost nothing, as lines across it.
pub fn marks(state: &State, words: &CompareText) -> (Vec<Mark>, Vec<Level>) {
    let axes = state.axes;
    let (mut marks, mut levels) = (vec![], vec![]);
    let says = |figure: Figure, value: f64| {
        (words.valued)(figure.name_in(&words.figure), &figure.shown(value, words))
    };
    for contender in state.chosen.iter() {
        let name = (words.name)(contender);
        let (x, y) = (
            state.figure(axes.x, contender),
            state.figure(axes.y, contender),
        );
        let role = role_of(contender);
        match (x.filter(|x| *x > 0.0), y) {
            (Some(x), Some(y)) => marks.push(Mark {
                says: (words.mark)(&name, &[says(axes.x, x), says(axes.y, y)]),
                name,
                role,
                x,
                y,
            }),
            (None, Some(y)) if contender.model().is_none() => levels.push(Level { name, role, y }),
            _ => {}
        }
    }
    (marks, levels)
}
