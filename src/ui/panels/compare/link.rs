//! The panel's part of an address.

use std::fmt;

use super::figure::Figure;
use crate::protocol::{CodeSize, Contender, PixelNet};
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, is_on, whole_number};

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub seed: u64,
    /// Images of each contender, one of [`COUNTS`].
    pub n: u16,
    pub chosen: Chosen,
    pub axes: Axes,
    /// The image that is looked at: whose, and its number.
    pub picked: (Contender, u16),
    /// Whether the real digits nearest to it are looked for.
    pub wants_nearest: bool,
}

/// Images of each contender that may be made.
pub const COUNTS: [u16; 3] = [16, 64, 200];

/// Each contender with its name.
const NAMED: [(Contender, &str); Contender::ALL.len()] = [
    (Contender::Pixels(PixelNet::Rnn), "pixelrnn"),
    (Contender::Pixels(PixelNet::Cnn), "pixelcnn"),
    (Contender::Pixels(PixelNet::CnnBinary), "pixelcnn_binary"),
    (Contender::Autoencoder(CodeSize::Two), "autoencoder_2"),
    (Contender::Autoencoder(CodeSize::Eight), "autoencoder_8"),
    (
        Contender::Autoencoder(CodeSize::ThirtyTwo),
        "autoencoder_32",
    ),
    (Contender::VaeMeans, "vae_means"),
    (Contender::VaeDrawn, "vae"),
    (Contender::Gan, "gan"),
    (Contender::Real, "real"),
    (Contender::RealBinary, "real_binary"),
];

/// The name of a contender in addresses and files.
pub fn name_of(contender: Contender) -> &'static str {
    let named = NAMED.iter().find(|(known, _)| *known == contender);
    named.map_or("", |(_, name)| name)
}

fn read_contender(name: &str) -> Result<Contender, Fault> {
    let named = NAMED.iter().find(|(_, known)| *known == name);
    named
        .map(|(contender, _)| *contender)
        .ok_or(Fault::Malformed)
}

/// Which contenders are in the comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen([bool; Contender::ALL.len()]);

impl Default for Chosen {
    /// All, but of the autoencoders only the one whose code has as many numbers as the VAE's.
    fn default() -> Self {
        let is_in = |contender| {
            !matches!(
                contender,
                Contender::Autoencoder(CodeSize::Two | CodeSize::Eight)
            )
        };
        Self(Contender::ALL.map(is_in))
    }
}

impl Chosen {
    pub fn has(&self, contender: Contender) -> bool {
        self.iter().any(|chosen| chosen == contender)
    }

    /// Those chosen, in order.
    pub fn iter(&self) -> impl Iterator<Item = Contender> + '_ {
        let all = Contender::ALL.into_iter().zip(self.0);
        all.filter(|(_, is_in)| *is_in)
            .map(|(contender, _)| contender)
    }

    /// Takes one in, or out; the last one stays.
    pub fn toggle(&mut self, contender: Contender) {
        let is_last = self.iter().eq([contender]);
        for (known, is_in) in Contender::ALL.into_iter().zip(&mut self.0) {
            if known == contender && !is_last {
                *is_in = !*is_in;
            }
        }
    }

    fn read(names: &str) -> Result<Self, Fault> {
        let mut chosen = Self([false; Contender::ALL.len()]);
        for name in names.split(',') {
            let contender = read_contender(name)?;
            if chosen.has(contender) {
                return Err(Fault::Malformed);
            }
            chosen.toggle(contender);
        }
        Ok(chosen)
    }
}

impl fmt::Display for Chosen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, contender) in self.iter().enumerate() {
            let comma = if place == 0 { "" } else { "," };
            write!(f, "{comma}{}", name_of(contender))?;
        }
        Ok(())
    }
}

/// What the chart shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axes {
    /// Of [`Figure::COSTS`].
    pub x: Figure,
    /// Of [`Figure::QUALITIES`].
    pub y: Figure,
}

impl Default for Axes {
    fn default() -> Self {
        Self {
            x: Figure::Time,
            y: Figure::Score,
        }
    }
}

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 1,
            n: COUNTS[1],
            chosen: Chosen::default(),
            axes: Axes::default(),
            picked: (Contender::Pixels(PixelNet::Cnn), 0),
            wants_nearest: false,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let n = fields.take("n", read_count)?.unwrap_or(start.n);
        let chosen = fields.take("models", Chosen::read)?;
        let x = fields.take("x", |value| read_figure(value, &Figure::COSTS))?;
        let y = fields.take("y", |value| read_figure(value, &Figure::QUALITIES))?;
        let picked = fields.take("pick", |value| read_picked(value, n))?;
        let wants_nearest = fields.take("near", is_on)?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            n,
            chosen: chosen.unwrap_or(start.chosen),
            axes: Axes {
                x: x.unwrap_or(start.axes.x),
                y: y.unwrap_or(start.axes.y),
            },
            picked: picked.unwrap_or(start.picked),
            wants_nearest: wants_nearest.unwrap_or_default(),
        })
    }
}

fn read_count(value: &str) -> Result<u16, Fault> {
    let mut named = COUNTS.into_iter().filter(|n| n.to_string() == value);
    named.next().ok_or(Fault::Malformed)
}

fn read_figure(name: &str, of: &[Figure]) -> Result<Figure, Fault> {
    let figure = Figure::read(name)?;
    of.contains(&figure)
        .then_some(figure)
        .ok_or(Fault::Malformed)
}

fn read_picked(value: &str, n: u16) -> Result<(Contender, u16), Fault> {
    let (name, image) = value.split_once('.').ok_or(Fault::Malformed)?;
    let image = whole_number(image, u64::from(n) - 1)?;
    Ok((read_contender(name)?, image as u16))
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = Self::default();
        write!(f, "seed={}", self.seed)?;
        if self.n != start.n {
            write!(f, "&n={}", self.n)?;
        }
        if self.chosen != start.chosen {
            write!(f, "&models={}", self.chosen)?;
        }
        if self.axes.x != start.axes.x {
            write!(f, "&x={}", self.axes.x.name())?;
        }
        if self.axes.y != start.axes.y {
            write!(f, "&y={}", self.axes.y.name())?;
        }
        if self.picked != start.picked {
            let (contender, image) = self.picked;
            write!(f, "&pick={}.{image}", name_of(contender))?;
        }
        if self.wants_nearest {
            f.write_str("&near=on")?;
        }
        Ok(())
    }
}
