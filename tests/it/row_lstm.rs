//! The Row LSTM's scan as one op: against the same recurrence of candle's own operations, forward
//! and backward, and against finite differences.

use candle_core::{Result, Tensor, Var};
use density_lab::ml::ops::lstm_cell::FORGET_BIAS;
use density_lab::ml::ops::row_lstm::{N_TAPS, row_lstm};

use crate::support::{normal, normal_var, relative_difference};

/// Row by row in candle's tensors: inputs (b, h, w, 4c), kernel (3c, 4c).
fn reference(inputs: &Tensor, kernel: &Tensor) -> Result<Tensor> {
    let (b, height, w, wide) = inputs.dims4()?;
    let c = wide / 4;
    let mut hidden = Tensor::zeros((b, w, c), inputs.dtype(), inputs.device())?;
    let mut cells = hidden.clone();
    let mut rows = Vec::new();
    for row in 0..height {
        let padded = hidden.pad_with_zeros(1, 1, 1)?;
        let seen: Vec<Tensor> = (0..N_TAPS)
            .map(|tap| padded.narrow(1, tap, w))
            .collect::<Result<_>>()?;
        let seen = Tensor::cat(&seen, 2)?.reshape((b * w, N_TAPS * c))?;
        let gates = seen.matmul(kernel)?.reshape((b, w, wide))?;
        let gates = (gates + inputs.narrow(1, row, 1)?.squeeze(1)?)?.chunk(4, 2)?;
        let sigmoid = candle_nn::ops::sigmoid;
        let forget = sigmoid(&(&gates[1] + f64::from(FORGET_BIAS))?)?;
        cells = ((forget * cells)? + (sigmoid(&gates[2])? * gates[3].tanh()?)?)?;
        hidden = (sigmoid(&gates[0])? * cells.tanh()?)?;
        rows.push(hidden.clone());
    }
    Tensor::stack(&rows, 1)
}

/// Batches within and beyond a tile, one row, one column, and channels that fill no vector.
const SHAPES: [[usize; 4]; 5] = [
    [1, 1, 1, 1],
    [2, 3, 5, 3],
    [9, 4, 2, 8],
    [3, 7, 1, 12],
    [17, 5, 4, 5],
];

fn arguments([b, h, w, c]: [usize; 4]) -> (Var, Var) {
    let inputs = normal_var(1, &[b, h, w, 4 * c]);
    (inputs, normal_var(2, &[N_TAPS * c, 4 * c]))
}

#[test]
fn forward_and_backward_are_candles() -> Result<()> {
    for shape in SHAPES {
        let (inputs, kernel) = arguments(shape);
        let ours = row_lstm(&inputs, &kernel)?;
        let theirs = reference(&inputs, &kernel)?;
        assert!(relative_difference(&ours, &theirs) < 1e-5, "{shape:?}");
        let towards = normal(3, &shape);
        let ours = (ours * &towards)?.sum_all()?.backward()?;
        let theirs = (theirs * &towards)?.sum_all()?.backward()?;
        for var in [&inputs, &kernel] {
            // In one row no state has another above it.
            let theirs = match theirs.get(var) {
                Some(theirs) => theirs.clone(),
                None => var.zeros_like()?,
            };
            let Some(ours) = ours.get(var) else {
                panic!("no gradient: {shape:?}")
            };
            let difference = (ours - &theirs)?.abs()?.max_all()?.to_scalar::<f32>()?;
            let largest = theirs.abs()?.max_all()?.to_scalar::<f32>()?;
            assert!(difference <= 2e-5 * largest.max(1e-3), "{shape:?}");
        }
    }
    Ok(())
}

#[test]
fn the_gradient_is_the_slope() -> Result<()> {
    const STEP: f32 = 1e-2;
    let (inputs, kernel) = arguments([2, 4, 3, 2]);
    let towards = normal(3, &[2, 4, 3, 2]);
    let value = |inputs: &Tensor, kernel: &Tensor| -> Result<f64> {
        let out = (row_lstm(inputs, kernel)? * &towards)?;
        let out: Vec<f32> = out.flatten_all()?.to_vec1()?;
        Ok(out.iter().map(|&x| f64::from(x)).sum())
    };
    let gradients = (row_lstm(&inputs, &kernel)? * &towards)?
        .sum_all()?
        .backward()?;
    for (var, is_kernel) in [(&inputs, false), (&kernel, true)] {
        let Some(gradient) = gradients.get(var) else {
            panic!("no gradient")
        };
        let gradient: Vec<f32> = gradient.flatten_all()?.to_vec1()?;
        let values: Vec<f32> = var.flatten_all()?.to_vec1()?;
        for (i, &slope) in gradient.iter().enumerate() {
            let at = |step: f32| -> Result<f64> {
                let mut moved = values.clone();
                moved[i] += step;
                let moved = Tensor::from_vec(moved, var.shape(), var.device())?;
                match is_kernel {
                    true => value(&inputs, &moved),
                    false => value(&moved, &kernel),
                }
            };
            let expected = (at(STEP)? - at(-STEP)?) / f64::from(2.0 * STEP);
            assert!((f64::from(slope) - expected).abs() < 2e-3, "{i}");
        }
    }
    Ok(())
}

#[test]
fn what_does_not_fit_is_refused() {
    let inputs = normal(1, &[1, 2, 2, 8]);
    for kernel in [[6, 4], [5, 8], [9, 8]] {
        assert!(row_lstm(&inputs, &normal(2, &kernel)).is_err());
    }
    assert!(row_lstm(&normal(1, &[1, 2, 2, 6]), &normal(2, &[3, 6])).is_err());
}
