//! The panel's part of an address.

use std::fmt;

use crate::plot::{decimal, short};
use crate::protocol::{MOST_CLUSTERS, MOST_REGION_STEPS, N_BANDWIDTHS, RegionNet};
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, is_on, whole_number};

/// What is done with the digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// With labels: a classifier's regions.
    #[default]
    Classes,
    /// Without: k-means.
    Clusters,
    /// Principal axes, of codes and of images.
    Axes,
    /// What the two numbers stand for.
    Features,
    /// How dense the digits lie.
    Density,
}

impl Choice for Show {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Classes, "classes"),
        (Self::Clusters, "clusters"),
        (Self::Axes, "axes"),
        (Self::Features, "features"),
        (Self::Density, "density"),
    ];
}

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub show: Show,
    /// Of the classifier's first weights, and of the clusters' first centres.
    pub seed: u64,
    pub net: RegionNet,
    /// Steps of the classifier.
    pub n_steps: u32,
    pub n_clusters: u8,
    /// Half steps of k-means.
    pub n_half_steps: u16,
    /// The density's bandwidth.
    pub notch: u8,
    /// Whether labels are shown where none were given.
    pub reveals: bool,
    /// The place that is looked at, as [`settled`] as its numbers are.
    pub at: Option<[f32; 2]>,
}

/// Half steps of k-means, at the most: more than any run has.
const MOST_HALF_STEPS: u16 = 1_000;
/// A place is at most this far from 0.
const FARTHEST: f32 = 1_000.0;

impl Default for Link {
    fn default() -> Self {
        Self {
            show: Show::Classes,
            seed: 1,
            net: RegionNet::Hidden,
            n_steps: 0,
            n_clusters: 10,
            n_half_steps: 0,
            notch: 12,
            reveals: false,
            at: None,
        }
    }
}

/// A place as an address can say it, so that a link loses nothing of it.
pub fn settled(at: [f32; 2]) -> [f32; 2] {
    at.map(|z| {
        let z = if z.is_finite() { z } else { 0.0 };
        let hundredths = (z.clamp(-FARTHEST, FARTHEST) * 100.0).round() / 100.0;
        decimal(&short(hundredths.into())).unwrap_or_default() as f32
    })
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let number = |fields: &mut Fields, name, most: u64| {
            fields.take(name, |value| whole_number(value, most))
        };
        let show = fields.take("show", Show::read)?;
        let seed = number(fields, "seed", u64::MAX)?;
        let net = fields.take("net", |value| match value {
            "linear" => Ok(RegionNet::Linear),
            _ => Err(Fault::Malformed),
        })?;
        let n_steps = number(fields, "steps", MOST_REGION_STEPS.into())?;
        let n_clusters = fields.take("k", read_k)?;
        let n_half_steps = number(fields, "half", MOST_HALF_STEPS.into())?;
        let notch = number(fields, "width", u64::from(N_BANDWIDTHS) - 1)?;
        let reveals = fields.take("labels", is_on)?;
        Ok(Self {
            show: show.unwrap_or_default(),
            seed: seed.unwrap_or(start.seed),
            net: net.unwrap_or(start.net),
            n_steps: n_steps.map_or(start.n_steps, |n| n as u32),
            n_clusters: n_clusters.unwrap_or(start.n_clusters),
            n_half_steps: n_half_steps.map_or(start.n_half_steps, |n| n as u16),
            notch: notch.map_or(start.notch, |n| n as u8),
            reveals: reveals.unwrap_or(start.reveals),
            at: fields.take("at", read_place)?,
        })
    }
}

fn read_k(value: &str) -> Result<u8, Fault> {
    match whole_number(value, MOST_CLUSTERS.into())? {
        0 => Err(Fault::OutOfRange {
            least: "1".to_owned(),
            most: MOST_CLUSTERS.to_string(),
        }),
        k => Ok(k as u8),
    }
}

fn read_place(value: &str) -> Result<[f32; 2], Fault> {
    let (x, y) = value.split_once(',').ok_or(Fault::Malformed)?;
    let number = |z: &str| {
        let z = decimal(z).ok_or(Fault::Malformed)? as f32;
        match z.abs() <= FARTHEST {
            true => Ok(z),
            false => Err(Fault::OutOfRange {
                least: short((-FARTHEST).into()),
                most: short(FARTHEST.into()),
            }),
        }
    };
    Ok(settled([number(x)?, number(y)?]))
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = Self::default();
        write!(f, "seed={}", self.seed)?;
        self.show.write("show", f)?;
        if self.net == RegionNet::Linear {
            f.write_str("&net=linear")?;
        }
        if self.n_steps != start.n_steps {
            write!(f, "&steps={}", self.n_steps)?;
        }
        if self.n_clusters != start.n_clusters {
            write!(f, "&k={}", self.n_clusters)?;
        }
        if self.n_half_steps != start.n_half_steps {
            write!(f, "&half={}", self.n_half_steps)?;
        }
        if self.notch != start.notch {
            write!(f, "&width={}", self.notch)?;
        }
        if self.reveals {
            f.write_str("&labels=on")?;
        }
        if let Some([x, y]) = self.at {
            write!(f, "&at={},{}", short(x.into()), short(y.into()))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::address::{Page, Reader, Route};

    const PAGE: Page = Page::new("overview/labels");

    fn rewritten(query: &str) -> Result<String, AddressError> {
        let fragment = format!("#/overview/labels?{query}");
        let route = Route::parse(&fragment, |_| Some(Reader::new::<Link>(PAGE)))?;
        let link: Link = route.link_on(PAGE).expect("the page's link");
        Ok(link.to_string())
    }

    #[test]
    fn links_survive_being_read_and_written() {
        for query in [
            "seed=1",
            "seed=9&net=linear&steps=300",
            "seed=1&show=clusters&k=16&half=31&labels=on",
            "seed=1&show=axes&at=-1.25,30",
            "seed=1&show=features&at=0.5,-7.33",
            "seed=1&show=density&width=24",
        ] {
            assert_eq!(rewritten(query).as_deref(), Ok(query));
        }
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for query in [
            "show=all",
            "net=hidden",
            "steps=301",
            "k=0",
            "k=17",
            "half=1001",
            "width=25",
            "labels=yes",
            "at=1",
            "at=1,x",
            "at=1,1001",
        ] {
            assert!(rewritten(query).is_err(), "{query}");
        }
    }

    #[test]
    fn a_settled_place_stays_itself_in_a_link() {
        for at in [[0.0, 1.0 / 3.0], [-12.345, 2e9], [f32::NAN, -0.004]] {
            let once = settled(at);
            let value = format!("{},{}", short(once[0].into()), short(once[1].into()));
            assert_eq!(read_place(&value), Ok(once));
        }
    }
}
