//! A plan's part of an address.

use std::fmt::{self, Display as _};

use super::{Plan, SPEEDS, Schedule};
use crate::plot::{decimal, short};
use crate::protocol::{N_PIXELS, TEMPERATURES, TemperatureFrom};
use crate::ui::address::{AddressError, Fault, Fields, whole_number};

/// Images that are drawn side by side, where a visitor has the choice.
pub const N_IMAGES: [usize; 3] = [1, 4, 16];

impl Plan {
    /// The same where the field `n` says how many images there are.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_with_number(fields: &mut Fields) -> Result<Self, AddressError> {
        let n_images = fields.take("n", |value| {
            let n = whole_number(value, N_IMAGES[2] as u64)? as usize;
            N_IMAGES.contains(&n).then_some(n).ok_or(Fault::Malformed)
        })?;
        let start = Self {
            n_images: n_images.unwrap_or(N_IMAGES[0]),
            ..Self::default()
        };
        Self::read(fields, start)
    }

    /// Writes the plan, and `n` where there is more than one image.
    ///
    /// # Errors
    /// Where `f` takes no more.
    pub fn write_with_number(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fmt(f)?;
        match self.n_images == N_IMAGES[0] {
            true => Ok(()),
            false => write!(f, "&n={}", self.n_images),
        }
    }

    /// What the fields say; the rest is as in `start`. The number of images is each panel's own.
    ///
    /// # Errors
    /// [`AddressError`] with the first field that cannot be.
    pub fn read(fields: &mut Fields, start: Self) -> Result<Self, AddressError> {
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let at = fields.take("at", |value| pixel(value, N_PIXELS as u16))?;
        let schedule = fields.take("t", schedule)?;
        let speed = fields.take("speed", speed)?;
        let last = start.n_images.saturating_sub(1) as u64;
        let watched = fields.take("image", |value| whole_number(value, last))?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            n_images: start.n_images,
            at: at.unwrap_or(start.at),
            schedule: schedule.unwrap_or(start.schedule),
            speed: speed.unwrap_or(start.speed),
            watched: watched.map_or(start.watched, |watched| watched as usize),
        })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "seed={}&at={}&t=", self.seed, self.at)?;
        for entry in self.schedule.entries() {
            if entry.pixel == 0 {
                f.write_str(&short(entry.temperature.into()))?;
            } else {
                write!(f, ",{}@{}", short(entry.temperature.into()), entry.pixel)?;
            }
        }
        if self.speed.is_finite() {
            write!(f, "&speed={}", short(self.speed))?;
        } else {
            f.write_str("&speed=max")?;
        }
        if self.watched != 0 {
            write!(f, "&image={}", self.watched)?;
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
    let temperature = decimal(degrees).ok_or(Fault::Malformed)? as f32;
    if !TEMPERATURES.contains(&temperature) {
        return Err(Fault::OutOfRange {
            least: short((*TEMPERATURES.start()).into()),
            most: short((*TEMPERATURES.end()).into()),
        });
    }
    Ok(TemperatureFrom { pixel, temperature })
}

fn speed(value: &str) -> Result<f64, Fault> {
    if value == "max" {
        return Ok(f64::INFINITY);
    }
    let speed = decimal(value).ok_or(Fault::Malformed)?;
    if !SPEEDS.contains(&speed) {
        return Err(Fault::OutOfRange {
            least: short(*SPEEDS.start()),
            most: short(*SPEEDS.end()),
        });
    }
    Ok(speed)
}
