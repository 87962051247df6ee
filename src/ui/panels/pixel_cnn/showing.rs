use std::fmt;

/// What the picture shows of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// Its grey values.
    #[default]
    Image,
    /// How surprising each pixel is, in bits.
    Surprise,
    /// Which pixels can reach the one whose softmax is shown.
    Field,
}

impl Showing {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Image, Self::Surprise, Self::Field];

    /// The one of this name in an address.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|showing| showing.to_string() == name)
    }
}

impl fmt::Display for Showing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Image => "image",
            Self::Surprise => "surprise",
            Self::Field => "field",
        })
    }
}
