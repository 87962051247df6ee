//! The panel's part of an address.

use std::fmt;

use crate::plot::short;
use crate::protocol::VaeId;
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, share, whole_number};
use crate::ui::panels::source::Source;
use crate::ui::panels::vae::model::{model_named, name_of};

/// Samples on the sheet.
pub const N_SAMPLES: usize = 64;
/// Draws of pixels that are shown.
pub const N_DRAWS: usize = 8;

/// What is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// Samples from the prior.
    #[default]
    Prior,
    /// The way between two images.
    Between,
    /// All of a plane of latents.
    Manifold,
    /// Why samples are blurry.
    Blur,
}

impl Choice for Show {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Prior, "prior"),
        (Self::Between, "between"),
        (Self::Manifold, "manifold"),
        (Self::Blur, "blur"),
    ];
}

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub seed: u64,
    pub model: VaeId,
    pub show: Show,
    /// Which sample is seen large.
    pub chosen: usize,
    /// The two images: test digits or drawings.
    pub ends: [Source; 2],
    /// How far on the way from one to the other, 0 to 1.
    pub along: f32,
    /// The place on the manifold, in shares of the prior.
    pub at: [f32; 2],
    /// Whether the digits' posteriors are on the manifold.
    pub has_posteriors: bool,
    /// Which draw of pixels is seen large.
    pub draw: usize,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 1,
            model: VaeId::Good,
            show: Show::Prior,
            chosen: 0,
            ends: [Source::Digit(0), Source::Digit(1)],
            along: 0.5,
            at: [0.5; 2],
            has_posteriors: true,
            draw: 0,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let [first, second] = start.ends;
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let model = fields.take("model", model_named)?;
        let show = fields.take("show", Show::read)?;
        let place = |value: &str, n: usize| whole_number(value, n as u64 - 1);
        let chosen = fields.take("sample", |value| place(value, N_SAMPLES))?;
        let ends = [
            fields.take("a", end)?.unwrap_or(first),
            fields.take("b", end)?.unwrap_or(second),
        ];
        let along = fields.take("along", share)?;
        let at = fields.take("at", |value| {
            let (x, y) = value.split_once(',').ok_or(Fault::Malformed)?;
            Ok([share(x)?, share(y)?])
        })?;
        let has_posteriors = fields.take("posteriors", |value| match value {
            "off" => Ok(false),
            _ => Err(Fault::Malformed),
        })?;
        let draw = fields.take("draw", |value| place(value, N_DRAWS))?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            model: model.unwrap_or(start.model),
            show: show.unwrap_or_default(),
            chosen: chosen.unwrap_or_default() as usize,
            ends,
            along: along.unwrap_or(start.along),
            at: at.unwrap_or(start.at),
            has_posteriors: has_posteriors.unwrap_or(start.has_posteriors),
            draw: draw.unwrap_or_default() as usize,
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = Self::default();
        write!(f, "seed={}", self.seed)?;
        if self.model != start.model {
            write!(f, "&model={}", name_of(self.model))?;
        }
        self.show.write("show", f)?;
        if self.chosen != start.chosen {
            write!(f, "&sample={}", self.chosen)?;
        }
        for (name, (end, first)) in ["a", "b"].iter().zip(self.ends.iter().zip(&start.ends)) {
            if end != first {
                write!(f, "&{name}={end}")?;
            }
        }
        let short = |share: f32| short(f64::from(share));
        if self.along != start.along {
            write!(f, "&along={}", short(self.along))?;
        }
        if self.at != start.at {
            write!(f, "&at={},{}", short(self.at[0]), short(self.at[1]))?;
        }
        if !self.has_posteriors {
            f.write_str("&posteriors=off")?;
        }
        if self.draw != start.draw {
            write!(f, "&draw={}", self.draw)?;
        }
        Ok(())
    }
}

fn end(value: &str) -> Result<Source, Fault> {
    match Source::read(value)? {
        source @ (Source::Digit(_) | Source::Drawing(_)) => Ok(source),
        _ => Err(Fault::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::address::{Page, Reader, Route};

    const PAGE: Page = Page::new("vae/sampling");

    fn rewritten(query: &str) -> Result<String, AddressError> {
        let fragment = format!("#/vae/sampling?{query}");
        let route = Route::parse(&fragment, |_| Some(Reader::new::<Link>(PAGE)))?;
        let link: Link = route.link_on(PAGE).expect("the page's link");
        Ok(link.to_string())
    }

    #[test]
    fn links_survive_being_read_and_written() {
        for query in [
            "seed=1",
            "seed=18446744073709551615&model=plane&sample=63",
            "seed=1&show=between&a=digit.7&b=ink.0C0gmv&along=0.25",
            "seed=1&show=manifold&at=0.125,0.9&posteriors=off",
            "seed=3&model=readable&show=blur&draw=7",
        ] {
            assert_eq!(rewritten(query).as_deref(), Ok(query));
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for query in [
            "show=all",
            "sample=64",
            "a=shoe.1",
            "along=1.01",
            "at=0.5",
            "at=0.5,-0.1",
            "posteriors=on",
            "draw=8",
            "seed=x",
        ] {
            assert!(rewritten(query).is_err(), "{query}");
        }
    }
}
