/// A number to so many significant digits, without an exponent and without trailing noise:
/// `significant(0.012345, 2)` is `0.012`.
pub fn significant(value: f64, n_digits: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let n_digits = n_digits.max(1) as i32;
    let leading = if value == 0.0 {
        0
    } else {
        value.abs().log10().floor() as i32
    };
    let n_decimals = (n_digits - 1 - leading).clamp(0, 12) as usize;
    format!("{value:.n_decimals$}")
}

/// A probability in percent, to three significant digits. What is neither impossible nor certain
/// is never shown as 0 % or 100 %.
pub fn percent(probability: f64) -> String {
    const SMALLEST: f64 = 1e-8;
    if probability == 0.0 {
        return "0 %".to_owned();
    }
    if probability > 0.0 && probability < SMALLEST {
        return format!("<{} %", significant(SMALLEST * 100.0, 1));
    }
    if probability > 0.9999 && probability < 1.0 {
        return ">99.99 %".to_owned();
    }
    let n_digits = if probability >= 0.1 { 3 } else { 2 };
    format!("{} %", significant(probability * 100.0, n_digits))
}

/// A probability in percent as a tick on an axis has it: to one significant digit.
pub fn percent_tick(probability: f64) -> String {
    if probability == 0.0 {
        return "0 %".to_owned();
    }
    format!("{} %", significant(probability * 100.0, 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_counted_from_the_first_that_matters() {
        let cases = [
            (0.0, "0.00"),
            (1234.6, "1235"),
            (46.71, "46.7"),
            (0.012345, "0.0123"),
            (-1.5, "-1.50"),
        ];
        for (value, text) in cases {
            assert_eq!(significant(value, 3), text);
        }
        assert_eq!(significant(f64::NAN, 3), "–");
    }

    #[test]
    fn ticks_are_short() {
        let decades = [1.0, 1e-2, 1e-4, 1e-6, 0.0].map(percent_tick);
        assert_eq!(decades, ["100 %", "1 %", "0.01 %", "0.0001 %", "0 %"]);
    }

    #[test]
    fn percentages_keep_what_matters() {
        let cases = [
            (0.0, "0 %"),
            (1.0, "100 %"),
            (0.992, "99.2 %"),
            (0.99994, ">99.99 %"),
            (0.0042, "0.42 %"),
            (0.000001, "0.00010 %"),
            (1e-12, "<0.000001 %"),
        ];
        for (probability, text) in cases {
            assert_eq!(percent(probability), text);
        }
    }
}
