//! Squared distances and the Gaussian kernel of them, tile by tile.

use std::ops::Range;
use std::sync::Arc;

use super::Features;
use crate::ml::ops::gemm::{View, product};
use crate::ml::ops::math::exp_all;

/// Rows and columns of a tile: large enough for the matrix product, small enough for a step.
pub const TILE: usize = 128;

/// Part `i` of `n` in parts of [`TILE`].
pub fn part(i: usize, n: usize) -> Range<usize> {
    i * TILE..((i + 1) * TILE).min(n)
}

/// Images with the squared length of each.
#[derive(Debug, Clone)]
pub struct Points {
    pub features: Arc<Features>,
    squared_norms: Vec<f32>,
}

impl Points {
    pub fn new(features: Arc<Features>) -> Self {
        let rows = features.values.chunks_exact(features.n_dims);
        Self {
            squared_norms: rows.map(|row| row.iter().map(|x| x * x).sum()).collect(),
            features,
        }
    }

    pub fn len(&self) -> usize {
        self.squared_norms.len()
    }
}

/// Squared distances between the images `of_a` of `a` and `of_b` of `b`, (rows, columns) in `out`:
/// `|a|^2 + |b|^2 - 2 a b`, one matrix product for all.
pub fn squared_distances(
    (a, of_a): (&Points, Range<usize>),
    (b, of_b): (&Points, Range<usize>),
    out: &mut Vec<f32>,
) {
    let (m, n, n_dims) = (of_a.len(), of_b.len(), a.features.n_dims);
    out.clear();
    out.resize(m * n, 0.0);
    let rows = View::rows(a.features.rows(of_a.clone()), 0, n_dims);
    let columns = View::rows(b.features.rows(of_b.clone()), 0, n_dims).transposed();
    product(m, n_dims, n, rows, columns, out);
    let b_norms = &b.squared_norms[of_b];
    for (row, a_norm) in out.chunks_exact_mut(n).zip(&a.squared_norms[of_a]) {
        for (x, b_norm) in row.iter_mut().zip(b_norms) {
            // Rounding may leave the distance of equals below nothing.
            *x = (a_norm + b_norm - 2.0 * *x).max(0.0);
        }
    }
}

/// `exp(-distance / scale)` in place of each squared distance.
pub fn gaussian(squared_distances: &mut [f32], scale: f32) {
    exp_all(squared_distances, -1.0 / scale);
}

/// The median of the squared distances (n, n) between different rows; 1 where all are the same.
pub fn median(squared_distances: &[f32], n: usize) -> f32 {
    let above = (0..n).flat_map(|row| &squared_distances[row * n + row + 1..(row + 1) * n]);
    let mut above: Vec<f32> = above.copied().filter(|&x| x > 0.0).collect();
    if above.is_empty() {
        return 1.0;
    }
    let middle = above.len() / 2;
    *above.select_nth_unstable_by(middle, f32::total_cmp).1
}

/// A symmetric matrix (n, n) that is filled tile by tile, each once for its two places.
#[derive(Debug, Clone)]
pub struct Symmetric {
    pub values: Vec<f32>,
    n: usize,
    /// Row and column of the next tile, in tiles; the column never past the row.
    next: (usize, usize),
}

impl Symmetric {
    pub fn new(n: usize) -> Self {
        Self {
            values: vec![0.0; n * n],
            n,
            next: (0, 0),
        }
    }

    /// Rows and columns of the next tile, if there is one.
    pub fn next(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (row, column) = self.next;
        (row * TILE < self.n).then(|| (part(row, self.n), part(column, self.n)))
    }

    /// Share of the tiles that are filled.
    pub fn fraction(&self) -> f64 {
        let n_tiles = self.n.div_ceil(TILE);
        let n_done = self.next.0 * (self.next.0 + 1) / 2 + self.next.1;
        n_done as f64 / (n_tiles * (n_tiles + 1) / 2).max(1) as f64
    }

    /// Fills the next tile with the squared distances of its images, or with what `of_distances`
    /// makes of them. Returns how many numbers these are.
    pub fn fill(&mut self, points: &Points, of_distances: impl Fn(&mut [f32])) -> usize {
        let Some((rows, columns)) = self.next() else {
            return 0;
        };
        let mut tile = Vec::new();
        squared_distances((points, rows.clone()), (points, columns.clone()), &mut tile);
        of_distances(&mut tile);
        for (i, values) in rows.zip(tile.chunks_exact(columns.len())) {
            self.values[i * self.n..][columns.clone()].copy_from_slice(values);
            for (j, &value) in columns.clone().zip(values) {
                self.values[j * self.n + i] = value;
            }
        }
        let (row, column) = self.next;
        self.next = match column < row {
            true => (row, column + 1),
            false => (row + 1, 0),
        };
        tile.len()
    }
}
