//! What many draws of labels say together.

/// Mean and spread of some figures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Summary {
    pub mean: f64,
    /// Root of the sum of squared differences from the mean over n - 1; None of one figure.
    pub deviation: Option<f64>,
}

/// Where the mean of a difference lies.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    pub mean: f64,
    /// 95 percent of such intervals hold the true mean.
    pub low: f64,
    pub high: f64,
}

impl Summary {
    /// Of `figures`; None of none.
    pub fn of(figures: &[f64]) -> Option<Self> {
        let n = figures.len();
        if n == 0 {
            return None;
        }
        let mean = figures.iter().sum::<f64>() / n as f64;
        let squares: f64 = figures.iter().map(|x| (x - mean).powi(2)).sum();
        Some(Self {
            mean,
            deviation: (n > 1).then(|| (squares / (n - 1) as f64).sqrt()),
        })
    }
}

impl Interval {
    /// Of the mean of `differences`; None of fewer than two: one says nothing of the next.
    pub fn of(differences: &[f64]) -> Option<Self> {
        let Summary { mean, deviation } = Summary::of(differences)?;
        let n = differences.len();
        let half = student_975(n - 1) * deviation? / (n as f64).sqrt();
        Some(Self {
            mean,
            low: mean - half,
            high: mean + half,
        })
    }
}

/// The number below which Student's t of so many degrees of freedom is with a probability of
/// 0.975 (Abramowitz & Stegun 1964, table 26.10); beyond 19, that of 19, which is a little larger.
fn student_975(freedom: usize) -> f64 {
    const QUANTILES: [f64; 19] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160,
        2.145, 2.131, 2.120, 2.110, 2.101, 2.093,
    ];
    let place = freedom.clamp(1, QUANTILES.len()) - 1;
    QUANTILES.get(place).copied().unwrap_or(f64::INFINITY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_is_mean_and_deviation() {
        let found = Summary::of(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).expect("a summary");
        assert_eq!(found.mean, 5.0);
        let deviation = found.deviation.expect("a deviation");
        assert!((deviation - (32.0f64 / 7.0).sqrt()).abs() < 1e-12);
        let one = Summary {
            mean: 3.0,
            deviation: None,
        };
        assert_eq!(Summary::of(&[3.0]), Some(one));
        assert_eq!(Summary::of(&[]), None);
    }

    /// Student's own example (1908, "The probable error of a mean": sleep gained by ten patients),
    /// R's `t.test(extra ~ group, sleep, paired = TRUE)`.
    #[test]
    fn the_paired_interval_is_rs() {
        let differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let found = Interval::of(&differences).expect("an interval");
        assert!((found.mean - 1.58).abs() < 1e-9);
        assert!((found.low - 0.700_114).abs() < 2e-4, "{found:?}");
        assert!((found.high - 2.459_886).abs() < 2e-4, "{found:?}");
        assert_eq!(Interval::of(&[1.0]), None);
    }

    #[test]
    fn every_number_of_draws_has_a_quantile() {
        assert_eq!(student_975(1), 12.706);
        assert_eq!(student_975(19), 2.093);
        assert_eq!(student_975(0), 12.706);
        assert_eq!(student_975(1_000), 2.093);
    }
}
