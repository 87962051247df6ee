//! What many draws of labels say together.

/// Mean and spread of some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub n: usize,
    pub mean: f64,
    /// Root of the sum of squared differences from the mean over n - 1; 0 of one figure.
    pub deviation: f64,
}

/// Where the mean of a paired difference lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub mean: f64,
    /// 95 percent of such intervals hold the true mean: between `low` and `high`.
    pub low: f64,
    pub high: f64,
}

/// Of `figures`; None of none.
pub fn summary(figures: &[f64]) -> Option<Summary> {
    let n = figures.len();
    if n == 0 {
        return None;
    }
    let mean = figures.iter().sum::<f64>() / n as f64;
    let squares: f64 = figures.iter().map(|x| (x - mean).powi(2)).sum();
    Some(Summary {
        n,
        mean,
        deviation: (squares / (n - 1).max(1) as f64).sqrt(),
    })
}

/// The mean of `a - b`, draw by draw, with Student's 95 percent interval. None where `a` and `b`
/// are not as many, or fewer than two: one draw says nothing of the next.
pub fn paired_difference(a: &[f64], b: &[f64]) -> Option<Interval> {
    if a.len() != b.len() || a.len() < 2 {
        return None;
    }
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| a - b).collect();
    let Summary { n, mean, deviation } = summary(&differences)?;
    let half = student_975(n - 1) * deviation / (n as f64).sqrt();
    Some(Interval {
        mean,
        low: mean - half,
        high: mean + half,
    })
}

/// The number below which Student's t of `freedom` degrees of freedom, one or more, is with a
/// probability of 0.975.
pub fn student_975(freedom: usize) -> f64 {
    let freedom = freedom.max(1);
    // p rises with t: halving an interval around the solution ends at neighbouring numbers.
    let (mut low, mut high) = (0.0, 16.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        match within(middle, freedom) < 0.95 {
            true => low = middle,
            false => high = middle,
        }
    }
    0.5 * (low + high)
}

/// p(|T| < t) of Student's t: finite sums of powers of the cosine of `atan(t / sqrt(freedom))`
/// (Abramowitz & Stegun 1964, eqs. 26.7.3 and 26.7.4).
fn within(t: f64, freedom: usize) -> f64 {
    let angle = libm::atan(t / (freedom as f64).sqrt());
    let (sin, cos) = (libm::sin(angle), libm::cos(angle));
    let is_odd = freedom % 2 == 1;
    // cos, then 2/3 cos^3, ... where odd; 1, then 1/2 cos^2, ... where even.
    let (mut term, first) = if is_odd { (cos, 3) } else { (1.0, 2) };
    let mut sum = 0.0;
    for k in (first..=freedom).step_by(2) {
        sum += term;
        term *= cos * cos * (k - 1) as f64 / k as f64;
    }
    match (is_odd, freedom) {
        (true, _) => (angle + sin * sum) * std::f64::consts::FRAC_2_PI,
        (false, _) => sin * sum,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Abramowitz & Stegun 1964, table 26.10, column 0.95 of two tails.
    #[test]
    fn students_quantiles_are_the_tables() {
        for (freedom, expected) in [
            (1, 12.706),
            (2, 4.303),
            (3, 3.182),
            (4, 2.776),
            (9, 2.262),
            (10, 2.228),
            (19, 2.093),
            (30, 2.042),
            (120, 1.980),
        ] {
            let found = student_975(freedom);
            assert!((found - expected).abs() < 6e-4, "{freedom}: {found}");
        }
    }

    /// The yields of Student's own example (1908, "The probable error of a mean"; sleep gained by
    /// ten patients, R's `t.test(extra ~ group, sleep, paired = TRUE)`).
    #[test]
    fn the_paired_interval_is_rs() {
        let a = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let b = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let interval = paired_difference(&a, &b).unwrap();
        assert!((interval.mean - 1.58).abs() < 1e-9);
        assert!((interval.low - 0.700_114_2).abs() < 1e-6, "{interval:?}");
        assert!((interval.high - 2.459_885_8).abs() < 1e-6, "{interval:?}");
        assert_eq!(paired_difference(&a, &b[1..]), None);
        assert_eq!(paired_difference(&a[..1], &b[..1]), None);
    }

    #[test]
    fn a_summary_is_mean_and_deviation() {
        let found = summary(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!((found.n, found.mean), (8, 5.0));
        assert!((found.deviation - (32.0f64 / 7.0).sqrt()).abs() < 1e-12);
        assert_eq!(summary(&[3.0]).unwrap().deviation, 0.0);
        assert_eq!(summary(&[]), None);
    }
}
