/// A mark on an axis, with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct AxisTick {
    /// Where it stands along the axis, in the plot's coordinates.
    pub at: f64,
    pub text: String,
}

/// Round values in a domain, some `n_wanted` of them: steps are 1, 2 or 5 times a power of ten.
pub fn nice_ticks(domain: (f64, f64), n_wanted: usize) -> Vec<f64> {
    let (low, high) = (domain.0.min(domain.1), domain.0.max(domain.1));
    let length = high - low;
    if !length.is_finite() || length <= 0.0 || n_wanted == 0 {
        return vec![low];
    }
    let step = nice_step(length / n_wanted as f64);
    // A tick that rounding puts a hair outside the domain is still on its edge.
    let slack = 1e-9;
    let first = (low / step - slack).ceil() as i64;
    let last = (high / step + slack).floor() as i64;
    (first..=last).map(|k| round_to_step(k, step)).collect()
}

/// The powers of ten in a positive domain, every `stride`th of them, from the highest down.
pub fn decade_ticks(domain: (f64, f64), stride: usize) -> Vec<f64> {
    if domain.0 <= 0.0 || domain.1 < domain.0 {
        return Vec::new();
    }
    let slack = 1e-9;
    let lowest = (domain.0.log10() - slack).ceil() as i32;
    let highest = (domain.1.log10() + slack).floor() as i32;
    (lowest..=highest)
        .rev()
        .step_by(stride.max(1))
        .map(|power| 10f64.powi(power))
        .collect()
}

/// Round values in a positive domain on a logarithmic axis, rising: 1, 2 and 5 times powers of ten
/// where there is room for them, else powers of ten alone.
pub fn log_ticks(domain: (f64, f64)) -> Vec<f64> {
    const MOST: usize = 5;
    let slack = 1e-9;
    let (low, high) = (domain.0 * (1.0 - slack), domain.1 * (1.0 + slack));
    let mut decades = decade_ticks((domain.0 / 10.0, domain.1), 1);
    decades.reverse();
    let of_each = |digits: &'static [f64]| {
        let all =
            (decades.iter()).flat_map(|decade| digits.iter().map(move |digit| digit * decade));
        all.filter(|tick| (low..=high).contains(tick))
            .collect::<Vec<_>>()
    };
    let fine = of_each(&[1.0, 2.0, 5.0]);
    match fine.len() <= MOST {
        true => fine,
        false => of_each(&[1.0]),
    }
}

/// The smallest of 1, 2, 5 times a power of ten that is not below `at_least`.
fn nice_step(at_least: f64) -> f64 {
    let power = 10f64.powi(at_least.log10().floor() as i32);
    let digits = [1.0, 2.0, 5.0, 10.0];
    let fits = |digit: &&f64| **digit * power >= at_least * (1.0 - 1e-9);
    digits.iter().find(fits).unwrap_or(&10.0) * power
}

/// `k * step` without the rounding error that multiplying by a step below one brings.
fn round_to_step(k: i64, step: f64) -> f64 {
    if step < 1.0 {
        k as f64 / (1.0 / step).round()
    } else {
        k as f64 * step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round() {
        assert_eq!(nice_ticks((0.0, 1.0), 5), [0.0, 0.2, 0.4, 0.6, 0.8, 1.0]);
        assert_eq!(nice_ticks((0.0, 784.0), 4), [0.0, 200.0, 400.0, 600.0]);
        assert_eq!(nice_ticks((-0.3, 0.3), 3), [-0.2, 0.0, 0.2]);
        assert_eq!(nice_ticks((1.0, 0.0), 2), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn ticks_never_leave_the_domain() {
        for high in [0.003, 0.7, 1.0, 3.3, 47.0, 812.0, 1e6] {
            for n_wanted in 1..8 {
                let ticks = nice_ticks((0.0, high), n_wanted);
                assert!(
                    ticks
                        .iter()
                        .all(|&t| (0.0..=high * (1.0 + 1e-9)).contains(&t))
                );
                assert!(ticks.len() <= n_wanted + 1, "{ticks:?}");
            }
        }
    }

    #[test]
    fn a_logarithmic_axis_has_few_round_ticks() {
        let close = |domain, expected: &[f64]| {
            let ticks = log_ticks(domain);
            assert_eq!(ticks.len(), expected.len(), "{ticks:?}");
            let pairs = ticks.iter().zip(expected);
            assert!(
                pairs.clone().all(|(a, b)| (a - b).abs() < 1e-9 * b),
                "{ticks:?}"
            );
        };
        close((0.02, 0.25), &[0.02, 0.05, 0.1, 0.2]);
        close((0.01, 600.0), &[0.01, 0.1, 1.0, 10.0, 100.0]);
        close((30.0, 120.0), &[50.0, 100.0]);
        close((0.0, 1.0), &[]);
    }

    #[test]
    fn an_empty_domain_has_one_tick() {
        assert_eq!(nice_ticks((3.0, 3.0), 4), [3.0]);
        assert_eq!(nice_ticks((0.0, f64::NAN), 4).len(), 1);
    }

    #[test]
    fn decades_come_down_from_the_highest() {
        assert_eq!(decade_ticks((1e-6, 1.0), 2), [1.0, 1e-2, 1e-4, 1e-6]);
        assert!(decade_ticks((0.0, 1.0), 1).is_empty());
    }
}
