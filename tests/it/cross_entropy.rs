//! The fused last layer and cross-entropy against candle's own ops.

use candle_core::{DType, Device, Result, Tensor};
use density_lab::ml::ops::cross_entropy::linear_cross_entropy;

use crate::support::{normal_var, relative_difference};

#[test]
fn loss_and_gradients_are_candles() -> Result<()> {
    for (seed, n, c, levels) in [(1, 5, 3, 7), (2, 900, 16, 256), (3, 392, 8, 256)] {
        let hidden = normal_var(seed, &[n, c]);
        let kernel = normal_var(seed + 10, &[c + 1, levels]);
        let targets: Vec<u8> = (0..n).map(|i| (i * 37 % levels) as u8).collect();
        let targets = Tensor::from_vec(targets, n, &Device::Cpu)?;

        let ours = linear_cross_entropy(&hidden, &kernel, &targets)?;
        let logits = hidden
            .matmul(&kernel.narrow(0, 0, c)?)?
            .broadcast_add(&kernel.narrow(0, c, 1)?)?;
        let theirs = candle_nn::loss::cross_entropy(&logits, &targets.to_dtype(DType::U32)?)?;
        assert!(relative_difference(&ours, &theirs) < 1e-5);

        // A factor beside the loss must reach the gradient.
        let ours = (ours * 3.0)?.backward()?;
        let theirs = (theirs * 3.0)?.backward()?;
        for var in [&hidden, &kernel] {
            let (Some(ours), Some(theirs)) = (ours.get(var), theirs.get(var)) else {
                panic!("a gradient is missing")
            };
            assert!(relative_difference(ours, theirs) < 2e-5);
        }
    }
    Ok(())
}

#[test]
fn huge_logits_give_a_number() -> Result<()> {
    let hidden = (normal_var(1, &[4, 3]).as_tensor() * 1e6)?;
    let kernel = normal_var(2, &[4, 256]);
    let targets = Tensor::from_vec(vec![0u8, 9, 200, 255], 4, &Device::Cpu)?;
    let loss = linear_cross_entropy(&hidden, &kernel, &targets)?;
    assert!(loss.to_scalar::<f32>()?.is_finite());
    Ok(())
}

#[test]
fn a_target_past_the_levels_is_an_error() -> Result<()> {
    let hidden = normal_var(1, &[1, 3]);
    let kernel = normal_var(2, &[4, 10]);
    let targets = Tensor::from_vec(vec![10u8], 1, &Device::Cpu)?;
    assert!(linear_cross_entropy(&hidden, &kernel, &targets).is_err());
    Ok(())
}
