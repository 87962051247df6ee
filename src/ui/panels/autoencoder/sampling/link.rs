//! The panel's part of an address.

use std::fmt;

use super::super::code::read_size;
use crate::protocol::CodeSize;
use crate::ui::address::{AddressError, Fault, Fields, PanelLink, whole_number};

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub seed: u64,
    pub size: CodeSize,
    /// Images judged of each kind, one of [`COUNTS`].
    pub n: u16,
}

/// Images of each kind that may be judged.
pub const COUNTS: [u16; 3] = [500, 2_000, 5_000];

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 1,
            size: CodeSize::Eight,
            n: COUNTS[0],
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let size = fields.take("size", read_size)?;
        let n = fields.take("n", read_count)?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            size: size.unwrap_or(start.size),
            n: n.unwrap_or(start.n),
        })
    }
}

fn read_count(value: &str) -> Result<u16, Fault> {
    let mut named = COUNTS.into_iter().filter(|n| n.to_string() == value);
    named.next().ok_or(Fault::Malformed)
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = Self::default();
        write!(f, "seed={}", self.seed)?;
        if self.size != start.size {
            write!(f, "&size={}", self.size.n())?;
        }
        if self.n != start.n {
            write!(f, "&n={}", self.n)?;
        }
        Ok(())
    }
}
