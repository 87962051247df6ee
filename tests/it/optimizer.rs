//! Adam against candle's, which is AdamW with the decay set to zero.

use candle_core::Result;
use candle_nn::{AdamW, Optimizer, ParamsAdamW};
use density_lab::ml::ops::adam::{Adam, Config};

use crate::support::{normal, normal_var, relative_difference};

#[test]
fn steps_are_candles() -> Result<()> {
    let (ours, theirs) = (normal_var(1, &[7, 5]), normal_var(1, &[7, 5]));
    let target = normal(2, &[7, 5]);
    let mut adam = Adam::new(
        Config {
            beta1: 0.9,
            beta2: 0.99,
            epsilon: 1e-8,
        },
        std::slice::from_ref(&ours),
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
        adam.step(std::slice::from_ref(&ours), &loss.backward()?, 0.01, 1.0)?;
        let loss = (theirs.as_tensor() - &target)?.powf(4.0)?.sum_all()?;
        candles.backward_step(&loss)?;
    }
    assert!(relative_difference(&ours, &theirs) < 1e-5);
    Ok(())
}
