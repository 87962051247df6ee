//! A board to draw a digit on, the same in every panel.

mod ink;

pub use ink::{Ink, N_POINTS, Point};
