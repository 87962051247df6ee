//! The panel's part of an address.

use std::fmt;

use crate::ui::address::{AddressError, Fields, PanelLink, whole_number};

/// The last step that a run goes to.
pub const LAST_STEP: u32 = 2_000;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Names the first weights and all that follows.
    pub seed: u64,
    /// Steps made, `0..=LAST_STEP`.
    pub n_steps: u32,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 1,
            n_steps: 0,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let n_steps = fields.take("steps", |value| whole_number(value, LAST_STEP.into()))?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            n_steps: n_steps.map_or(start.n_steps, |n_steps| n_steps as u32),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed={}&steps={}", self.seed, self.n_steps)
    }
}
