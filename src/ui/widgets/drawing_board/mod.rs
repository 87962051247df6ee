//! A board to draw a digit on, the same in every panel.

mod ink;
mod pen;
#[cfg(feature = "ui")]
mod view;

pub use ink::{Ink, N_POINTS, Point};
pub use pen::{Pen, PenAct};
#[cfg(feature = "ui")]
pub use view::DrawingBoard;
