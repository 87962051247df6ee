//! The convolution op against candle's own, forward and gradients, on random taps and shapes.

use candle_core::{Result, Tensor, Var};
use density_lab::ml::ops::activation::Activation;
use density_lab::ml::ops::masked_conv::{MaskedConv, Tap, masked_conv};
use density_lab::ml::rng::{Draws, Purpose};

use crate::support::{normal, normal_var, relative_difference};

/// candle's convolution over a full window that is zero where there is no tap.
fn with_candle(x: &Tensor, kernel: &Tensor, addend: &Tensor, op: &MaskedConv) -> Result<Tensor> {
    let c_x = x.dim(3)?;
    let x = match op.activation {
        Activation::Identity => x.clone(),
        Activation::Relu => x.relu()?,
        Activation::Silu => x.silu()?,
        Activation::Gate => {
            let gate = candle_nn::ops::sigmoid(&x.narrow(3, c_x / 2, c_x / 2)?)?;
            (x.narrow(3, 0, c_x / 2)?.tanh()? * gate)?
        }
    };
    let c_in = x.dim(3)?;
    let reach = op
        .taps
        .iter()
        .map(|t| t.dy.abs().max(t.dx.abs()))
        .max()
        .unwrap_or(0);
    let side = (2 * reach + 1) as usize;
    let mut window = Vec::new();
    for dy in -reach..=reach {
        for dx in -reach..=reach {
            window.push(match op.taps.iter().position(|t| *t == Tap { dy, dx }) {
                Some(i) => kernel.narrow(0, i * c_in, c_in)?,
                None => kernel.narrow(0, 0, c_in)?.zeros_like()?,
            });
        }
    }
    let c_out = kernel.dim(1)?;
    let window = Tensor::stack(&window, 0)? // (side * side, c_in, c_out)
        .reshape((side, side, c_in, c_out))?
        .permute((3, 2, 0, 1))?
        .contiguous()?;
    let bias = kernel.narrow(0, op.taps.len() * c_in, 1)?;
    let out = x
        .permute((0, 3, 1, 2))?
        .contiguous()?
        .conv2d(&window, reach as usize, 1, 1, 1)?
        .permute((0, 2, 3, 1))?;
    out.broadcast_add(&bias)?.add(addend)
}

/// Taps of a random window: each of a 5x5 window's positions or not, at least one.
fn random_taps(seed: u64) -> Vec<Tap> {
    let draws = Draws::new(seed, Purpose::Shuffle);
    let mut taps: Vec<Tap> = (0..25)
        .filter(|&i| draws.uniform(i) < 0.4)
        .map(|i| Tap {
            dy: i as i32 / 5 - 2,
            dx: i as i32 % 5 - 2,
        })
        .collect();
    if taps.is_empty() {
        taps.push(Tap::HERE);
    }
    taps
}

#[test]
fn forward_and_gradients_are_candles() -> Result<()> {
    for seed in 0..24 {
        let draws = Draws::new(seed, Purpose::Split);
        let pick = |i: u64, from: usize, to: usize| {
            from + (draws.uniform(i) * (to - from + 1) as f64) as usize
        };
        let activation =
            [Activation::Identity, Activation::Relu, Activation::Gate][seed as usize % 3];
        let op = MaskedConv {
            taps: random_taps(seed),
            activation,
        };
        let c_x = 2 * pick(0, 1, 9);
        let (c_in, c_out) = (activation.n_out(c_x), pick(1, 1, 20));
        let (b, h, w) = (pick(2, 1, 3), pick(3, 3, 9), pick(4, 3, 9));
        let x = normal_var(seed * 10, &[b, h, w, c_x]);
        let kernel = normal_var(seed * 10 + 1, &[op.taps.len() * c_in + 1, c_out]);
        let addend = normal_var(seed * 10 + 2, &[b, h, w, c_out]);
        let towards = normal(seed * 10 + 3, &[b, h, w, c_out]);

        let ours = masked_conv(&x, &kernel, Some(&addend), &op)?;
        let theirs = with_candle(&x, &kernel, &addend, &op)?;
        assert!(relative_difference(&ours, &theirs) < 1e-5, "{op:?} forward");

        let ours = (ours * &towards)?.sum_all()?.backward()?;
        let theirs = (theirs * &towards)?.sum_all()?.backward()?;
        for (name, var) in [("x", &x), ("kernel", &kernel), ("addend", &addend)] {
            let (ours, theirs) = (ours.get(var), theirs.get(var));
            let (Some(ours), Some(theirs)) = (ours, theirs) else {
                panic!("{op:?}: no gradient of {name}")
            };
            let difference = relative_difference(ours, theirs);
            assert!(difference < 2e-5, "{op:?}: {name} is off by {difference:e}");
        }
    }
    Ok(())
}

#[test]
fn data_gets_no_gradient_and_a_lone_image_equals_itself_in_a_batch() -> Result<()> {
    let op = MaskedConv {
        taps: random_taps(1),
        activation: Activation::Identity,
    };
    let kernel = normal_var(1, &[op.taps.len() * 3 + 1, 5]);
    let batch = normal(2, &[4, 7, 7, 3]);
    let out = masked_conv(&batch, &kernel, None, &op)?;
    let gradients = out.sum_all()?.backward()?;
    assert!(gradients.get(&batch).is_none());
    let alone = masked_conv(&batch.narrow(0, 2, 1)?.contiguous()?, &kernel, None, &op)?;
    assert_eq!(relative_difference(&alone, &out.narrow(0, 2, 1)?), 0.0);
    Ok(())
}

#[test]
fn shapes_that_do_not_fit_are_errors() -> Result<()> {
    let op = MaskedConv {
        taps: vec![Tap::HERE],
        activation: Activation::Identity,
    };
    let x = normal(1, &[1, 4, 4, 3]);
    let kernel: Var = normal_var(2, &[5, 2]);
    assert!(masked_conv(&x, &kernel, None, &op).is_err());
    let kernel = normal_var(2, &[4, 2]);
    assert!(masked_conv(&x, &kernel, Some(&x), &op).is_err());
    assert!(masked_conv(&x.t()?, &kernel, None, &op).is_err());
    Ok(())
}
