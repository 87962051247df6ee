//! One step of an LSTM, forward and back (Hochreiter & Schmidhuber 1997; with a forget gate, Gers
//! et al. 2000).

use super::math::{exp, sigmoid};

/// Output, forget, input, candidate.
pub const N_GATES: usize = 4;
/// Added to what the forget gate sees, so that an untrained net remembers (Jozefowicz et al. 2015).
pub const FORGET_BIAS: f32 = 1.0;
/// Channels computed at once.
const LANES: usize = 8;

/// `tanh(x)`, the same on every machine.
#[inline(always)]
pub fn tanh(x: f32) -> f32 {
    // Beyond 9 the tangent is 1 in float32.
    let e = exp(-2.0 * x.clamp(-9.0, 9.0));
    (1.0 - e) / (1.0 + e)
}

/// The next state of one pixel, in place: `gates` (4c) before their activations, which they are
/// afterwards, and `cells` (c), from the row above's to this one's; `hidden` (c) comes out.
#[inline(always)]
pub fn step(gates: &mut [f32], cells: &mut [f32], hidden: &mut [f32]) {
    let c = cells.len();
    let mut start = 0;
    while start < c {
        let n = LANES.min(c - start);
        let (mut o, mut f) = (lanes(gates, start, n), lanes(gates, c + start, n));
        let mut i = lanes(gates, 2 * c + start, n);
        let mut g = lanes(gates, 3 * c + start, n);
        let mut cell = lanes(cells, start, n);
        let mut out = [0.0; LANES];
        for k in 0..LANES {
            o[k] = sigmoid(o[k]);
            f[k] = sigmoid(f[k] + FORGET_BIAS);
            i[k] = sigmoid(i[k]);
            g[k] = tanh(g[k]);
            cell[k] = f[k] * cell[k] + i[k] * g[k];
            out[k] = o[k] * tanh(cell[k]);
        }
        for (gate, values) in [o, f, i, g].iter().enumerate() {
            gates[gate * c + start..][..n].copy_from_slice(&values[..n]);
        }
        cells[start..start + n].copy_from_slice(&cell[..n]);
        hidden[start..start + n].copy_from_slice(&out[..n]);
        start += n;
    }
}

/// `n` of the numbers from `start` on, as many as are computed at once: in arrays of a known
/// length the compiler uses vectors.
#[inline(always)]
fn lanes(from: &[f32], start: usize, n: usize) -> [f32; LANES] {
    let mut lanes = [0.0; LANES];
    lanes[..n].copy_from_slice(&from[start..start + n]);
    lanes
}

/// One pixel's way back through [`step`]. `gates` (4c) are activated; `d_cells` (c) comes in as
/// the gradient of this row's cells and leaves as that of the row above's; `d_gates` (4c), before
/// the activations, comes out.
#[inline(always)]
pub fn step_back(
    gates: &[f32],
    (cells_before, cells): (&[f32], &[f32]),
    d_hidden: &[f32],
    d_cells: &mut [f32],
    d_gates: &mut [f32],
) {
    let c = cells.len();
    let (d_o, rest) = d_gates.split_at_mut(c);
    let (d_f, rest) = rest.split_at_mut(c);
    let (d_i, d_g) = rest.split_at_mut(c);
    let mut start = 0;
    while start < c {
        let n = LANES.min(c - start);
        let mut out = [[0.0f32; LANES]; 5];
        let gate = |gate: usize| lanes(gates, gate * c + start, n);
        let [o, f, i, g] = [gate(0), gate(1), gate(2), gate(3)];
        let (before, cell) = (lanes(cells_before, start, n), lanes(cells, start, n));
        let (d_h, d_c) = (lanes(d_hidden, start, n), lanes(d_cells, start, n));
        for k in 0..LANES {
            let t = tanh(cell[k]);
            let d = d_c[k] + d_h[k] * o[k] * (1.0 - t * t);
            out[0][k] = d_h[k] * t * o[k] * (1.0 - o[k]);
            out[1][k] = d * before[k] * f[k] * (1.0 - f[k]);
            out[2][k] = d * g[k] * i[k] * (1.0 - i[k]);
            out[3][k] = d * i[k] * (1.0 - g[k] * g[k]);
            out[4][k] = d * f[k];
        }
        let targets = [&mut *d_o, &mut *d_f, &mut *d_i, &mut *d_g, &mut *d_cells];
        for (to, from) in targets.into_iter().zip(&out) {
            to[start..start + n].copy_from_slice(&from[..n]);
        }
        start += n;
    }
}
