//! The panel's part of an address.

use std::fmt;

use super::Origin;
use crate::protocol::VaeId;
use crate::ui::address::{
    AddressError, Choice, Fault, Fields, PanelLink, read_axes, whole_number, write_axes,
};
use crate::ui::panels::source::Source;
use crate::ui::panels::vae::model::{model_named, name_of};

/// Where codes come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// From the prior or from a hand: there is no encoder.
    #[default]
    Generate,
    /// From an image, by the encoder.
    Encode,
}

impl Choice for Side {
    const NAMED: &'static [(Self, &'static str)] =
        &[(Self::Generate, "prior"), (Self::Encode, "image")];
}

/// What an address says of the panel.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    pub seed: u64,
    pub model: VaeId,
    pub side: Side,
    /// A test digit or a drawing.
    pub source: Source,
    pub origin: Origin,
    /// One number an axis, where the code was set by hand; else empty.
    pub code: Vec<f32>,
    /// Whether the axes that are folded away are shown as well.
    pub shows_all: bool,
}

impl Default for Link {
    fn default() -> Self {
        Self {
            seed: 1,
            model: VaeId::Good,
            side: Side::Generate,
            source: Source::Digit(0),
            origin: Origin::Prior,
            code: vec![],
            shows_all: false,
        }
    }
}

impl PanelLink for Link {
    fn read(fields: &mut Fields) -> Result<Self, AddressError> {
        let start = Self::default();
        let seed = fields.take("seed", |value| whole_number(value, u64::MAX))?;
        let model = fields.take("model", model_named)?.unwrap_or(start.model);
        let side = fields.take("from", Side::read)?.unwrap_or_default();
        let source = fields.take("of", |value| match Source::read(value)? {
            source @ (Source::Digit(_) | Source::Drawing(_)) => Ok(source),
            _ => Err(Fault::Malformed),
        })?;
        let drawn = fields.take("draw", |value| match side {
            Side::Encode => whole_number(value, u32::MAX.into()),
            Side::Generate => Err(Fault::Malformed),
        })?;
        let code = fields.take("z", |value| {
            let mut code = vec![0.0; model.n_axes()];
            for (axis, z) in read_axes(value, code.len())? {
                code[axis] = z;
            }
            Ok(code)
        })?;
        let shows_all = fields.take("axes", |value| match value {
            "all" => Ok(true),
            _ => Err(Fault::Malformed),
        })?;
        Ok(Self {
            seed: seed.unwrap_or(start.seed),
            model,
            side,
            source: source.unwrap_or(start.source),
            origin: match (&code, drawn, side) {
                (Some(_), ..) => Origin::Hand,
                (None, Some(drawn), _) => Origin::Drawn(drawn as u32),
                (None, None, Side::Generate) => Origin::Prior,
                (None, None, Side::Encode) => Origin::Mean,
            },
            code: code.unwrap_or_default(),
            shows_all: shows_all.unwrap_or(start.shows_all),
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
        self.side.write("from", f)?;
        if self.source != start.source {
            write!(f, "&of={}", self.source)?;
        }
        match self.origin {
            Origin::Drawn(number) => write!(f, "&draw={number}")?,
            Origin::Hand => {
                let moved = self.code.iter().copied().enumerate();
                write_axes("z", &mut moved.filter(|(_, z)| *z != 0.0), f)?;
            }
            Origin::Prior | Origin::Mean => {}
        }
        if self.shows_all {
            f.write_str("&axes=all")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::address::{Page, Reader, Route};

    const PAGE: Page = Page::new("vae");

    fn rewritten(query: &str) -> Result<String, AddressError> {
        let fragment = format!("#/vae?{query}");
        let route = Route::parse(&fragment, |_| Some(Reader::new::<Link>(PAGE)))?;
        let link: Link = route.link_on(PAGE).expect("the page's link");
        Ok(link.to_string())
    }

    #[test]
    fn links_survive_being_read_and_written() {
        for query in [
            "seed=1",
            "seed=18446744073709551615&model=plane&z=0:1.25,1:-2.005",
            "seed=1&z=",
            "seed=1&from=image&of=digit.12",
            "seed=1&model=readable&from=image&of=ink.0C0gmv&draw=3&axes=all",
            "seed=1&from=image&z=31:0.5",
        ] {
            assert_eq!(rewritten(query).as_deref(), Ok(query));
        }
        assert_eq!(rewritten("").as_deref(), Ok("seed=1"));
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for query in [
            "model=best",
            "model=plane&z=2:1",
            "z=1:1,1:2",
            "z=3:1,2:1",
            "z=1:nan",
            "z=1:1e3",
            "z=1:21",
            "z=1",
            "draw=1",
            "from=image&draw=-1",
            "of=shoe.1",
            "axes=some",
        ] {
            assert!(rewritten(query).is_err(), "{query}");
        }
    }
}
