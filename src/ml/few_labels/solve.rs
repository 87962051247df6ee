//! `(K + ridge) x = b` for a symmetric positive kernel matrix K and ten right-hand sides.

use super::N_CLASSES;
use crate::ml::ops::gemm::{View, product};

/// What a product in f64 costs, in multiplications with an addition of a matrix product in f32.
pub const DOUBLE_COST: f64 = 6.0;

/// Pivots of positive matrices are positive; rounding of the kernel's may make them less.
const LEAST_PIVOT: f64 = 1e-12;

/// The solution (n, 10) for `kernel` (n, n) and `targets` (n, 10), by Cholesky's factorisation in
/// f64: the kernel's largest eigenvalue may be tens of thousands of ridges.
pub fn cholesky(kernel: &[f32], ridge: f32, targets: &[f32]) -> Vec<f32> {
    let n = targets.len() / N_CLASSES;
    let mut upper: Vec<f64> = kernel.iter().map(|&x| f64::from(x)).collect();
    let mut x: Vec<f64> = targets.iter().map(|&t| f64::from(t)).collect();
    for i in 0..n {
        upper[i * n + i] += f64::from(ridge);
    }
    // Row j of the factor U (U' U is the matrix) is taken from all rows below it, and with it
    // its part of the right-hand sides: U' y = b.
    for j in 0..n {
        let (head, below) = upper.split_at_mut((j + 1) * n);
        let row = &mut head[j * n + j..];
        row[0] = row[0].max(LEAST_PIVOT);
        let inverse = 1.0 / row[0].sqrt();
        row.iter_mut().for_each(|u| *u *= inverse);
        let (x_head, x_below) = x.split_at_mut((j + 1) * N_CLASSES);
        let y = &mut x_head[j * N_CLASSES..];
        y.iter_mut().for_each(|y| *y *= inverse);
        for (i, (target, x)) in below
            .chunks_exact_mut(n)
            .zip(x_below.chunks_exact_mut(N_CLASSES))
            .enumerate()
        {
            let factor = row[i + 1];
            subtract(&mut target[j + 1 + i..], &row[i + 1..], factor);
            subtract(x, y, factor);
        }
    }
    // U x = y, from the last row up.
    for i in (0..n).rev() {
        let (x_above, x_here) = x.split_at_mut((i + 1) * N_CLASSES);
        let here = &mut x_above[i * N_CLASSES..];
        let row = &upper[i * n + i..(i + 1) * n];
        for (x, &factor) in x_here.chunks_exact(N_CLASSES).zip(&row[1..]) {
            subtract(here, x, factor);
        }
        here.iter_mut().for_each(|x| *x /= row[0]);
    }
    x.into_iter().map(|x| x as f32).collect()
}

/// `target -= factor * row`.
fn subtract(target: &mut [f64], row: &[f64], factor: f64) {
    for (target, x) in target.iter_mut().zip(row) {
        *target -= factor * x;
    }
}

/// Conjugate gradients (Hestenes & Stiefel 1952) for all ten right-hand sides at once, so that
/// the kernel matrix, which does not fit into the cache, is read once for ten.
#[derive(Debug, Clone)]
pub struct ConjugateGradients {
    ridge: f32,
    /// (n, 10) each.
    solution: Vec<f32>,
    residual: Vec<f32>,
    direction: Vec<f32>,
    /// The matrix times `direction`, as far as it is done.
    image: Vec<f32>,
    n_rows_done: usize,
    /// Squared lengths of the residuals, and of the right-hand sides.
    lengths: [f64; N_CLASSES],
    first_lengths: [f64; N_CLASSES],
    n_iterations: usize,
    /// The smallest error so far: on its way down the error rises now and then.
    least_error: f64,
}

/// Iterations after which it is given up: what is left of the residual by then is rounding.
pub const MOST_ITERATIONS: usize = 300;

/// Length of the residual, in that of the right-hand side, that is small enough: predictions are
/// compared with each other, and three digits of them are plenty.
pub const TOLERANCE: f64 = 1e-3;

impl ConjugateGradients {
    /// For `targets` (n, 10), from a solution of zero.
    pub fn new(ridge: f32, targets: Vec<f32>) -> Self {
        let lengths = products(&targets, &targets);
        Self {
            ridge,
            solution: vec![0.0; targets.len()],
            direction: targets.clone(),
            image: vec![0.0; targets.len()],
            residual: targets,
            n_rows_done: 0,
            lengths,
            first_lengths: lengths,
            n_iterations: 0,
            least_error: 1.0,
        }
    }

    /// The largest residual's length in that of its right-hand side.
    pub fn error(&self) -> f64 {
        let relative = |(&a, &b): (&f64, &f64)| if b > 0.0 { (a / b).sqrt() } else { 0.0 };
        let errors = self.lengths.iter().zip(&self.first_lengths).map(relative);
        errors.fold(0.0, f64::max)
    }

    pub fn is_done(&self, tolerance: f64) -> bool {
        self.error() < tolerance || self.n_iterations >= MOST_ITERATIONS
    }

    /// Share of the way to `tolerance`: a residual shrinks by about the same factor each time.
    pub fn fraction(&self, tolerance: f64) -> f64 {
        (libm::log(self.least_error.max(tolerance)) / libm::log(tolerance)).clamp(0.0, 1.0)
    }

