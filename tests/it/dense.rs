//! The fully connected layer as one op: against candle's own operations, forward and backward, for
//! each activation of its input.

use candle_core::{D, DType, Result, Tensor, Var};
use density_lab::ml::ops::activation::Activation;
use density_lab::ml::ops::dense::dense;

use crate::support::{normal, normal_var, relative_difference};

const ALL: [Activation; 4] = [
    Activation::Identity,
    Activation::Relu,
    Activation::Silu,
    Activation::Gate,
];

/// The same by candle's own tensors.
fn reference(x: &Tensor, kernel: &Tensor, activation: Activation) -> Result<Tensor> {
    let seen = match activation {
        Activation::Identity => x.clone(),
        Activation::Relu => x.relu()?,
        Activation::Silu => x.silu()?,
        Activation::Gate => {
            let halves = x.chunk(2, D::Minus1)?;
            (halves[0].tanh()? * candle_nn::ops::sigmoid(&halves[1])?)?
        }
    };
    let n_in = kernel.dims()[0] - 1;
    let (weights, bias) = (kernel.narrow(0, 0, n_in)?, kernel.narrow(0, n_in, 1)?);
    seen.matmul(&weights)?.broadcast_add(&bias)
}

fn arguments(activation: Activation, n: usize, c: usize, c_out: usize) -> (Var, Var) {
    let kernel = [activation.n_out(c) + 1, c_out];
    (normal_var(1, &[n, c]), normal_var(2, &kernel))
}

#[test]
fn forward_and_backward_are_candles() -> Result<()> {
    // One row and many, widths that are no multiples of a vector's, and a single output.
    for (n, c, c_out) in [(1, 2, 1), (5, 6, 7), (64, 34, 17), (33, 128, 96)] {
        for activation in ALL {
            let (x, kernel) = arguments(activation, n, c, c_out);
            let ours = dense(&x, &kernel, activation)?;
            let theirs = reference(&x, &kernel, activation)?;
            let context = format!("{activation:?} of {n} by {c} to {c_out}");
            assert!(relative_difference(&ours, &theirs) < 1e-5, "{context}");
            let towards = normal(3, &[n, c_out]);
            let ours = (ours * &towards)?.sum_all()?.backward()?;
            let theirs = (theirs * &towards)?.sum_all()?.backward()?;
            for var in [&x, &kernel] {
                let (Some(ours), Some(theirs)) = (ours.get(var), theirs.get(var)) else {
                    panic!("no gradient: {context}")
                };
                assert!(relative_difference(ours, theirs) < 1e-5, "{context}");
            }
        }
    }
    Ok(())
}

#[test]
fn layers_one_after_the_other_are_candles() -> Result<()> {
    let x = normal_var(1, &[9, 12]);
    let kernels = [normal_var(2, &[13, 10]), normal_var(3, &[11, 4])];
    let through = |layer: fn(&Tensor, &Tensor, Activation) -> Result<Tensor>| {
        let hidden = layer(&x, &kernels[0], Activation::Identity)?;
        layer(&hidden, &kernels[1], Activation::Silu)?
            .sqr()?
            .sum_all()
    };
    let (ours, theirs) = (through(dense)?.backward()?, through(reference)?.backward()?);
    for var in [&x, &kernels[0], &kernels[1]] {
        let (Some(ours), Some(theirs)) = (ours.get(var), theirs.get(var)) else {
            panic!("no gradient")
        };
        assert!(relative_difference(ours, theirs) < 1e-4);
    }
    Ok(())
}

#[test]
fn data_and_a_frozen_kernel_get_no_gradient() -> Result<()> {
    let (x, kernel) = arguments(Activation::Silu, 3, 4, 5);
    let (data, frozen) = (x.as_tensor().detach(), kernel.as_tensor().detach());
    let gradients = dense(&data, &kernel, Activation::Silu)?
        .sum_all()?
        .backward()?;
    assert!(gradients.get(&data).is_none() && gradients.get(&kernel).is_some());
    let gradients = dense(&x, &frozen, Activation::Silu)?
        .sum_all()?
        .backward()?;
    assert!(gradients.get(&x).is_some() && gradients.get(&frozen).is_none());
    Ok(())
}

#[test]
fn what_does_not_fit_is_an_error() -> Result<()> {
    let (x, kernel) = arguments(Activation::Identity, 3, 4, 5);
    assert!(dense(&x, &normal(1, &[4, 5]), Activation::Identity).is_err());
    assert!(dense(&x, &kernel, Activation::Gate).is_err());
    assert!(dense(&normal(1, &[4]), &kernel, Activation::Identity).is_err());
    let wide = x.as_tensor().to_dtype(DType::F64)?;
    assert!(dense(&wide, &kernel, Activation::Identity).is_err());
    Ok(())
}
