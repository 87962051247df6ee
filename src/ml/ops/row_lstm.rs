//! The scan of a Row LSTM as one op: an LSTM that walks down an image, a whole row at a step.
//!
//! van den Oord et al. 2016, "Pixel recurrent neural networks", equation 3. At row `r`, for each
//! column, with `*` a convolution over the three nearest columns of the row above:
//!
//! `[o, f, i, g] = [sigmoid, sigmoid, sigmoid, tanh](input(r) + kernel * h(r-1))`
//! `c(r) = f c(r-1) + i g`
//! `h(r) = o tanh(c(r))`
//!
//! The rows must wait for one another; columns and images need not. Rows lie in frames with a
//! column of zeros on each side, so that the three columns that a state sees lie side by side in
//! memory and a row of all images is one matrix product. Candle's backward pass through a
//! recurrence made of its own ops pads and adds the whole image at each row; one op does not.

use std::sync::Mutex;

use candle_core::{CpuStorage, CustomOp2, Layout, Result, Shape, Tensor, bail};

use super::gemm::{View, add_product, product};
use super::lstm_cell::{N_GATES, step, step_back};
use super::tape::Tape;
use super::with_slices;

/// Columns of the row above that a state sees.
pub const N_TAPS: usize = 3;
/// Images that walk down together: their rows stay in cache.
const TILE: usize = 8;

/// Runs the scan over `inputs` (b, h, w, 4c), what each pixel tells the four gates, with the
/// state-to-state `kernel` (3c, 4c). Returns the hidden states (b, h, w, c).
///
/// # Errors
/// Where shapes do not fit or an argument is not contiguous f32.
pub fn row_lstm(inputs: &Tensor, kernel: &Tensor) -> Result<Tensor> {
    Tape::off().row_lstm(inputs, kernel)
}

impl Tape {
    /// [`row_lstm`] over `inputs`.
    ///
    /// # Errors
    /// As [`row_lstm`].
    pub fn row_lstm(&mut self, inputs: &Tensor, kernel: &Tensor) -> Result<Tensor> {
        // A few images all the way down, then the next: their rows stay in cache.
        Scan::new(inputs, kernel)?.finish(self)
    }
}

/// The scan, to be made row by row.
#[derive(Debug)]
pub struct Scan<'a> {
    inputs: &'a Tensor,
    kernel: &'a Tensor,
    dims: Dims,
    walks: Vec<Walk>,
}

impl<'a> Scan<'a> {
    /// Above the first row. Arguments as those of [`row_lstm`].
    ///
    /// # Errors
    /// As [`row_lstm`].
    pub fn new(inputs: &'a Tensor, kernel: &'a Tensor) -> Result<Self> {
        let dims = RowLstm::dims(inputs.shape(), kernel.shape())?;
        let firsts = (0..dims.batch).step_by(TILE);
        Ok(Self {
            inputs,
            kernel,
            dims,
            walks: firsts
                .map(|first| Walk::new(dims, first, TILE.min(dims.batch - first)))
                .collect(),
        })
    }

    /// One more row of all images; false where there is none.
    ///
    /// # Errors
    /// As [`row_lstm`].
    pub fn next_row(&mut self) -> Result<bool> {
        self.go_on(1)?;
        Ok(self.walks.iter().any(|walk| walk.n_rows < self.dims.height))
    }

    fn go_on(&mut self, n_rows: usize) -> Result<()> {
        let (dims, walks) = (self.dims, &mut self.walks);
        with_slices([self.inputs, self.kernel], NAME, |[inputs, kernel]| {
            for walk in walks {
                let until = walk.n_rows.saturating_add(n_rows).min(dims.height);
                while walk.n_rows < until {
                    walk.next_row(dims, inputs, kernel);
                }
            }
        })
    }

    /// The rows left, and the hidden states (b, h, w, c).
    ///
    /// # Errors
    /// As [`row_lstm`].
    pub fn finish(mut self, tape: &mut Tape) -> Result<Tensor> {
        self.go_on(usize::MAX)?;
        let walks = Mutex::new(self.walks);
        tape.apply2(RowLstm { walks }, self.inputs, self.kernel)
    }
}

const NAME: &str = "row-lstm";

/// The scan as an op, once it is made: its walks are the forward pass, and what the backward pass
/// needs.
#[derive(Debug)]
struct RowLstm {
    walks: Mutex<Vec<Walk>>,
}

#[derive(Debug, Clone, Copy)]
struct Dims {
    batch: usize,
    height: usize,
    width: usize,
    c: usize,
}

