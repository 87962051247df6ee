//! A long run keeps no more than a short one.

use candle_core::Result;
use density_lab::ml::dataset::Images;
use density_lab::ml::models::gan::Config;

use super::{new, rounds, settings};
use crate::allocations::bytes_held;
use crate::support::digits;

#[test]
fn what_is_held_counts() {
    let before = bytes_held();
    let held = vec![1u8; 10_000];
    assert_eq!(bytes_held(), before + 10_000);
    drop(held);
    assert_eq!(bytes_held(), before);
}

#[test]
fn five_hundred_rounds_more_hold_no_byte_more() -> Result<()> {
    // Few digits, so that their order is drawn anew now and then.
    let digits = Images::new(digits().first(50).to_vec());
    let mut run = new(&Config::convolutional(), &digits)?;
    let settings = settings(4);
    drop(rounds(&mut run, &digits, 100, &settings)?);
    let before = bytes_held();
    for _ in 0..5 {
        drop(rounds(&mut run, &digits, 100, &settings)?);
        assert_eq!(bytes_held(), before, "after {} rounds", run.n_rounds());
    }
    // What is looked into is given back.
    drop(run.staged(&digits, &settings)?);
    drop(run.slopes(&settings)?);
    assert_eq!(bytes_held(), before);
    Ok(())
}
