//! What the bench compares is the same computation.

use candle_core::Result;
use density_lab::worker::timings::gan_step::{Convolutions, Pair, assert_equal, interleaved};

#[test]
fn the_two_gan_steps_have_equal_losses_and_gradients() -> Result<()> {
    let (ours, candles) = (
        Pair::new(Convolutions::Ours)?,
        Pair::new(Convolutions::Candles)?,
    );
    assert_equal(&ours, &candles)
}

#[test]
fn a_pair_that_moved_is_told_from_one_that_did_not() -> Result<()> {
    let mut ours = Pair::new(Convolutions::Ours)?;
    ours.step(&|| 0.0)?;
    assert!(assert_equal(&ours, &Pair::new(Convolutions::Candles)?).is_err());
    Ok(())
}

#[test]
fn every_pass_is_timed() -> Result<()> {
    let tick = std::cell::Cell::new(0.0);
    let clock = || {
        tick.set(tick.get() + 1.0);
        tick.get()
    };
    for steps in interleaved(2, &clock)? {
        assert_eq!(steps.len(), 2);
        assert!(
            steps
                .iter()
                .all(|step| step.passes.iter().all(|&ms| ms == 1.0))
        );
        assert!(
            steps
                .iter()
                .flat_map(|step| step.losses)
                .all(f32::is_finite)
        );
    }
    Ok(())
}
