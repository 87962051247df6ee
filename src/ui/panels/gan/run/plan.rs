use super::{Past, USUAL};
use crate::protocol::{GanNet, GanSettings, GanStart};

/// All that a run follows from.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub net: GanNet,
    /// Names the first weights, the order of the real images, and the noise.
    pub seed: u64,
    pub start: GanStart,
    pub past: Past,
    /// Of the next steps.
    pub settings: GanSettings,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            net: GanNet::Convolutional,
            seed: 1,
            start: GanStart::Fresh,
            past: Past::default(),
            settings: USUAL,
        }
    }
}
