//! A plane of latents with a point on it that is dragged.

mod view;

pub use view::Plane;
