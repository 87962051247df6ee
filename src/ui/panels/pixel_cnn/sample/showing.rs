use crate::ui::address::Choice;

/// What the picture shows of the image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Showing {
    /// Its grey values.
    #[default]
    Image,
    /// How surprising each pixel is, in bits.
    Surprise,
    /// What a layer's mask lets through around the pixel whose softmax is shown.
    Mask,
    /// Which pixels can reach that pixel through all layers.
    Field,
}

impl Choice for Showing {
    const NAMED: &'static [(Self, &'static str)] = &[
        (Self::Image, "image"),
        (Self::Surprise, "surprise"),
        (Self::Mask, "mask"),
        (Self::Field, "field"),
    ];
}
