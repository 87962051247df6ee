//! Layers: structs of weights whose `forward` chains the ops.

mod conv;
mod mask;
mod masked_conv;
mod mlp;

pub use conv::Conv2d;
pub use mask::{above, above_and_row, left, left_and_here};
pub use masked_conv::MaskedConv2d;
pub use mlp::Mlp;