    /// The next `n_rows` rows of an iteration on `kernel` (n, n), and what follows the last of them.
    pub fn go_on(&mut self, kernel: &[f32], n_rows: usize) {
        let n = self.solution.len() / N_CLASSES;
        let rows = self.n_rows_done..(self.n_rows_done + n_rows).min(n);
        let block = View::rows(kernel, rows.start * n, n);
        let direction = View::rows(&self.direction, 0, N_CLASSES);
        let image = &mut self.image[rows.start * N_CLASSES..rows.end * N_CLASSES];
        product(rows.len(), n, N_CLASSES, block, direction, image);
        self.n_rows_done = rows.end;
        if self.n_rows_done == n {
            self.n_rows_done = 0;
            self.finish_iteration();
        }
    }

    fn finish_iteration(&mut self) {
        for (image, direction) in self.image.iter_mut().zip(&self.direction) {
            *image += self.ridge * direction;
        }
        let ratio = |(&a, &b): (&f64, &f64)| if b > 0.0 { (a / b) as f32 } else { 0.0 };
        let ratios = |a: &[f64; N_CLASSES], b: &[f64; N_CLASSES]| {
            let mut ratios = [0.0; N_CLASSES];
            for (out, pair) in ratios.iter_mut().zip(a.iter().zip(b)) {
                *out = ratio(pair);
            }
            ratios
        };
        let steps = ratios(&self.lengths, &products(&self.direction, &self.image));
        add(&mut self.solution, &steps, &self.direction);
        add(&mut self.residual, &steps.map(|step| -step), &self.image);
        let lengths = products(&self.residual, &self.residual);
        let turns = ratios(&lengths, &self.lengths);
        self.lengths = lengths;
        let rows = self.direction.chunks_exact_mut(N_CLASSES);
        for (direction, residual) in rows.zip(self.residual.chunks_exact(N_CLASSES)) {
            for ((d, r), turn) in direction.iter_mut().zip(residual).zip(&turns) {
                *d = r + turn * *d;
            }
        }
        self.n_iterations += 1;
        self.least_error = self.least_error.min(self.error());
    }

    /// The solution (n, 10) so far.
    pub fn solution(&self) -> &[f32] {
        &self.solution
    }
}

/// Scalar products of the columns of `a` and `b` (n, 10).
fn products(a: &[f32], b: &[f32]) -> [f64; N_CLASSES] {
    let mut sums = [0.0; N_CLASSES];
    for (a, b) in a.chunks_exact(N_CLASSES).zip(b.chunks_exact(N_CLASSES)) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += f64::from(a * b);
        }
    }
    sums
}

/// Column by column `target += factor * other`, (n, 10) both.
fn add(target: &mut [f32], factors: &[f32; N_CLASSES], other: &[f32]) {
    let rows = target.chunks_exact_mut(N_CLASSES);
    for (target, other) in rows.zip(other.chunks_exact(N_CLASSES)) {
        for ((t, o), factor) in target.iter_mut().zip(other).zip(factors) {
            *t += factor * o;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ml::rng::{Draws, Purpose};

    /// A positive matrix (n, n), `A A' / n` of normal A, and right-hand sides (n, 10).
    fn system(n: usize) -> (Vec<f32>, Vec<f32>) {
        let draws = Draws::new(n as u64, Purpose::Init);
        let numbers = |from: usize, n: usize| -> Vec<f32> {
            let normal = |i: usize| draws.normal(i as u64) as f32;
            (from..from + n).map(normal).collect()
        };
        let a = numbers(0, n * n);
        let view = View::rows(&a, 0, n);
        let mut matrix = vec![0.0; n * n];
        product(n, n, n, view, view.transposed(), &mut matrix);
        matrix.iter_mut().for_each(|x| *x /= n as f32);
        (matrix, numbers(n * n, n * N_CLASSES))
    }

    #[test]
    fn choleskys_solution_solves() {
        let (matrix, targets) = system(70);
        let x = cholesky(&matrix, 0.1, &targets);
        let mut image = vec![0.0; targets.len()];
        let (a, b) = (View::rows(&matrix, 0, 70), View::rows(&x, 0, N_CLASSES));
        product(70, 70, N_CLASSES, a, b, &mut image);
        for ((image, x), target) in image.iter().zip(&x).zip(&targets) {
            assert!((image + 0.1 * x - target).abs() < 1e-4);
        }
    }

    #[test]
    fn conjugate_gradients_find_choleskys_solution() {
        let (matrix, targets) = system(90);
        let expected = cholesky(&matrix, 0.1, &targets);
        let mut solver = ConjugateGradients::new(0.1, targets);
        let mut fractions = Vec::new();
        while !solver.is_done(1e-6) {
            fractions.push(solver.fraction(1e-6));
            // In parts that do not divide the rows.
            solver.go_on(&matrix, 40);
        }
        assert!(fractions[0] == 0.0 && fractions.is_sorted());
        assert!(solver.n_iterations < MOST_ITERATIONS);
        for (found, expected) in solver.solution().iter().zip(&expected) {
            assert!((found - expected).abs() < 1e-4, "{found} for {expected}");
        }
    }

    #[test]
    fn what_cannot_be_solved_still_gives_numbers() {
        let zeros = vec![0.0; 9];
        let x = cholesky(&zeros, 0.0, &[1.0; 30]);
        assert!(x.iter().all(|x| !x.is_nan()));
        let mut solver = ConjugateGradients::new(0.1, vec![0.0; 30]);
        assert!(solver.is_done(TOLERANCE));
        solver.go_on(&zeros, 3);
        assert_eq!(solver.solution(), [0.0; 30]);
    }
}
