//! Layers: structs of weights whose `forward` chains the ops.

mod mask;
mod masked_conv;

pub use mask::{above, above_and_row, left, left_and_here};
pub use masked_conv::MaskedConv2d;
