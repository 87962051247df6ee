//! The panel's part of an address.

use std::fmt;

use crate::plot::{BarScale, GreyRange};
use crate::ui::address::{AddressError, Choice, Fields, PanelLink};
use crate::ui::panels::source::Source;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub source: Source,
    pub range: GreyRange,
    pub scale: BarScale,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            source: Source::Digit(0),
            range: GreyRange::default(),
            scale: BarScale::default(),
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let source = fields.take("of", Source::read)?;
        let range = fields.take("zoom", GreyRange::read)?;
        let scale = fields.take("scale", BarScale::read)?;
        Ok(Self {
            source: source.unwrap_or(Self::default().source),
            range: range.unwrap_or_default(),
            scale: scale.unwrap_or_default(),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "of={}", self.source)?;
        self.range.write("zoom", f)?;
        self.scale.write("scale", f)
    }
}
