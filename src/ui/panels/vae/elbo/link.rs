//! The panel's part of an address.

use std::fmt;

use crate::protocol::VaeId;
use crate::ui::address::{AddressError, Choice, Fault, Fields, PanelLink, whole_number};
use crate::ui::panels::source::Source;

/// Latents of the last estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Samples {
    Few,
    #[default]
    Usual,
    Many,
}

impl Samples {
    pub const ALL: [Self; 3] = [Self::Few, Self::Usual, Self::Many];

    pub const fn n(self) -> u16 {
        match self {
            Self::Few => 64,
            Self::Usual => 512,
            Self::Many => 4_096,
        }
    }
}

impl Choice for Samples {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Few, "64"),
        (Self::Usual, "512"),
        (Self::Many, "4096"),
    ];
}

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub model: VaeId,
    /// A test digit or a drawing.
    pub source: Source,
    /// Names the latents that are drawn.
    pub seed: u64,
    pub samples: Samples,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            model: VaeId::Good,
            source: Source::Digit(0),
            seed: 1,
            samples: Samples::default(),
        }
    }
}

const MODELS: [(VaeId, &str); 3] = [
    (VaeId::Good, "good"),
    (VaeId::Readable, "readable"),
    (VaeId::Plane, "plane"),
];

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let model = fields.take("model", |value| {
            let known = MODELS.iter().find(|(_, name)| *name == value);
            known.map(|(model, _)| *model).ok_or(Fault::Malformed)
        })?;
        let source = fields.take("of", |value| match Source::read(value)? {
            source @ (Source::Digit(_) | Source::Drawing(_)) => Ok(source),
            _ => Err(Fault::Malformed),
        })?;
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let samples = fields.take("samples", Samples::read)?;
        Ok(Self {
            model: model.unwrap_or(start.model),
            source: source.unwrap_or(start.source),
            seed: seed.unwrap_or(start.seed),
            samples: samples.unwrap_or_default(),
        })
    }
}

impl fmt::Display for Link {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "of={}&seed={}", self.source, self.seed)?;
        if self.model != Self::default().model {
            let known = MODELS.iter().find(|(model, _)| *model == self.model);
            write!(f, "&model={}", known.map_or("", |(_, name)| name))?;
        }
        self.samples.write("samples", f)
    }
}
