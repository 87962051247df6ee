//! The panel's part of an address: all that it takes to have the same picture again.

use std::fmt;

use super::Showing;
use crate::ui::address::{AddressError, Choice, Fields, PanelLink, is_on, whole_number};
use crate::ui::panels::growth::{Bars, Plan};

/// The last layer that an address may name, counted from 0; a net with fewer shows its last.
pub const LAST_LAYER: u64 = 31;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    pub plan: Plan,
    pub looks: Looks,
    /// Whether the nearest training digits of a finished image are looked for.
    pub wants_nearest: bool,
    /// Whether a classifier is asked what it sees in the finished images.
    pub wants_classified: bool,
}

/// How the image is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Looks {
    pub showing: Showing,
    /// Whose mask is shown, counted from 0.
    pub layer: usize,
    pub bars: Bars,
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let plan = Plan::read_with_number(fields)?;
        let showing = fields.take("show", Showing::read)?;
        let layer = fields.take("layer", |value| whole_number(value, LAST_LAYER))?;
        let bars = Bars::read(fields)?;
        let wants_nearest = fields.take("near", is_on)?;
        let wants_classified = fields.take("judge", is_on)?;
        Ok(Self {
            plan,
            looks: Looks {
                showing: showing.unwrap_or_default(),
                layer: layer.unwrap_or_default() as usize,
                bars,
            },
            wants_nearest: wants_nearest.unwrap_or_default(),
            wants_classified: wants_classified.unwrap_or_default(),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.plan.write_with_number(f)?;
        self.looks.showing.write("show", f)?;
        if self.looks.layer != 0 {
            write!(f, "&layer={}", self.looks.layer)?;
        }
        write!(f, "{}", self.looks.bars)?;
        if self.wants_nearest {
            f.write_str("&near=on")?;
        }
        if self.wants_classified {
            f.write_str("&judge=on")?;
        }
        Ok(())
    }
}
