use crate::ui::address::Choice;

/// What the picture shows of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// Its grey values.
    #[default]
    Image,
    /// How surprising each pixel is, in bits.
    Surprise,
    /// Which pixels can reach the pixel whose softmax is shown.
    Field,
}

impl Choice for Showing {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Image, "image"),
        (Self::Surprise, "surprise"),
        (Self::Field, "field"),
    ];
}

/// What the large map shows of each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Map {
    /// How much there is in it.
    #[default]
    Norm,
    /// One of its numbers.
    Unit,
}

impl Choice for Map {
    const NAMED: &'static [(Self, &'static str)] = &[(Self::Norm, "norm"), (Self::Unit, "unit")];
}
