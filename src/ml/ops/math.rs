//! Elementwise functions that the compiler can vectorise and that give the same bits on every
//! platform: additions, multiplications and integer shifts in a fixed order, no library calls.

/// e^x within 2 units in the last place for x in -87..=88; clamped outside.
///
/// 2^(x / ln 2) with the fraction by a polynomial (Cephes' expf coefficients).
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const LN2_HI: f32 = 0.693_359_4;
    const LN2_LO: f32 = -2.121_944_4e-4;
    // Adding and taking away 1.5 * 2^23 rounds to the nearest whole number.
    const ROUND: f32 = 12_582_912.0;
    let x = x.clamp(-87.0, 88.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let n = shifted - ROUND;
    let r = x - n * LN2_HI - n * LN2_LO;
    let mut p = 1.987_569_1e-4;
    p = p * r + 1.398_199_9e-3;
    p = p * r + 8.333_452e-3;
    p = p * r + 4.166_579_6e-2;
    p = p * r + 1.666_666_5e-1;
    p = p * r + 5.000_000_3e-1;
    let y = p * (r * r) + r + 1.0;
    // The low bits of `shifted` hold n as an integer; moved to the exponent they scale by 2^n.
    y * f32::from_bits(shifted.to_bits().wrapping_add(127) << 23)
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// [`sigmoid`] of each number, in its place.
pub fn sigmoid_all(values: &mut [f32]) {
    for x in values {
        *x = sigmoid(*x);
    }
}

/// e^(factor x) of each number, in its place.
pub fn exp_all(values: &mut [f32], factor: f32) {
    for x in values {
        *x = exp(*x * factor);
    }
}

/// tanh(a) sigmoid(b) with one division.
#[inline(always)]
pub fn gate(a: f32, b: f32) -> f32 {
    // Beyond 9 the tangent is 1 in float32; within, neither exponential overflows the product.
    let (s, t) = (exp(-2.0 * a.clamp(-9.0, 9.0)), exp(-b.clamp(-40.0, 40.0)));
    (1.0 - s) / ((1.0 + s) * (1.0 + t))
}

/// The derivatives of [`gate`] by `a` and by `b`, with one division.
#[inline(always)]
pub fn gate_slopes(a: f32, b: f32) -> (f32, f32) {
    let (s, t) = (exp(-2.0 * a.clamp(-9.0, 9.0)), exp(-b.clamp(-40.0, 40.0)));
    let (p, q) = (1.0 + s, 1.0 + t);
    let inverse = 1.0 / (p * q);
    let (tangent, sigmoid) = ((1.0 - s) * q * inverse, p * inverse);
    (
        sigmoid * (1.0 - tangent * tangent),
        tangent * sigmoid * (1.0 - sigmoid),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sweep(from: f32, to: f32) -> impl Iterator<Item = f32> {
        (0..=20_000).map(move |i| from + (to - from) * i as f32 / 20_000.0)
    }

    #[test]
    fn exp_is_the_exponential() {
        for x in sweep(-86.9, 87.9) {
            let expected = f64::from(x).exp();
            let error = (f64::from(exp(x)) / expected - 1.0).abs();
            assert!(error < 2.5e-7, "exp({x}) is off by {error:e}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e9) > 0.0 && exp(1e9).is_finite());
    }

    #[test]
    fn the_gate_and_its_slopes_are_close_to_float64() {
        for a in sweep(-12.0, 12.0).step_by(97).chain([-1e9, 1e9]) {
            for b in sweep(-50.0, 50.0).step_by(97).chain([-1e9, 1e9]) {
                let (t, s) = (f64::from(a).tanh(), 1.0 / (1.0 + (-f64::from(b)).exp()));
                assert!(
                    (f64::from(gate(a, b)) - t * s).abs() < 1e-6,
                    "gate({a}, {b})"
                );
                let (by_a, by_b) = gate_slopes(a, b);
                assert!(
                    (f64::from(by_a) - s * (1.0 - t * t)).abs() < 1e-6,
                    "{a}, {b}"
                );
                assert!(
                    (f64::from(by_b) - t * s * (1.0 - s)).abs() < 1e-6,
                    "{a}, {b}"
                );
            }
        }
    }

    #[test]
    fn sigmoid_is_close_to_float64() {
        for x in sweep(-20.0, 20.0) {
            let wide = f64::from(x);
            assert!((f64::from(sigmoid(x)) - 1.0 / (1.0 + (-wide).exp())).abs() < 1e-6);
        }
    }
}