impl Dims {
    /// Places of a row of `n` images, the zeros beside each image included.
    const fn n_places(&self, n: usize) -> usize {
        n * (self.width + 2)
    }

    /// Where, in a row of frames, column `col` of image `image` is.
    const fn place(&self, image: usize, col: usize) -> usize {
        image * (self.width + 2) + 1 + col
    }

    /// The pixel at a row and column of an image of the whole batch.
    const fn pixel(&self, image: usize, row: usize, col: usize) -> usize {
        (image * self.height + row) * self.width + col
    }
}

/// A few images' way down, row by row in frames.
#[derive(Debug)]
struct Walk {
    /// Of the batch, the first image.
    first: usize,
    n: usize,
    /// Rows that are done.
    n_rows: usize,
    /// Activated (h, places, 4c).
    gates: Vec<f32>,
    /// (h + 1, places, c): row 0 is what there is before the image, zeros.
    cells: Vec<f32>,
    /// Alike.
    hidden: Vec<f32>,
}

impl Walk {
    fn new(dims: Dims, first: usize, n: usize) -> Self {
        let (c, n_places) = (dims.c, dims.n_places(n));
        Self {
            first,
            n,
            n_rows: 0,
            gates: vec![0.0; dims.height * n_places * N_GATES * c],
            cells: vec![0.0; (dims.height + 1) * n_places * c],
            hidden: vec![0.0; (dims.height + 1) * n_places * c],
        }
    }

    fn next_row(&mut self, dims: Dims, inputs: &[f32], kernel: &[f32]) {
        let (c, n_places, row) = (dims.c, dims.n_places(self.n), self.n_rows);
        let wide = N_GATES * c;
        let gates = &mut self.gates[row * n_places * wide..][..n_places * wide];
        for image in 0..self.n {
            let from = dims.pixel(self.first + image, row, 0) * wide;
            let to = dims.place(image, 0) * wide;
            let len = dims.width * wide;
            gates[to..to + len].copy_from_slice(&inputs[from..from + len]);
        }
        let (before, here) = self.hidden.split_at_mut((row + 1) * n_places * c);
        if row > 0 {
            add_product(
                n_places - 2,
                N_TAPS * c,
                wide,
                View::rows(&before[row * n_places * c..], 0, c),
                View::rows(kernel, 0, wide),
                &mut gates[wide..],
            );
        }
        let (cells_before, cells) = self.cells.split_at_mut((row + 1) * n_places * c);
        cells[..n_places * c].copy_from_slice(&cells_before[row * n_places * c..]);
        for image in 0..self.n {
            for at in dims.place(image, 0)..dims.place(image, dims.width) {
                let (narrow, wide) = (at * c..(at + 1) * c, at * wide..(at + 1) * wide);
                let (cells, hidden) = (&mut cells[narrow.clone()], &mut here[narrow]);
                step(&mut gates[wide], cells, hidden);
            }
        }
        self.n_rows += 1;
    }

    /// Copies the hidden states to `out` (b, h, w, c).
    fn write_hidden(&self, dims: Dims, out: &mut [f32]) {
        let (c, n_places) = (dims.c, dims.n_places(self.n));
        for row in 0..dims.height {
            let hidden = &self.hidden[(row + 1) * n_places * c..];
            for image in 0..self.n {
                let (from, to) = (
                    dims.place(image, 0) * c,
                    dims.pixel(self.first + image, row, 0) * c,
                );
                let len = dims.width * c;
                out[to..to + len].copy_from_slice(&hidden[from..from + len]);
            }
        }
    }

