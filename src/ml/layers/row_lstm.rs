use candle_core::{Result, Tensor};
use candle_nn::VarBuilder;

use super::masked_conv::{init, taps_inside};
use super::stage::{Stage, StageKind, Watch};
use super::{MaskedConv2d, left_and_here};
use crate::ml::ops::activation::Activation;
use crate::ml::ops::masked_conv::Tap;
use crate::ml::ops::row_lstm::{N_TAPS, Scan};
use crate::ml::ops::tape::Tape;

/// What a state sees of the row above.
pub const STATE_TAPS: [Tap; N_TAPS] = [
    Tap { dy: -1, dx: -1 },
    Tap { dy: -1, dx: 0 },
    Tap { dy: -1, dx: 1 },
];

/// A residual layer whose state walks down the rows (van den Oord et al. 2016, "Pixel recurrent
/// neural networks", figure 4 and equation 3).
#[derive(Debug, Clone)]
pub struct RowLstm {
    /// From the features of the row so far to the four gates, (b, h, w, c) to (b, h, w, 4c).
    pub input: MaskedConv2d,
    /// From the state of the row above to the four gates, (3c, 4c): three columns.
    pub state: Tensor,
    /// From the state to what is added to the features, c to c.
    pub out: MaskedConv2d,
}

impl RowLstm {
    /// For `n` channels; the window on the row sees the pixel itself, whose features know only
    /// earlier pixels, and the one at `dilation` to its left.
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(n: usize, dilation: i32, vb: &VarBuilder<'_>) -> Result<Self> {
        let n_seen = N_TAPS * n;
        Ok(Self {
            input: MaskedConv2d::new(
                left_and_here(dilation),
                Activation::Identity,
                n,
                4 * n,
                vb.pp("input"),
            )?,
            state: vb.get_with_hints((n_seen, 4 * n), "state", init(n_seen))?,
            out: MaskedConv2d::pointwise(Activation::Identity, n, n, vb.pp("out"))?,
        })
    }

    /// (b, h, w, c) to (b, h, w, c).
    ///
    /// # Errors
    /// Where `x` does not fit.
    pub fn forward(&self, tape: &mut Tape, x: &Tensor) -> Result<Tensor> {
        let gates = self.input.forward(tape, x)?; // (b, h, w, 4c)
        let hidden = tape.row_lstm(&gates, &self.state)?; // (b, h, w, c)
        self.out.forward_onto(tape, &hidden, x)
    }

    /// The same row by row. `watch` hears of each stage that is done.
    ///
    /// # Errors
    /// As [`Self::forward`].
    pub fn forward_watched(
        &self,
        tape: &mut Tape,
        x: &Tensor,
        watch: &mut Watch<'_>,
    ) -> Result<Tensor> {
        let (_, height, width, _) = x.dims4()?;
        let stage = |kind, width| Stage { kind, width };
        let gates = self.input.forward(tape, x)?;
        watch(stage(StageKind::Input, height * width));
        let mut scan = Scan::new(&gates, &self.state)?;
        while scan.next_row()? {
            watch(stage(StageKind::Row, width));
        }
        let hidden = scan.finish(tape)?;
        watch(stage(StageKind::Row, width));
        let out = self.out.forward_onto(tape, &hidden, x)?;
        watch(stage(StageKind::Out, height * width));
        Ok(out)
    }

    /// Multiply-adds of one image.
    pub fn multiply_adds(&self, side: usize) -> u64 {
        let c = self.state.dims()[1] / 4;
        let state = taps_inside(&STATE_TAPS, side) * (c * 4 * c) as u64;
        self.input.multiply_adds(side) + state + self.out.multiply_adds(side)
    }
}
