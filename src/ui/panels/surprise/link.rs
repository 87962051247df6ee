//! The panel's part of an address.

use std::fmt;

use crate::ui::address::{AddressError, Fields, PanelLink};
use crate::ui::panels::growth::Bars;
use crate::ui::panels::source::Source;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub source: Source,
    pub bars: Bars,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            source: Source::Digit(0),
            bars: Bars::default(),
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let source = fields.take("of", Source::read)?;
        let bars = Bars::read(fields)?;
        Ok(Self {
            source: source.unwrap_or(Self::default().source),
            bars,
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "of={}{}", self.source, self.bars)
    }
}
