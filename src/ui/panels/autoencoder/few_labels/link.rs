//! The panel's part of an address.

use std::fmt;

use crate::protocol::LABEL_COUNTS;
use crate::ui::address::{AddressError, Fault, Fields, PanelLink, whole_number};

pub const N_COUNTS: usize = LABEL_COUNTS.len();

/// Draws of labels of each number, at the most.
pub const MOST_DRAWS: usize = 20;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Names the first draw of labels; the others have the seeds that follow.
    pub seed: u64,
    /// The place in [`LABEL_COUNTS`] of the number that is looked at.
    pub count: usize,
    /// Draws made with each number of labels.
    pub n_draws: [usize; N_COUNTS],
}

impl Default for Link {
    fn default() -> Self {
        Self::one_draw(1, 2)
    }
}

impl Link {
    /// A first draw, and nothing else.
    pub fn one_draw(seed: u64, count: usize) -> Self {
        let mut n_draws = [0; N_COUNTS];
        if let Some(n) = n_draws.get_mut(count) {
            *n = 1;
        }
        Self {
            seed,
            count,
            n_draws,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let count = fields.take("labels", |value| {
            let known = LABEL_COUNTS.iter().map(u16::to_string);
            let mut places = known.enumerate().filter(|(_, known)| known == value);
            places
                .next()
                .map(|(place, _)| place)
                .ok_or(Fault::Malformed)
        })?;
        let n_draws = fields.take("draws", read_draws)?;
        let link = Self::one_draw(seed.unwrap_or(start.seed), count.unwrap_or(start.count));
        Ok(Self {
            n_draws: n_draws.unwrap_or(link.n_draws),
            ..link
        })
    }
}

/// As many numbers as there are counts, with points between.
fn read_draws(value: &str) -> Result<[usize; N_COUNTS], Fault> {
    let mut n_draws = [0; N_COUNTS];
    let mut given = value.split('.');
    for n in &mut n_draws {
        let value = given.next().ok_or(Fault::Malformed)?;
        *n = whole_number(value, MOST_DRAWS as u64)? as usize;
    }
    match given.next() {
        None => Ok(n_draws),
        Some(_) => Err(Fault::Malformed),
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let labels = LABEL_COUNTS.get(self.count).copied().unwrap_or_default();
        write!(f, "labels={labels}&seed={}", self.seed)?;
        if *self == Self::one_draw(self.seed, self.count) {
            return Ok(());
        }
        let n_draws = self.n_draws.map(|n| n.to_string());
        write!(f, "&draws={}", n_draws.join("."))
    }
}
