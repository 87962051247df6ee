//! Layers: structs of weights whose `forward` chains the ops.

mod batch_norm;
mod conv;
mod linear;
mod mask;
mod masked_conv;
mod mlp;
mod row_lstm;
mod stage;

pub use batch_norm::{BatchNorm, Use};
pub use conv::{Conv2d, ConvTranspose2d};
pub use linear::Linear;
pub use mask::{above, above_and_row, left, left_and_here};
pub use masked_conv::MaskedConv2d;
pub use mlp::Mlp;
pub use row_lstm::{RowLstm, STATE_TAPS};
pub use stage::{Stage, StageKind, Watch};
