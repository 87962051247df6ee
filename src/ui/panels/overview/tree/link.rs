//! The panel's part of an address.

use std::fmt;

use crate::ui::address::{AddressError, Fields, PanelLink, whole_number};

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Of all pictures.
    pub seed: u64,
}

impl Default for Link {
    fn default() -> Self {
        Self { seed: 1 }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        Ok(seed.map_or_else(Self::default, |seed| Self { seed }))
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed={}", self.seed)
    }
}
