//! Rows of a table, each behind some numbers of its own, as one op.

use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor, bail};

use super::tape::Tape;
use super::{f32_slice, with_slices};

impl Tape {
    /// For each of `rows` the numbers before it, then that row of `table` (levels, c):
    /// (n, a + c) for `before` (n, a).
    ///
    /// # Errors
    /// Where `before` does not fit, or the table has no such row.
    pub fn rows_behind(&mut self, table: &Tensor, before: Vec<f32>, rows: &[u8]) -> Result<Tensor> {
        let rows = rows.to_vec();
        self.apply1(RowsBehind { before, rows }, table)
    }
}

struct RowsBehind {
    before: Vec<f32>,
    rows: Vec<u8>,
}

impl RowsBehind {
    /// Numbers before each row, and of each row.
    fn widths(&self, table: &Shape) -> Result<(usize, usize)> {
        let (n_levels, n_behind) = table.dims2()?;
        let n = self.rows.len();
        if n == 0 || !self.before.len().is_multiple_of(n) {
            bail!("rows-behind: {} numbers before {n} rows", self.before.len());
        }
        if self.rows.iter().any(|&row| usize::from(row) >= n_levels) {
            bail!("rows-behind: a row is not among the {n_levels} of the table");
        }
        Ok((self.before.len() / n, n_behind))
    }
}

impl CustomOp1 for RowsBehind {
    fn name(&self) -> &'static str {
        "rows-behind"
    }

    fn cpu_fwd(&self, table: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let (n_before, n_behind) = self.widths(layout.shape())?;
        let table = f32_slice(table, layout, self.name())?;
        let mut out = Vec::with_capacity(self.rows.len() * (n_before + n_behind));
        for (i, &row) in self.rows.iter().enumerate() {
            out.extend_from_slice(&self.before[i * n_before..(i + 1) * n_before]);
            out.extend_from_slice(&table[usize::from(row) * n_behind..][..n_behind]);
        }
        let shape = Shape::from((self.rows.len(), n_before + n_behind));
        Ok((CpuStorage::F32(out), shape))
    }

    fn bwd(&self, table: &Tensor, _out: &Tensor, d_out: &Tensor) -> Result<Option<Tensor>> {
        if !table.track_op() {
            return Ok(None);
        }
        let (n_before, n_behind) = self.widths(table.shape())?;
        let mut d_table = vec![0.0; table.elem_count()];
        let d_out = d_out.contiguous()?;
        with_slices([&d_out], self.name(), |[d_out]| {
            let d_rows = d_out.chunks_exact(n_before + n_behind);
            for (d_row, &row) in d_rows.zip(&self.rows) {
                let d_of_row = &mut d_table[usize::from(row) * n_behind..][..n_behind];
                for (sum, d) in d_of_row.iter_mut().zip(&d_row[n_before..]) {
                    *sum += d;
                }
            }
        })?;
        Tensor::from_vec(d_table, table.shape(), table.device()).map(Some)
    }
}
