//! The panel's part of an address: all that it takes to have the same picture again.

use std::{fmt, ops::RangeInclusive};

use super::{schedule::Schedule, showing::Showing};
use crate::protocol::{N_PIXELS, TEMPERATURES, TemperatureFrom};
use crate::ui::{
    address::{AddressError, Fault, Fields, whole_number},
    widgets::transport::FASTEST_PACED,
};

/// Pixels a second, from the slowest to the fastest that is still counted; beyond it the
/// picture grows as fast as it can, which is written as `max` and held as infinity.
pub const SPEEDS: RangeInclusive<f64> = 1.0..=FASTEST_PACED;

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub seed: u64,
    /// Pixels on the screen, `0..=N_PIXELS`.
    pub at: u16,
    pub schedule: Schedule,
    /// Pixels a second, within [`SPEEDS`] or infinite.
    pub speed: f64,
    pub showing: Showing,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 7,
            at: 0,
            schedule: Schedule::constant(1.0),
            speed: 60.0,
            showing: Showing::Image,
        }
    }
}

impl Link {
    /// # Errors
    /// [`AddressError`] with the first field that cannot be.
    pub fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let at = fields.take("at", |value| pixel(value, N_PIXELS as u16))?;
        let schedule = fields.take("t", schedule)?;
        let speed = fields.take("speed", speed)?;
        let showing = fields.take("show", |name| Showing::named(name).ok_or(Fault::Malformed))?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            at: at.unwrap_or(start.at),
            schedule: schedule.unwrap_or(start.schedule),
            speed: speed.unwrap_or(start.speed),
            showing: showing.unwrap_or(start.showing),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed={}&at={}&t=", self.seed, self.at)?;
        for entry in self.schedule.entries() {
            if entry.pixel == 0 {
                write!(f, "{}", entry.temperature)?;
            } else {
                write!(f, ",{}@{}", entry.temperature, entry.pixel)?;
            }
        }
        if self.speed.is_finite() {
            write!(f, "&speed={}", self.speed)?;
        } else {
            f.write_str("&speed=max")?;
        }
        // Left out where it is the usual one: links stay as short as they were.
        if self.showing != Showing::default() {
            write!(f, "&show={}", self.showing)?;
        }
        Ok(())
    }
}

fn pixel(value: &str, most: u16) -> Result<u16, Fault> {
    let number = whole_number(value, u64::from(most))?;
    u16::try_from(number).map_err(|_| Fault::Malformed)
}

/// `1,0.5@300`: the first from pixel 0, each further one from the pixel that it names.
fn schedule(value: &str) -> Result<Schedule, Fault> {
    let entries: Result<Vec<_>, _> = value
        .split(',')
        .enumerate()
        .map(|(entry_idx, entry)| match entry.split_once('@') {
            None if entry_idx == 0 => temperature_from(0, entry),
            Some((degrees, from)) if entry_idx > 0 => {
                temperature_from(pixel(from, N_PIXELS as u16 - 1)?, degrees)
            }
            _ => Err(Fault::Malformed),
        })
        .collect();
    Schedule::new(entries?).ok_or(Fault::Malformed)
}

fn temperature_from(pixel: u16, degrees: &str) -> Result<TemperatureFrom, Fault> {
    let temperature: f32 = degrees.parse().map_err(|_| Fault::Malformed)?;
    if !temperature.is_finite() {
        return Err(Fault::Malformed);
    }
    if !TEMPERATURES.contains(&temperature) {
        return Err(Fault::OutOfRange {
            least: TEMPERATURES.start().to_string(),
            most: TEMPERATURES.end().to_string(),
        });
    }
    Ok(TemperatureFrom { pixel, temperature })
}

fn speed(value: &str) -> Result<f64, Fault> {
    if value == "max" {
        return Ok(f64::INFINITY);
    }
    let speed: f64 = value.parse().map_err(|_| Fault::Malformed)?;
    if !speed.is_finite() {
        return Err(Fault::Malformed);
    }
    if !SPEEDS.contains(&speed) {
        return Err(Fault::OutOfRange {
            least: SPEEDS.start().to_string(),
            most: SPEEDS.end().to_string(),
        });
    }
    Ok(speed)
}
