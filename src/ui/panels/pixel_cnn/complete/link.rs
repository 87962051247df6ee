//! The panel's part of an address.

use std::fmt;

use crate::protocol::SIDE;
use crate::ui::address::{AddressError, Fault, Fields, PanelLink, whole_number};
use crate::ui::panels::growth::Plan;
use crate::ui::panels::source::Source;

/// Completions of one beginning.
pub const N_COMPLETIONS: usize = 9;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub plan: Plan,
    /// A test digit or a drawing.
    pub source: Source,
    /// Rows of it that are kept, `0..=SIDE`.
    pub n_rows: usize,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            plan: Plan {
                n_images: N_COMPLETIONS,
                speed: 200.0,
                ..Plan::default()
            },
            source: Source::Digit(0),
            n_rows: SIDE / 2,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let plan = Plan::read(fields, start.plan)?;
        let source = fields.take("of", |value| match Source::read(value)? {
            source @ (Source::Digit(_) | Source::Drawing(_)) => Ok(source),
            _ => Err(Fault::Malformed),
        })?;
        let n_rows = fields.take("rows", |value| whole_number(value, SIDE as u64))?;
        Ok(Self {
            plan,
            source: source.unwrap_or(start.source),
            n_rows: n_rows.map_or(start.n_rows, |n_rows| n_rows as usize),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}&of={}&rows={}", self.plan, self.source, self.n_rows)
    }
}
