//! An image inside a frame of zeros, so that every tap of a window reads somewhere inside it.

use super::masked_conv::Tap;

/// Where the pixels of a framed image lie. Rows share their side margin: what one row reads past
/// its right end is the left margin of the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Frame {
    height: usize,
    width: usize,
    top: usize,
    bottom: usize,
    margin: usize,
}

impl Frame {
    /// The frame that `taps` need around an image.
    pub fn around(height: usize, width: usize, taps: &[Tap]) -> Self {
        let most = |offset: fn(&Tap) -> i32| taps.iter().map(offset).max().unwrap_or(0).max(0);
        Self {
            height,
            width,
            top: most(|tap| -tap.dy) as usize,
            bottom: most(|tap| tap.dy) as usize,
            margin: most(|tap| tap.dx.abs()) as usize,
        }
    }

    /// The same frame for windows that look the other way.
    pub const fn flipped(self) -> Self {
        Self {
            top: self.bottom,
            bottom: self.top,
            ..self
        }
    }

    /// Pixels from one row to the next.
    pub const fn stride(&self) -> usize {
        self.width + self.margin
    }

    /// Pixels in all.
    pub const fn len(&self) -> usize {
        (self.top + self.height + self.bottom) * self.stride() + self.margin
    }

    /// Where row `row` of the image begins.
    pub const fn row_start(&self, row: usize) -> usize {
        (self.top + row) * self.stride() + self.margin
    }

    /// Pixels from the image's first to its last, margins between its rows included.
    pub const fn span(&self) -> usize {
        (self.height - 1) * self.stride() + self.width
    }

    /// The pixel that `tap` sees from the image's first pixel.
    pub const fn seen_by(&self, tap: Tap) -> usize {
        (self.row_start(0) as i64 + tap.dy as i64 * self.stride() as i64 + tap.dx as i64) as usize
    }
}
