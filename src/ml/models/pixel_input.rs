//! What the pixels of an image tell the first layer of a net that predicts them one by one.

use candle_core::{Result, Tensor};
use candle_nn::{Init, VarBuilder};

use crate::ml::ops::tape::Tape;

/// What each pixel tells beside its value's embedding: the value in 0..1, one, row and column in
/// 0..1.
pub const N_PLANES: usize = 4;

/// A pixel's value as a number, and as a vector learned for each value; beside it come constants:
/// that the pixel lies inside the image, its row and its column.
#[derive(Debug, Clone)]
pub struct PixelInput {
    /// (n_levels, n_embedding).
    pub embedding: Tensor,
    side: usize,
}

impl PixelInput {
    /// For images of `side` by `side` pixels with as many values and embedding lengths as said.
    ///
    /// # Errors
    /// Where the weights cannot be had from `vb`.
    pub fn new(
        side: usize,
        (n_levels, n_embedding): (usize, usize),
        vb: &VarBuilder<'_>,
    ) -> Result<Self> {
        let init = Init::Uniform { lo: -0.5, up: 0.5 };
        Ok(Self {
            embedding: vb.get_with_hints((n_levels, n_embedding), "embedding", init)?,
            side,
        })
    }

    /// Values that a pixel can have.
    pub fn n_levels(&self) -> usize {
        self.embedding.dims()[0]
    }

    /// Numbers that a pixel tells the first layer.
    pub fn n_planes(&self) -> usize {
        N_PLANES + self.embedding.dims()[1]
    }

    /// Pixels along one side of the images.
    pub const fn side(&self) -> usize {
        self.side
    }

    /// The images in `pixels`, one after the other, as (b, side, side, n_planes).
    ///
    /// # Errors
    /// Where `pixels` are not whole images.
    pub fn planes(&self, tape: &mut Tape, pixels: &[u8]) -> Result<Tensor> {
        let n_pixels = self.side * self.side;
        if pixels.is_empty() || !pixels.len().is_multiple_of(n_pixels) {
            candle_core::bail!("{} pixels are not whole images", pixels.len());
        }
        let n_levels = self.n_levels();
        let planes: Vec<f32> = (pixels.iter().enumerate())
            .flat_map(|(i, &value)| plane_values(i % n_pixels, value, n_levels, self.side))
            .collect();
        let all = tape.rows_behind(&self.embedding, planes, pixels)?;
        let shape = (
            pixels.len() / n_pixels,
            self.side,
            self.side,
            self.n_planes(),
        );
        tape.reshape(&all, shape)
    }
}

/// What the pixel at raster index `at` tells the first layer, its embedding apart.
pub fn plane_values(at: usize, value: u8, n_levels: usize, side: usize) -> [f32; N_PLANES] {
    let unit = |i: usize| i as f32 / (side - 1) as f32;
    [
        f32::from(value) / (n_levels - 1) as f32,
        1.0,
        unit(at / side),
        unit(at % side),
    ]
}
