//! Layers: structs of weights whose `forward` chains the ops.

mod conv;
mod mask;

pub use conv::Conv2d;
pub use mask::{above, above_and_row, left, left_and_here};
