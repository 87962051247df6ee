//! The windows of a strided convolution: gathering them from an image, and adding them back.
//!
//! Gathering (im2col) and adding back (col2im) are adjoint, and so are the convolution and the
//! transposed convolution made of them: each is the other's gradient of its input, and both have
//! one gradient of their kernel. In NHWC a window's row is one run of numbers.

use candle_core::{Result, bail};

use super::gemm::{View, add_product, product};

/// A rectangular window that slides over an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Rows and columns.
    pub size: (usize, usize),
    /// From one position to the next, down and to the right.
    pub stride: usize,
    /// Zeros on each side of the image.
    pub padding: usize,
}

impl Window {
    /// A square window.
    pub const fn square(size: usize, stride: usize, padding: usize) -> Self {
        Self {
            size: (size, size),
            stride,
            padding,
        }
    }

    pub const fn n_taps(&self) -> usize {
        self.size.0 * self.size.1
    }

    /// Positions over `side` pixels of an image, for a window of `size` pixels.
    fn positions(&self, side: usize, size: usize) -> Option<usize> {
        let room = (side + 2 * self.padding).checked_sub(size)?;
        Some(room.checked_div(self.stride)? + 1)
    }

    /// Pixels that a transposed convolution makes of `side` positions.
    fn pixels(&self, side: usize, size: usize) -> Option<usize> {
        ((side.checked_sub(1)?) * self.stride + size).checked_sub(2 * self.padding)
    }
}

/// Windows over a batch: the images, large, on one side; the windows' positions, small, on the
/// other. A convolution goes from large to small, a transposed one from small to large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Windows {
    window: Window,
    pub batch: usize,
    /// Height, width and channels.
    pub large: (usize, usize, usize),
    pub small: (usize, usize, usize),
}

/// Bytes of windows that are gathered at once. They must stay in the second-level cache with what
/// they are multiplied by.
const TILE_BYTES: usize = 192 << 10;

impl Windows {
    /// The windows over `large` (b, h, w, c), seen by kernels of `c_small` channels.
    ///
    /// # Errors
    /// Where the window is empty or larger than the image.
    pub fn over(
        window: Window,
        large: (usize, usize, usize, usize),
        c_small: usize,
    ) -> Result<Self> {
        let (batch, height, width, channels) = large;
        let positions = window
            .positions(height, window.size.0)
            .zip(window.positions(width, window.size.1));
        match positions {
            Some((rows, cols)) if window.n_taps() > 0 => Ok(Self {
                window,
                batch,
                large: (height, width, channels),
                small: (rows, cols, c_small),
            }),
            _ => bail!("{window:?} does not fit an image of {height}x{width}"),
        }
    }

    /// The windows whose positions are `small` (b, h, w, c), over images of `c_large` channels.
    ///
    /// # Errors
    /// Where no pixel of the image would be left.
    pub fn from_positions(
        window: Window,
        small: (usize, usize, usize, usize),
        c_large: usize,
    ) -> Result<Self> {
        let (batch, rows, cols, channels) = small;
        let pixels = window
            .pixels(rows, window.size.0)
            .zip(window.pixels(cols, window.size.1));
        match pixels {
            Some((height, width))
                if window.stride > 0 && window.n_taps() > 0 && height > 0 && width > 0 =>
            {
                Ok(Self {
                    window,
                    batch,
                    large: (height, width, c_large),
                    small: (rows, cols, channels),
                })
            }
            _ => bail!("{window:?} makes no image of {rows}x{cols} positions"),
        }
    }

    /// Numbers of one window.
    pub const fn n_window(&self) -> usize {
        self.window.n_taps() * self.large.2
    }

    const fn n_positions(&self) -> usize {
        self.small.0 * self.small.1
    }

    const fn n_large(&self) -> usize {
        self.large.0 * self.large.1 * self.large.2
    }

    const fn n_small(&self) -> usize {
        self.n_positions() * self.small.2
    }

    const fn images_per_tile(&self) -> usize {
        let image = self.n_positions() * self.n_window() * size_of::<f32>();
        if image >= TILE_BYTES {
            1
        } else {
            TILE_BYTES / image
        }
    }

    fn scratch(&self) -> Scratch {
        let (height, width, channels) = self.large;
        let padding = 2 * self.window.padding;
        let images = self.images_per_tile().min(self.batch);
        Scratch {
            framed: vec![0.0; (height + padding) * (width + padding) * channels],
            windows: vec![0.0; images * self.n_positions() * self.n_window()],
        }
    }

    /// `small += windows(large) @ kernel`, with `kernel` (n_window, c_small).
    pub fn correlate(&self, large: &[f32], kernel: &[f32], small: &mut [f32]) {
        let (n_window, c_small) = (self.n_window(), self.small.2);
        let mut scratch = self.scratch();
        let tile = self.images_per_tile();
        for (large, small) in large
            .chunks(tile * self.n_large())
            .zip(small.chunks_mut(tile * self.n_small()))
        {
            let n_rows = self.gather(large, &mut scratch);
            let windows = View::rows(&scratch.windows, 0, n_window);
            let kernel = View::rows(kernel, 0, c_small);
            add_product(n_rows, n_window, c_small, windows, kernel, small);
        }
    }

