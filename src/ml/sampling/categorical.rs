//! One value out of many: softmax with a temperature, and the draw.
//!
//! Plain loops in a fixed order, so that every machine draws the same value.

use crate::ml::ops::math::exp;

/// `softmax(logits / temperature)`, as long as `logits`.
pub fn softmax(logits: &[f32], temperature: f32) -> Vec<f32> {
    let max = max(logits);
    let mut values: Vec<f32> = logits
        .iter()
        .map(|logit| exp((logit - max) / temperature))
        .collect();
    let sum: f32 = values.iter().sum();
    for value in &mut values {
        *value /= sum;
    }
    values
}

/// `-log2 softmax(logits)[value]`, in bits.
pub fn bits(logits: &[f32], value: usize) -> f32 {
    let max = max(logits);
    let sum: f32 = logits.iter().map(|logit| exp(logit - max)).sum();
    (libm::logf(sum) - (logits[value] - max)) * std::f32::consts::LOG2_E
}

/// The value at which the running sum of `probabilities` passes `uniform`, in [0, 1).
pub fn pick(probabilities: &[f32], uniform: f64) -> usize {
    let total: f64 = probabilities.iter().map(|&p| f64::from(p)).sum();
    let mut rest = uniform * total;
    for (value, &p) in probabilities.iter().enumerate() {
        rest -= f64::from(p);
        if rest < 0.0 {
            return value;
        }
    }
    // Rounding may leave a crumb past the end: it belongs to the last value that can be drawn.
    probabilities.iter().rposition(|&p| p > 0.0).unwrap_or(0)
}

fn max(logits: &[f32]) -> f32 {
    logits.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_falls_where_the_running_sum_says() {
        let p = [0.25, 0.0, 0.5, 0.25];
        assert_eq!(pick(&p, 0.0), 0);
        assert_eq!(pick(&p, 0.249), 0);
        assert_eq!(pick(&p, 0.25), 2);
        assert_eq!(pick(&p, 0.76), 3);
        assert_eq!(pick(&p, 0.999_999_999), 3);
        assert_eq!(pick(&[1.0, 0.0], 1.0), 0);
    }

    #[test]
    fn temperature_divides_the_logits() {
        let logits = [1.0, 2.0, -3.0];
        let halved: Vec<f32> = logits.iter().map(|x| x / 2.0).collect();
        for (a, b) in softmax(&logits, 2.0).iter().zip(softmax(&halved, 1.0)) {
            assert!((a - b).abs() < 1e-7);
        }
        let p = softmax(&logits, 1.0);
        assert!((p.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!((bits(&logits, 1) + p[1].log2()).abs() < 1e-5);
    }

    #[test]
    fn huge_logits_stay_numbers() {
        let p = softmax(&[1e30, -1e30, 0.0], 0.1);
        assert_eq!(p[0], 1.0);
        assert!(bits(&[1e30, -1e30], 1) > 1e30);
        assert!(p.iter().all(|p| p.is_finite()));
    }
}
