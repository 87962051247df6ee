//! The latents' part of an address.

use std::fmt;

use super::Path;
use crate::plot::short;
use crate::protocol::{N_GAN_LATENTS, N_GAN_SAMPLES};
use crate::ui::address::{
    AddressError, Choice, Fault, Fields, read_axes, share, whole_number, write_axes,
};

/// What is done with the noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    /// Drawn again.
    #[default]
    Again,
    /// On the way from one to another.
    Between,
    /// Set number by number.
    Sliders,
}

impl Choice for Look {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Again, "again"),
        (Self::Between, "between"),
        (Self::Sliders, "sliders"),
    ];
}

/// Sliders in sight at a time.
pub const N_IN_SIGHT: usize = 16;
pub const N_PAGES: usize = N_GAN_LATENTS.div_ceil(N_IN_SIGHT);

/// Noise that was drawn: which of the latents of a seed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawn {
    pub seed: u64,
    /// `0..N_GAN_SAMPLES`.
    pub idx: usize,
}

impl Drawn {
    pub const fn new(seed: u64, idx: usize) -> Self {
        Self { seed, idx }
    }

    fn read(value: &str) -> Result<Self, Fault> {
        let (seed, idx) = value.split_once('.').ok_or(Fault::Malformed)?;
        Ok(Self {
            seed: whole_number(seed, u64::MAX)?,
            idx: whole_number(idx, N_GAN_SAMPLES as u64 - 1)? as usize,
        })
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.seed, self.idx)
    }
}

/// What an address says of the latents.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub look: Look,
    /// The seed of the noise on the sheet.
    pub noise: u64,
    /// Which of its samples is seen large.
    pub chosen: usize,
    /// Between which there is a way.
    pub ends: [Drawn; 2],
    pub path: Path,
    /// How far on the way, 0 to 1.
    pub along: f32,
    /// What the sliders began with; none is 0 throughout.
    pub base: Option<Drawn>,
    /// Sliders that were moved since, rising, and where they are.
    pub moved: Vec<(usize, f32)>,
    /// Which sliders are in sight.
    pub page: usize,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            look: Look::default(),
            noise: 1,
            chosen: 0,
            ends: [Drawn::new(1, 0), Drawn::new(1, 1)],
            path: Path::default(),
            along: 0.5,
            base: Some(Drawn::new(1, 0)),
            moved: vec![],
            page: 0,
        }
    }
}

impl Link {
    /// Takes out the latents' own fields.
    ///
    /// # Errors
    /// [`AddressError`] with the first field that cannot be.
    pub fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let usual = Self::default();
        let look = fields.take("look", Look::read)?;
        let noise = fields.take("noise", |value| whole_number(value, u64::MAX))?;
        let chosen = fields.take("chosen", |value| {
            whole_number(value, N_GAN_SAMPLES as u64 - 1)
        })?;
        let mut ends = usual.ends;
        for (name, end) in ["a", "b"].iter().zip(&mut ends) {
            *end = fields.take(name, Drawn::read)?.unwrap_or(*end);
        }
        let path = fields.take("path", Path::read)?;
        let along = fields.take("along", share)?;
        let base = fields.take("z", |value| match value {
            "0" => Ok(None),
            value => Drawn::read(value).map(Some),
        })?;
        let moved = fields.take("moved", |value| read_axes(value, N_GAN_LATENTS))?;
        let page = fields.take("sliders", |value| whole_number(value, N_PAGES as u64 - 1))?;
        Ok(Self {
            look: look.unwrap_or_default(),
            noise: noise.unwrap_or(usual.noise),
            chosen: chosen.unwrap_or_default() as usize,
            ends,
            path: path.unwrap_or_default(),
            along: along.unwrap_or(usual.along),
            base: base.unwrap_or(usual.base),
            moved: moved.unwrap_or_default(),
            page: page.unwrap_or_default() as usize,
        })
    }
}

/// What is as usual is left out.
impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let usual = Self::default();
        self.look.write("look", f)?;
        if self.noise != usual.noise {
            write!(f, "&noise={}", self.noise)?;
        }
        if self.chosen != usual.chosen {
            write!(f, "&chosen={}", self.chosen)?;
        }
        for (name, (end, first)) in ["a", "b"].iter().zip(self.ends.iter().zip(&usual.ends)) {
            if end != first {
                write!(f, "&{name}={end}")?;
            }
        }
        self.path.write("path", f)?;
        if self.along != usual.along {
            write!(f, "&along={}", short(f64::from(self.along)))?;
        }
        match self.base {
            base if base == usual.base => {}
            None => f.write_str("&z=0")?,
            Some(base) => write!(f, "&z={base}")?,
        }
        if !self.moved.is_empty() {
            write_axes("moved", &mut self.moved.iter().copied(), f)?;
        }
        if self.page != usual.page {
            write!(f, "&sliders={}", self.page)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::address::{Page, Reader, Route};
    use crate::ui::panels::gan;

    const PAGE: Page = Page::new("gan");

    /// The panel's link of an address, written again.
    fn rewritten(query: &str) -> Result<String, AddressError> {
        let fragment = format!("#/gan?seed=1&show=latents{query}");
        let reader = |_: &str| Some(Reader::new::<gan::Link>(PAGE));
        let route = Route::parse(&fragment, reader)?;
        let link: gan::Link = route.link_on(PAGE).expect("the page's link");
        let written = link.to_string();
        let own = written.strip_prefix("seed=1&show=latents");
        Ok(own.expect("the rest of the link").to_owned())
    }

    #[test]
    fn links_survive_being_read_and_written() {
        for query in [
            "",
            "&noise=18446744073709551615&chosen=63",
            "&look=between&a=3.7&b=12.63&path=line&along=0.25",
            "&look=sliders&z=0&moved=0:1.25,63:-2.005&sliders=3",
            "&look=sliders&z=2.5",
        ] {
            assert_eq!(rewritten(query).as_deref(), Ok(query));
        }
        let usual = "&noise=1&chosen=0&a=1.0&path=arc&along=0.5&z=1.0&sliders=0";
        assert_eq!(rewritten(usual).as_deref(), Ok(""));
        assert_eq!(gan::Link::default().to_string(), "seed=1");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for query in [
            "&look=away",
            "&noise=-1",
            "&chosen=64",
            "&a=1",
            "&a=1.64",
            "&b=x.1",
            "&path=curve",
            "&along=1.5",
            "&z=1",
            "&moved=64:1",
            "&moved=2:1,1:1",
            "&moved=1:21",
            "&sliders=4",
        ] {
            assert!(rewritten(query).is_err(), "{query}");
        }
    }
}