    /// `large += windows' (small @ kernel')`: the adjoint of [`Self::correlate`].
    pub fn spread(&self, small: &[f32], kernel: &[f32], large: &mut [f32]) {
        let (n_window, c_small) = (self.n_window(), self.small.2);
        let mut scratch = self.scratch();
        let tile = self.images_per_tile();
        for (small, large) in small
            .chunks(tile * self.n_small())
            .zip(large.chunks_mut(tile * self.n_large()))
        {
            let n_rows = small.len() / c_small;
            product(
                n_rows,
                c_small,
                n_window,
                View::rows(small, 0, c_small),
                View::rows(kernel, 0, c_small).transposed(),
                &mut scratch.windows,
            );
            self.add_back(&mut scratch, large);
        }
    }

    /// `d_kernel += windows(large)' @ small`: the gradient of the kernel, whichever side the
    /// gradient came from.
    pub fn kernel_gradient(&self, large: &[f32], small: &[f32], d_kernel: &mut [f32]) {
        let (n_window, c_small) = (self.n_window(), self.small.2);
        let mut scratch = self.scratch();
        let tile = self.images_per_tile();
        for (large, small) in large
            .chunks(tile * self.n_large())
            .zip(small.chunks(tile * self.n_small()))
        {
            let n_rows = self.gather(large, &mut scratch);
            add_product(
                n_window,
                n_rows,
                c_small,
                View::rows(&scratch.windows, 0, n_window).transposed(),
                View::rows(small, 0, c_small),
                d_kernel,
            );
        }
    }

    /// The windows of some images, row by row; returns how many.
    fn gather(&self, large: &[f32], scratch: &mut Scratch) -> usize {
        let n_image = self.n_positions() * self.n_window();
        let Scratch { framed, windows } = scratch;
        let mut n_images = 0;
        for (image, windows) in large
            .chunks_exact(self.n_large())
            .zip(windows.chunks_exact_mut(n_image))
        {
            for (at, row) in self.rows_in_frame().zip(image.chunks_exact(self.row_len())) {
                framed[at..at + row.len()].copy_from_slice(row);
            }
            let mut runs = windows.chunks_exact_mut(self.run_len());
            for start in self.run_starts() {
                if let Some(run) = runs.next() {
                    copy(&framed[start..start + run.len()], run);
                }
            }
            n_images += 1;
        }
        n_images * self.n_positions()
    }

    /// Adds windows to the images that they were gathered from.
    fn add_back(&self, scratch: &mut Scratch, large: &mut [f32]) {
        let n_image = self.n_positions() * self.n_window();
        let Scratch { framed, windows } = scratch;
        for (image, windows) in large
            .chunks_exact_mut(self.n_large())
            .zip(windows.chunks_exact(n_image))
        {
            framed.fill(0.0);
            for (start, run) in self.run_starts().zip(windows.chunks_exact(self.run_len())) {
                add(run, &mut framed[start..start + run.len()]);
            }
            let rows = image.chunks_exact_mut(self.row_len());
            for (at, row) in self.rows_in_frame().zip(rows) {
                add(&framed[at..at + row.len()], row);
            }
        }
    }

    /// Numbers of an image's row.
    const fn row_len(&self) -> usize {
        self.large.1 * self.large.2
    }

    /// Numbers of a window's row.
    const fn run_len(&self) -> usize {
        self.window.size.1 * self.large.2
    }

    /// Numbers from one row of the framed image to the next.
    const fn frame_stride(&self) -> usize {
        (self.large.1 + 2 * self.window.padding) * self.large.2
    }

    /// Where each row of the image lies in its frame.
    fn rows_in_frame(&self) -> impl Iterator<Item = usize> {
        let this = *self;
        let padding = this.window.padding;
        (0..this.large.0)
            .map(move |row| (row + padding) * this.frame_stride() + padding * this.large.2)
    }

    /// Where each row of each window lies in the frame.
    fn run_starts(&self) -> impl Iterator<Item = usize> {
        let this = *self;
        let stride = this.window.stride;
        (0..this.small.0).flat_map(move |row| {
            (0..this.small.1).flat_map(move |col| {
                (0..this.window.size.0).map(move |dy| {
                    (row * stride + dy) * this.frame_stride() + col * stride * this.large.2
                })
            })
        })
    }
}

/// One image with its padding, and the windows of a tile of images.
struct Scratch {
    framed: Vec<f32>,
    windows: Vec<f32>,
}

/// A short run, four numbers at a time: a call to copy so few costs more than the copying.
#[inline]
fn copy(from: &[f32], to: &mut [f32]) {
    if let (Some(from), Some(to)) = (one_vector(from), one_vector_mut(to)) {
        *to = *from;
    } else {
        to.copy_from_slice(from);
    }
}

#[inline]
fn add(from: &[f32], to: &mut [f32]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += from;
    }
}

fn one_vector(run: &[f32]) -> Option<&[f32; 4]> {
    run.try_into().ok()
}

fn one_vector_mut(run: &mut [f32]) -> Option<&mut [f32; 4]> {
    run.try_into().ok()
}