    /// From the gradient of the hidden states to those of the inputs, written, and of the kernel,
    /// added. `mirrored` is the kernel's way back.
    fn backward(
        &self,
        dims: Dims,
        mirrored: &[f32],
        d_out: &[f32],
        d_inputs: &mut [f32],
        d_kernel: &mut [f32],
    ) {
        let (c, n_places) = (dims.c, dims.n_places(self.n));
        let wide = N_GATES * c;
        let mut d_gates = vec![0.0; n_places * wide];
        let mut d_hidden = vec![0.0; n_places * c];
        let mut d_cells = vec![0.0; n_places * c];
        for row in (0..dims.height).rev() {
            let gates = &self.gates[row * n_places * wide..][..n_places * wide];
            let cells_before = &self.cells[row * n_places * c..][..n_places * c];
            let cells = &self.cells[(row + 1) * n_places * c..][..n_places * c];
            for image in 0..self.n {
                for col in 0..dims.width {
                    let (at, pixel) = (
                        dims.place(image, col),
                        dims.pixel(self.first + image, row, col),
                    );
                    let narrow = at * c..(at + 1) * c;
                    let d_hidden = &mut d_hidden[narrow.clone()];
                    for (d, d_out) in d_hidden.iter_mut().zip(&d_out[pixel * c..]) {
                        *d += d_out;
                    }
                    let d_gates = &mut d_gates[at * wide..(at + 1) * wide];
                    step_back(
                        &gates[at * wide..(at + 1) * wide],
                        (&cells_before[narrow.clone()], &cells[narrow.clone()]),
                        d_hidden,
                        &mut d_cells[narrow],
                        d_gates,
                    );
                    d_inputs[pixel * wide..(pixel + 1) * wide].copy_from_slice(d_gates);
                }
            }
            if row == 0 {
                break;
            }
            let seen = View::rows(&self.hidden[row * n_places * c..], 0, c);
            add_product(
                N_TAPS * c,
                n_places - 2,
                wide,
                seen.transposed(),
                View::rows(&d_gates, wide, wide),
                d_kernel,
            );
            product(
                n_places - 2,
                N_TAPS * wide,
                c,
                View::rows(&d_gates, 0, wide),
                View::rows(mirrored, 0, c),
                &mut d_hidden[c..],
            );
        }
    }
}

/// The taps in reverse order, each matrix transposed: (3 * 4c, c). A state's gradient gathers from
/// the three columns of the row below that saw it.
fn mirrored(kernel: &[f32], c: usize) -> Vec<f32> {
    let wide = N_GATES * c;
    let mut mirrored = Vec::with_capacity(kernel.len());
    for tap in kernel.chunks_exact(c * wide).rev() {
        for gate in 0..wide {
            mirrored.extend((0..c).map(|channel| tap[channel * wide + gate]));
        }
    }
    mirrored
}

impl RowLstm {
    fn dims(inputs: &Shape, kernel: &Shape) -> Result<Dims> {
        let (batch, height, width, wide) = inputs.dims4()?;
        let (n_rows, n_columns) = kernel.dims2()?;
        let c = wide / N_GATES;
        if c == 0
            || wide != N_GATES * c
            || (n_rows, n_columns) != (N_TAPS * c, wide)
            || width == 0
            || height == 0
        {
            bail!("{NAME}: inputs {inputs:?} with kernel {kernel:?}");
        }
        Ok(Dims {
            batch,
            height,
            width,
            c,
        })
    }
}

impl CustomOp2 for RowLstm {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        _inputs: &CpuStorage,
        inputs_layout: &Layout,
        _kernel: &CpuStorage,
        kernel_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let dims = Self::dims(inputs_layout.shape(), kernel_layout.shape())?;
        let mut out = vec![0.0; dims.batch * dims.height * dims.width * dims.c];
        if let Ok(walks) = self.walks.lock() {
            for walk in &*walks {
                walk.write_hidden(dims, &mut out);
            }
        }
        let shape = (dims.batch, dims.height, dims.width, dims.c);
        Ok((CpuStorage::F32(out), shape.into()))
    }

    fn bwd(
        &self,
        inputs: &Tensor,
        kernel: &Tensor,
        _out: &Tensor,
        d_out: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let dims = Self::dims(inputs.shape(), kernel.shape())?;
        let walks = match self.walks.lock() {
            Ok(mut walks) => std::mem::take(&mut *walks),
            Err(_) => Vec::new(),
        };
        if walks.is_empty() && dims.batch > 0 {
            bail!("{NAME}: the gradient was taken before");
        }
        let d_out = d_out.contiguous()?;
        let (d_inputs, d_kernel) = with_slices([kernel, &d_out], NAME, |[kernel, d_out]| {
            let mut d_inputs = vec![0.0; inputs.elem_count()];
            let mut d_kernel = vec![0.0; kernel.len()];
            let mirrored = mirrored(kernel, dims.c);
            for walk in &walks {
                walk.backward(dims, &mirrored, d_out, &mut d_inputs, &mut d_kernel);
            }
            (d_inputs, d_kernel)
        })?;
        let gradient = |values: Vec<f32>, of: &Tensor| {
            (of.track_op())
                .then(|| Tensor::from_vec(values, of.shape(), of.device()))
                .transpose()
        };
        Ok((gradient(d_inputs, inputs)?, gradient(d_kernel, kernel)?))
    }
}
