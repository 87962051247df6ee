//! The two losses of a GAN's generator over the logit a of an image, D = sigmoid(a) (Goodfellow et
//! al. 2014, section 3). Over the logit, the one flattens where the discriminator is sure that an
//! image is generated, and the other does not.

use super::{fixed, short, significant};

/// Which loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogitLoss {
    /// log(1 - D).
    Minimax,
    /// -log D.
    NonSaturating,
}

impl LogitLoss {
    pub const ALL: [Self; 2] = [Self::Minimax, Self::NonSaturating];

    /// Of an image, in nats.
    pub fn at(self, logit: f64) -> f64 {
        match self {
            Self::Minimax => -softplus(logit),
            Self::NonSaturating => softplus(-logit),
        }
    }

    /// By the logit: -D, or -(1 - D).
    pub fn slope(self, logit: f64) -> f64 {
        match self {
            Self::Minimax => -sigmoid(logit),
            Self::NonSaturating => -sigmoid(-logit),
        }
    }
}

/// D, of its logit.
pub fn sigmoid(logit: f64) -> f64 {
    let small = (-logit.abs()).exp();
    match logit < 0.0 {
        true => small / (1.0 + small),
        false => 1.0 / (1.0 + small),
    }
}

/// The mean of D; no number where there is no logit.
pub fn mean_sigmoid(logits: &[f32]) -> f64 {
    let sum: f64 = logits.iter().map(|&logit| sigmoid(logit.into())).sum();
    sum / logits.len() as f64
}

/// D as the page writes it: two decimals, and more where it is nearly 0 or 1.
pub fn verdict(d: f64) -> String {
    match d {
        d if d < 0.00001 => "<0.00001".to_owned(),
        d if d < 0.01 => significant(d, 1),
        d if d > 0.99995 => ">0.9999".to_owned(),
        d if d > 0.99 => fixed(d, 4),
        d => fixed(d, 2),
    }
}

/// log(1 + exp(x)), for any x: what a verdict of x costs where 0 is right.
pub fn softplus(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Whole numbers around all of the `logits`, the same on both sides.
pub fn logit_range(logits: &[f32]) -> (f64, f64) {
    const LEAST: f64 = 6.0;
    /// Beyond it the curves only go on.
    const MOST: f64 = 30.0;
    let sizes = logits.iter().map(|logit| f64::from(logit.abs()));
    let largest = sizes
        .filter(|size| size.is_finite())
        .fold(LEAST, f64::max)
        .ceil()
        .min(MOST);
    (-largest, largest)
}

/// Values of `of` over a range.
pub fn sampled((low, high): (f64, f64), of: impl Fn(f64) -> f64) -> Vec<(f64, f64)> {
    const N_PIECES: u32 = 120;
    let at = |i: u32| low + (high - low) * f64::from(i) / f64::from(N_PIECES);
    (0..=N_PIECES).map(at).map(|x| (x, of(x))).collect()
}

/// Round values of D with the logits at which they stand in a range. Where the range is long they
/// are farther apart.
pub fn probability_marks((low, high): (f64, f64)) -> Vec<(f64, String)> {
    let odds = |p: f64| (p / (1.0 - p)).ln();
    let is_wide = high - low > 20.0;
    let values: &[f64] = match is_wide {
        true => &[0.00001, 0.001, 0.5, 0.999, 0.99999],
        false => &[0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999],
    };
    let marks = values.iter().map(|&p| (odds(p), short(p)));
    // One at the very edge would hang over it.
    let room = (high - low) * 0.04;
    marks
        .filter(|(at, _)| (low + room..=high - room).contains(at))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn losses_are_the_logarithms_where_these_can_be_taken() {
        for logit in [-9.0, -2.5, -0.1, 0.0, 0.7, 6.0] {
            let d = 1.0 / (1.0 + f64::exp(-logit));
            assert_close(sigmoid(logit), d);
            assert_close(LogitLoss::Minimax.at(logit), (1.0 - d).ln());
            assert_close(LogitLoss::NonSaturating.at(logit), -d.ln());
            assert_close(LogitLoss::Minimax.slope(logit), -d);
            assert_close(LogitLoss::NonSaturating.slope(logit), d - 1.0);
        }
    }

    #[test]
    fn slopes_are_those_of_the_curves() {
        const STEP: f64 = 1e-5;
        for loss in LogitLoss::ALL {
            for logit in [-7.0, -1.0, 0.0, 2.0, 5.0] {
                let rise = loss.at(logit + STEP) - loss.at(logit - STEP);
                assert!((rise / (2.0 * STEP) - loss.slope(logit)).abs() < 1e-8);
            }
        }
    }

    #[test]
    fn far_out_they_are_straight_or_flat_and_never_broken() {
        assert_eq!(LogitLoss::NonSaturating.at(-800.0), 800.0);
        assert_eq!(LogitLoss::Minimax.at(800.0), -800.0);
        assert_eq!(LogitLoss::Minimax.at(-800.0), 0.0);
        assert_eq!(LogitLoss::Minimax.slope(-800.0), 0.0);
        assert_eq!(LogitLoss::NonSaturating.slope(-800.0), -1.0);
        // The slope that vanishes: where D is a thousandth, a thousandth.
        let logit = (0.001_f64 / 0.999).ln();
        assert_close(LogitLoss::Minimax.slope(logit), -0.001);
        assert_close(LogitLoss::NonSaturating.slope(logit), -0.999);
    }

    #[test]
    fn the_range_holds_all_logits_evenly() {
        assert_eq!(logit_range(&[]), (-6.0, 6.0));
        assert_eq!(logit_range(&[-9.2, 1.0]), (-10.0, 10.0));
        assert_eq!(logit_range(&[f32::NAN, 99.0]), (-30.0, 30.0));
    }

    #[test]
    fn marks_are_few_and_inside() {
        for half in [6.0, 8.0, 10.0, 14.0, 30.0] {
            let marks = probability_marks((-half, half));
            assert!((3..=7).contains(&marks.len()), "{half}: {marks:?}");
            assert!(marks.iter().any(|mark| *mark == (0.0, "0.5".to_owned())));
            assert!(marks.iter().all(|(at, _)| at.abs() < half));
        }
    }

    #[test]
    fn verdicts_are_written_as_exactly_as_they_must_be() {
        for (d, text) in [
            (0.834, "0.83"),
            (0.0042, "0.004"),
            (0.99962, "0.9996"),
            (0.99996, ">0.9999"),
            (1e-9, "<0.00001"),
            (f64::NAN, "–"),
        ] {
            assert_eq!(verdict(d), text);
        }
    }

    #[test]
    fn a_curve_reaches_both_ends() {
        let points = sampled((-2.0, 4.0), |x| 2.0 * x);
        assert_eq!(points.first(), Some(&(-2.0, -4.0)));
        assert_eq!(points.last(), Some(&(4.0, 8.0)));
        assert!(mean_sigmoid(&[]).is_nan());
        assert_close(mean_sigmoid(&[0.0, 40.0]), 0.75);
    }
}
