use std::fmt;

use crate::plot::{BarScale, GreyRange};
use crate::ui::address::{AddressError, Choice, Fields};

/// How the bars of a softmax are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bars {
    pub range: GreyRange,
    pub scale: BarScale,
}

impl Bars {
    /// What the fields `zoom` and `scale` say.
    ///
    /// # Errors
    /// [`AddressError`] with the first field that cannot be.
    pub fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let range = fields.take("zoom", GreyRange::read)?;
        let scale = fields.take("scale", BarScale::read)?;
        Ok(Self {
            range: range.unwrap_or_default(),
            scale: scale.unwrap_or_default(),
        })
    }
}

impl fmt::Display for Bars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.range.write("zoom", f)?;
        self.scale.write("scale", f)
    }
}
