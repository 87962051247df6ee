//! The panel's part of an address.

use std::fmt;

use super::{Map, Showing};
use crate::ui::address::{AddressError, Choice, Fields, PanelLink, whole_number};
use crate::ui::panels::growth::{Bars, Plan};

/// The last layer and the last unit that an address may name, counted from 0; a net with fewer
/// shows its last.
pub const LAST_LAYER: u64 = 31;
pub const LAST_UNIT: u64 = u8::MAX as u64;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Link {
    pub plan: Plan,
    pub looks: Looks,
}

/// How the image and the states over it are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Looks {
    pub showing: Showing,
    pub map: Map,
    /// Whose states are shown, counted from 0.
    pub layer: u8,
    /// The number of each state that is looked at, counted from 0.
    pub unit: u8,
    pub bars: Bars,
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let plan = Plan::read_with_number(fields)?;
        let showing = fields.take("show", Showing::read)?;
        let map = fields.take("map", Map::read)?;
        let layer = fields.take("layer", |value| whole_number(value, LAST_LAYER))?;
        let unit = fields.take("unit", |value| whole_number(value, LAST_UNIT))?;
        Ok(Self {
            plan,
            looks: Looks {
                showing: showing.unwrap_or_default(),
                map: map.unwrap_or_default(),
                layer: layer.unwrap_or_default() as u8,
                unit: unit.unwrap_or_default() as u8,
                bars: Bars::read(fields)?,
            },
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.plan.write_with_number(f)?;
        self.looks.showing.write("show", f)?;
        self.looks.map.write("map", f)?;
        for (name, number) in [("layer", self.looks.layer), ("unit", self.looks.unit)] {
            if number != 0 {
                write!(f, "&{name}={number}")?;
            }
        }
        write!(f, "{}", self.looks.bars)
    }
}
