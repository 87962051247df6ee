//! The normal distribution: its curve, and the way between its values and the shares below them.

use std::fmt::Write as _;

use super::{Scale, fixed};

/// The part of a standard normal that lies below `z`. To 8e-8 (Abramowitz and Stegun, 26.2.17).
pub fn normal_share(z: f64) -> f64 {
    const COEFFICIENTS: [f64; 5] = [
        1.330274429,
        -1.821255978,
        1.781477937,
        -0.356563782,
        0.319381530,
    ];
    let t = 1.0 / (1.0 + 0.2316419 * z.abs());
    let polynomial = COEFFICIENTS.iter().fold(0.0, |sum, c| (sum + c) * t);
    let above = density(z) * polynomial;
    if z >= 0.0 { 1.0 - above } else { above }
}

/// The value of a standard normal below which this share of it lies, the share being within
/// 1e-12 of neither 0 nor 1 (nearer ones count as that near). To 2e-9, relatively (Acklam 2003).
pub fn normal_quantile(share: f64) -> f64 {
    const MIDDLE: ([f64; 6], [f64; 6]) = (
        [
            -39.69683028665376,
            220.9460984245205,
            -275.9285104469687,
            138.357751867269,
            -30.66479806614716,
            2.506628277459239,
        ],
        [
            -54.47609879822406,
            161.5858368580409,
            -155.6989798598866,
            66.80131188771972,
            -13.28068155288572,
            1.0,
        ],
    );
    const TAIL: ([f64; 6], [f64; 5]) = (
        [
            -0.007784894002430293,
            -0.3223964580411365,
            -2.400758277161838,
            -2.549732539343734,
            4.374664141464968,
            2.938163982698783,
        ],
        [
            0.007784695709041462,
            0.3224671290700398,
            2.445134137142996,
            3.754408661907416,
            1.0,
        ],
    );
    const BREAK: f64 = 0.02425;
    let polynomial = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |y, c| y * x + c);
    let tail = |share: f64| {
        let q = (-2.0 * share.ln()).sqrt();
        polynomial(&TAIL.0, q) / polynomial(&TAIL.1, q)
    };
    let share = share.clamp(1e-12, 1.0 - 1e-12);
    if share < BREAK {
        tail(share)
    } else if share > 1.0 - BREAK {
        -tail(1.0 - share)
    } else {
        let q = share - 0.5;
        q * polynomial(&MIDDLE.0, q * q) / polynomial(&MIDDLE.1, q * q)
    }
}

fn density(z: f64) -> f64 {
    (-0.5 * z * z).exp() / std::f64::consts::TAU.sqrt()
}

/// The outline of a normal distribution over an axis, closed along the axis' line, its peak at
/// `y.1` and nothing at `y.0`. However narrow it is, it is there.
pub fn bell_path(mean: f64, deviation: f64, x: &Scale, y: (f64, f64)) -> String {
    /// How far the curve is followed to either side, in standard deviations.
    const REACH: f64 = 4.0;
    const N_STEPS: i32 = 24;
    let mut d = String::with_capacity(12 * N_STEPS as usize * 2);
    let point = |command: char, along: f64, height: f64, d: &mut String| {
        let at = x.screen_from_value(mean + along * REACH * deviation);
        let top = y.0 + (y.1 - y.0) * height;
        write!(d, "{command}{} {}", fixed(at, 2), fixed(top, 2)).ok();
    };
    point('M', -1.0, 0.0, &mut d);
    for step in -N_STEPS..=N_STEPS {
        let along = f64::from(step) / f64::from(N_STEPS);
        let sigmas = along * REACH;
        point('L', along, (-0.5 * sigmas * sigmas).exp(), &mut d);
    }
    point('L', 1.0, 0.0, &mut d);
    d.push('Z');
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From scipy.stats.norm: z, and the share below it.
    const KNOWN: [(f64, f64); 6] = [
        (-3.0, 0.0013498980316300933),
        (-1.0, 0.15865525393145707),
        (0.0, 0.5),
        (0.6744897501960817, 0.75),
        (1.959963984540054, 0.975),
        (3.090232306167813, 0.999),
    ];

    #[test]
    fn shares_and_quantiles_are_the_known_ones() {
        for (z, share) in KNOWN {
            assert!((normal_share(z) - share).abs() < 1e-7, "{z}");
            assert!((normal_quantile(share) - z).abs() < 1e-6, "{share}");
        }
        assert!(normal_quantile(0.0) < -6.0 && normal_quantile(1.0) > 6.0);
    }

    #[test]
    fn a_bell_begins_and_ends_on_the_line_and_peaks_in_the_middle() {
        let x = Scale::linear((-4.0, 4.0), (0.0, 80.0));
        let path = bell_path(0.0, 1.0, &x, (10.0, 0.0));
        assert!(path.starts_with("M0.00 10.00L") && path.ends_with("L80.00 10.00Z"));
        assert!(path.contains("L40.00 0.00L"));
    }
}
