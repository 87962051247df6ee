//! Matrix products on slices: candle's own `gemm`, made safe by checking every bound first.

use gemm::Parallelism;

/// A matrix laid over a slice: entry `(i, j)` is `data[start + i * row_stride + j * col_stride]`.
/// Rows may overlap, as the windows of a convolution do.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub data: &'a [f32],
    pub start: usize,
    pub row_stride: usize,
    pub col_stride: usize,
}

impl<'a> View<'a> {
    /// Rows one after the other, `row_stride` numbers apart.
    pub const fn rows(data: &'a [f32], start: usize, row_stride: usize) -> Self {
        Self {
            data,
            start,
            row_stride,
            col_stride: 1,
        }
    }

    /// The same numbers with rows and columns exchanged.
    pub const fn transposed(self) -> Self {
        Self {
            row_stride: self.col_stride,
            col_stride: self.row_stride,
            ..self
        }
    }

    fn last(&self, n_rows: usize, n_cols: usize) -> usize {
        self.start + (n_rows - 1) * self.row_stride + (n_cols - 1) * self.col_stride
    }
}

/// `out += a @ b` with `a` (m, k), `b` (k, n) and `out` (m, n), row by row in `out`.
///
/// # Panics
/// Where a matrix reaches past its slice, which would be a fault of the calling op.
pub fn add_product(m: usize, k: usize, n: usize, a: View<'_>, b: View<'_>, out: &mut [f32]) {
    run(m, k, n, a, b, out, true);
}

/// `out = a @ b`, as [`add_product`] but for what `out` held.
///
/// # Panics
/// As [`add_product`].
pub fn product(m: usize, k: usize, n: usize, a: View<'_>, b: View<'_>, out: &mut [f32]) {
    run(m, k, n, a, b, out, false);
}

fn run(m: usize, k: usize, n: usize, a: View<'_>, b: View<'_>, out: &mut [f32], add: bool) {
    if m == 0 || n == 0 || k == 0 {
        return;
    }
    assert!(a.last(m, k) < a.data.len(), "gemm: left matrix too large");
    assert!(b.last(k, n) < b.data.len(), "gemm: right matrix too large");
    assert!(m * n <= out.len(), "gemm: product too large");
    // SAFETY: the three checks above bound every access, strides are non-negative, and `out` is
    // borrowed exclusively, so it overlaps neither operand.
    unsafe {
        gemm::gemm(
            m,
            n,
            k,
            out.as_mut_ptr(),
            1,
            n as isize,
            add,
            a.data.as_ptr().add(a.start),
            a.col_stride as isize,
            a.row_stride as isize,
            b.data.as_ptr().add(b.start),
            b.col_stride as isize,
            b.row_stride as isize,
            1.0,
            1.0,
            false,
            false,
            false,
            Parallelism::None,
        );
    }
}
