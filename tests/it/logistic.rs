//! The losses of logits and leaky ReLU: against candle's own where that is stable, against float64,
//! and against finite differences.

use candle_core::{DType, Device, Result, Tensor, Var};
use density_lab::ml::ops::logistic::{binary_cross_entropy, nats, squared_error};
use density_lab::ml::ops::pointwise::leaky_relu;

use crate::support::{normal, normal_var, relative_difference};

fn targets(like: &Tensor) -> Result<Tensor> {
    candle_nn::ops::sigmoid(&normal(9, like.dims()))
}

#[test]
#[expect(
    clippy::disallowed_methods,
    reason = "candle's own, at logits where it is a number"
)]
fn loss_and_gradient_are_candles() -> Result<()> {
    for (seed, shape) in [vec![64, 1], vec![3, 28, 28], vec![1]].iter().enumerate() {
        let logits = normal_var(seed as u64, shape);
        let targets = targets(&logits)?;
        let ours = binary_cross_entropy(&logits, &targets)?;
        let theirs = candle_nn::loss::binary_cross_entropy_with_logit(&logits, &targets)?;
        assert!(relative_difference(&ours, &theirs) < 1e-5);
        let (ours, theirs) = ((ours * 3.0)?.backward()?, (theirs * 3.0)?.backward()?);
        let (Some(ours), Some(theirs)) = (ours.get(&logits), theirs.get(&logits)) else {
            panic!("no gradient")
        };
        assert!(relative_difference(ours, theirs) < 1e-5);
    }
    Ok(())
}

#[test]
fn large_logits_are_exact_and_finite() -> Result<()> {
    for x in [
        -1e4f32, -200.0, -30.0, -5.0, -1e-3, 0.0, 0.7, 17.0, 90.0, 3e3,
    ] {
        for t in [0.0f32, 0.1, 0.9, 1.0] {
            // ln(1 + e^x) - t x in float64, with the same shift.
            let (x64, t64) = (f64::from(x), f64::from(t));
            let exact = x64.max(0.0) - t64 * x64 + (-x64.abs()).exp().ln_1p();
            let error = (f64::from(nats(x, t)) - exact).abs();
            assert!(
                error <= 5e-7 * exact.abs().max(1.0).max(x64.abs()),
                "{x} {t}: {error:e}"
            );
            let var = Var::new(&[x], &Device::Cpu)?;
            let target = Tensor::new(&[t], &Device::Cpu)?;
            let gradients = binary_cross_entropy(&var, &target)?.backward()?;
            let Some(gradient) = gradients.get(&var) else {
                panic!("no gradient")
            };
            let exact = 1.0 / (1.0 + (-x64).exp()) - t64;
            let gradient = f64::from(gradient.to_vec1::<f32>()?[0]);
            assert!(
                (gradient - exact).abs() < 1e-6,
                "{x} {t}: {gradient} for {exact}"
            );
        }
    }
    Ok(())
}

#[test]
fn what_does_not_fit_is_an_error_and_targets_get_no_gradient() -> Result<()> {
    let (logits, targets) = (normal_var(1, &[4]), normal_var(2, &[4]));
    assert!(binary_cross_entropy(&logits, &normal(1, &[5])).is_err());
    assert!(binary_cross_entropy(&normal(1, &[0]), &normal(1, &[0])).is_err());
    let wrong_type = targets.to_dtype(DType::F64)?;
    assert!(binary_cross_entropy(&logits, &wrong_type).is_err());
    let data = targets.as_tensor().detach();
    let gradients = binary_cross_entropy(&logits, &data)?.backward()?;
    assert!(gradients.get(&data).is_none());
    Ok(())
}

#[test]
fn the_squared_error_is_candles() -> Result<()> {
    for (seed, shape) in [vec![64, 784], vec![3, 5], vec![1]].iter().enumerate() {
        let logits = normal_var(seed as u64, shape);
        let targets = targets(&logits)?;
        let ours = squared_error(&logits, &targets)?;
        let theirs = candle_nn::loss::mse(&candle_nn::ops::sigmoid(&logits)?, &targets)?;
        assert!(relative_difference(&ours, &theirs) < 1e-5);
        let (ours, theirs) = ((ours * 3.0)?.backward()?, (theirs * 3.0)?.backward()?);
        let (Some(ours), Some(theirs)) = (ours.get(&logits), theirs.get(&logits)) else {
            panic!("no gradient")
        };
        assert!(relative_difference(ours, theirs) < 1e-5);
    }
    // At logits where a sigmoid is 0 or 1 to the last digit: the error of a wrong answer, no slope.
    for (logit, target, loss) in [(1e4f32, 0.0f32, 1.0f32), (-1e4, 1.0, 1.0), (90.0, 1.0, 0.0)] {
        let logit = Var::new(&[logit], &Device::Cpu)?;
        let found = squared_error(&logit, &Tensor::new(&[target], &Device::Cpu)?)?;
        assert!((found.to_scalar::<f32>()? - loss).abs() < 1e-6);
        let gradients = found.backward()?;
        let slope = gradients
            .get(&logit)
            .expect("a gradient")
            .to_vec1::<f32>()?;
        assert!(slope[0].abs() < 1e-6, "{slope:?}");
    }
    assert!(squared_error(&normal_var(1, &[4]), &normal(1, &[5])).is_err());
    Ok(())
}

#[test]
fn leaky_relu_is_candles() -> Result<()> {
    let x = normal_var(1, &[3, 5, 7]);
    let towards = normal(2, &[3, 5, 7]);
    let ours = leaky_relu(&x, 0.2)?;
    let theirs = candle_nn::ops::leaky_relu(&x, 0.2)?;
    assert!(relative_difference(&ours, &theirs) < 1e-6);
    let ours = (ours * &towards)?.sum_all()?.backward()?;
    let theirs = (theirs * &towards)?.sum_all()?.backward()?;
    let (Some(ours), Some(theirs)) = (ours.get(&x), theirs.get(&x)) else {
        panic!("no gradient")
    };
    assert!(relative_difference(ours, theirs) < 1e-6);
    Ok(())
}
