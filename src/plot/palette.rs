/// What a colour stands for, the same in every picture, chart and formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Data,
    Generated,
    Latent,
    Error,
}

impl Role {
    /// The class that gives text, strokes and terms of a formula this role's colour.
    pub fn class(self) -> &'static str {
        match self {
            Self::Data => "t-data",
            Self::Generated => "t-generated",
            Self::Latent => "t-latent",
            Self::Error => "t-error",
        }
    }
}

/// Which of the two themes the page wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// As the visitor's system has it.
    #[default]
    System,
    Light,
    Dark,
}

/// An opaque colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb {
    pub r: u8,
    pub g: u8,
    pub b: u8,
}

impl Rgb {
    pub const fn new(r: u8, g: u8, b: u8) -> Self {
        Self { r, g, b }
    }

    pub const fn grey(value: u8) -> Self {
        Self::new(value, value, value)
    }

    /// As CSS and canvases read it.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.r, self.g, self.b)
    }

    /// `share` of the way to `other`, 0 to 1.
    pub fn towards(self, other: Self, share: f64) -> Self {
        let mix = |a: u8, b: u8| {
            let (a, b) = (f64::from(a), f64::from(b));
            (a + (b - a) * share.clamp(0.0, 1.0)).round() as u8
        };
        Self::new(
            mix(self.r, other.r),
            mix(self.g, other.g),
            mix(self.b, other.b),
        )
    }

    /// Reads `#rrggbb` and `rgb(r, g, b)`, the two forms in which a browser hands out an opaque
    /// colour.
    pub fn parse(css: &str) -> Option<Self> {
        let css = css.trim();
        if let Some(hex) = css.strip_prefix('#') {
            let value = u32::from_str_radix(hex, 16).ok()?;
            let [_, r, g, b] = value.to_be_bytes();
            return (hex.len() == 6).then_some(Self { r, g, b });
        }
        let channels = css.strip_prefix("rgb(")?.strip_suffix(')')?;
        let mut channels = channels.split(',').map(|c| c.trim().parse::<u8>());
        let mut next = || channels.next()?.ok();
        let color = Self::new(next()?, next()?, next()?);
        channels.next().is_none().then_some(color)
    }
}

/// The colours of which pictures are painted, as the theme has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageColors {
    /// Where there is nothing yet; two shades, so that the cells to come can be counted.
    pub well: Rgb,
    pub well_alternate: Rgb,
    pub data: Rgb,
    pub generated: Rgb,
    pub latent: Rgb,
    pub error: Rgb,
}

impl StageColors {
    /// For the moment in which no style sheet has answered: shades of grey.
    pub const COLORLESS: Self = Self {
        well: Rgb::grey(120),
        well_alternate: Rgb::grey(128),
        data: Rgb::grey(170),
        generated: Rgb::grey(200),
        latent: Rgb::grey(150),
        error: Rgb::grey(140),
    };

    pub fn of(&self, role: Role) -> Rgb {
        match role {
            Role::Data => self.data,
            Role::Generated => self.generated,
            Role::Latent => self.latent,
            Role::Error => self.error,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_css_forms_are_read() {
        let orange = Some(Rgb::new(213, 94, 0));
        assert_eq!(Rgb::parse(" #d55e00 "), orange);
        assert_eq!(Rgb::parse("rgb(213, 94, 0)"), orange);
        assert_eq!(orange.map(Rgb::css).as_deref(), Some("#d55e00"));
    }

    #[test]
    fn anything_else_is_no_color() {
        for css in [
            "",
            "#fff",
            "#d55e0",
            "orange",
            "rgb(1, 2)",
            "rgb(1, 2, 3, 4)",
            "rgb(1, 2, 300)",
        ] {
            assert_eq!(Rgb::parse(css), None, "{css}");
        }
    }
}
