//! The panel's part of an address.

use std::fmt;

use crate::protocol::RACE_SIDES;
use crate::ui::address::{AddressError, Fault, Fields, PanelLink, is_on};

/// Laps of each net at each side.
pub const N_LAPS: [u16; 4] = [1, 5, 15, 50];

/// Images of a training step.
pub const N_IMAGES: [u8; 3] = [1, 4, 16];

/// What an address says of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Of the images whose step is drawn, one of [`RACE_SIDES`].
    pub side: u8,
    /// One of [`N_LAPS`].
    pub n_laps: u16,
    /// One of [`N_IMAGES`].
    pub n_images: u8,
    /// Whether laps are timed at once.
    pub runs: bool,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            side: RACE_SIDES[2],
            n_laps: N_LAPS[1],
            n_images: N_IMAGES[1],
            runs: false,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let side = fields.take("side", |value| one_of(value, &RACE_SIDES))?;
        let n_laps = fields.take("laps", |value| one_of(value, &N_LAPS))?;
        let n_images = fields.take("images", |value| one_of(value, &N_IMAGES))?;
        let runs = fields.take("run", is_on)?;
        Ok(Self {
            side: side.unwrap_or(start.side),
            n_laps: n_laps.unwrap_or(start.n_laps),
            n_images: n_images.unwrap_or(start.n_images),
            runs: runs.unwrap_or(start.runs),
        })
    }
}

/// The choice that a text writes.
fn one_of<T: Copy + ToString>(value: &str, choices: &[T]) -> Result<T, Fault> {
    let mut choices = choices.iter().copied();
    let choice = choices.find(|choice| choice.to_string() == value);
    choice.ok_or(Fault::Malformed)
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            side,
            n_laps,
            n_images,
            runs,
        } = self;
        write!(f, "side={side}&laps={n_laps}&images={n_images}")?;
        if *runs {
            f.write_str("&run=on")?;
        }
        Ok(())
    }
}
