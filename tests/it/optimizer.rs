//! Adam against candle's, which is AdamW with the decay set to zero; Muon against its definition.

use candle_core::Result;
use candle_nn::{AdamW, Optimizer as _, ParamsAdamW};
use density_lab::ml::ops::adam::Config;
use density_lab::ml::ops::muon;
use density_lab::ml::training::{Optimizer, Rule};

use crate::support::{normal, normal_var, relative_difference};

#[test]
fn steps_are_candles() -> Result<()> {
    let (ours, theirs) = (normal_var(1, &[7, 5]), normal_var(1, &[7, 5]));
    let target = normal(2, &[7, 5]);
    let mut adam = Optimizer::adam(
        Config {
            beta1: 0.9,
            beta2: 0.99,
            epsilon: 1e-8,
        },
        [ours.clone()],
    );
    let mut candles = AdamW::new(
        vec![theirs.clone()],
        ParamsAdamW {
            lr: 0.01,
            beta1: 0.9,
            beta2: 0.99,
            eps: 1e-8,
            weight_decay: 0.0,
        },
    )?;
    for _ in 0..50 {
        let loss = (ours.as_tensor() - &target)?.powf(4.0)?.sum_all()?;
        adam.step(&loss, 0.01, f64::MAX)?;
        let loss = (theirs.as_tensor() - &target)?.powf(4.0)?.sum_all()?;
        candles.backward_step(&loss)?;
    }
    assert!(relative_difference(&ours, &theirs) < 1e-5);
    Ok(())
}

#[test]
fn muons_direction_is_orthogonal_and_keeps_the_singular_vectors() -> Result<()> {
    for (n_rows, n_cols) in [(6, 20), (20, 6), (9, 9)] {
        let matrix = normal(3, &[n_rows, n_cols]);
        let direction = muon::orthogonalize(matrix.flatten_all()?.to_vec1()?, n_rows, n_cols);
        let direction =
            candle_core::Tensor::from_vec(direction, (n_rows, n_cols), matrix.device())?;
        // Singular values near 1: so are the squares on the smaller side's Gram matrix.
        let flipped = direction.t()?.contiguous()?;
        let gram = match n_rows <= n_cols {
            true => direction.matmul(&flipped)?,
            false => flipped.matmul(&direction)?,
        };
        let n = n_rows.min(n_cols);
        let trace: f32 = (0..n)
            .map(|i| gram.get(i)?.get(i)?.to_scalar::<f32>())
            .sum::<Result<_>>()?;
        assert!(
            (0.6..1.3).contains(&(trace / n as f32)),
            "mean square {}",
            trace / n as f32
        );
        // Where the singular vectors are kept, matrix' direction is symmetric and positive.
        let product = matrix.t()?.contiguous()?.matmul(&direction)?;
        assert!(relative_difference(&product, &product.t()?.contiguous()?) < 0.2);
    }
    Ok(())
}

#[test]
fn a_step_of_muon_has_the_length_that_it_says() -> Result<()> {
    let var = normal_var(4, &[30, 8]);
    let before = var.as_tensor().copy()?;
    let config = muon::Config {
        momentum: 0.95,
        step_size: 0.2,
    };
    let mut optimizer = Optimizer::new([(var.clone(), Rule::Muon(config))]);
    optimizer.step(&var.sqr()?.sum_all()?, 0.01, f64::MAX)?;
    let square = (var.as_tensor() - before)?
        .sqr()?
        .mean_all()?
        .to_scalar::<f32>()?;
    let ratio = square.sqrt() / (0.01 * 0.2);
    assert!(
        (0.7..1.25).contains(&ratio),
        "root mean square {ratio} of what it says"
    );
    Ok(())
}
