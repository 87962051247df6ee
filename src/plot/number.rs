// The standard library's own reading and writing of decimals is exact to the last digit, which
// takes it some twenty kilobytes of wasm; six decimals are what a page needs.

/// A number with so many decimals, at most 12.
pub fn fixed(value: f64, n_decimals: usize) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let unit = 10_u64.pow(n_decimals.min(12) as u32);
    let scaled = (value.abs() * unit as f64).round() as u64;
    let sign = if value < 0.0 && scaled > 0 { "-" } else { "" };
    let (whole, rest) = (scaled / unit, scaled % unit);
    match n_decimals {
        0 => format!("{sign}{whole}"),
        n => format!("{sign}{whole}.{rest:0n$}"),
    }
}

/// A number with as many decimals as it needs, at most six.
pub fn short(value: f64) -> String {
    let text = fixed(value, 6);
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// The number that a text writes in digits, with a sign or a point perhaps; None for any other.
pub fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1.0, digits),
        None => (1.0, text),
    };
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, ""));
    let all = [whole, rest].concat();
    let is_number = !all.is_empty() && all.bytes().all(|digit| digit.is_ascii_digit());
    if !is_number || rest.len() > 12 {
        return None;
    }
    let scaled: u64 = all.parse().ok()?;
    Some(sign * scaled as f64 / 10_u64.pow(rest.len() as u32) as f64)
}

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
    fixed(value, n_decimals)
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
    fn decimals_are_written_and_read() {
        for (value, n, text) in [
            (0.0, 2, "0.00"),
            (-0.001, 2, "0.00"),
            (1.005, 1, "1.0"),
            (2437.6, 0, "2438"),
            (-738.44, 1, "-738.4"),
            (0.0301, 3, "0.030"),
            (f64::INFINITY, 2, "–"),
        ] {
            assert_eq!(fixed(value, n), text);
        }
        for (value, text) in [(60.0, "60"), (0.85, "0.85"), (f64::from(0.1_f32), "0.1")] {
            assert_eq!(short(value), text);
            assert_eq!(decimal(text).map(short).as_deref(), Some(text));
        }
        assert_eq!(decimal("-1.5"), Some(-1.5));
        assert_eq!(decimal("0.85").map(|number| number as f32), Some(0.85));
        for text in [
            "",
            ".",
            "-",
            "1e3",
            "NaN",
            "inf",
            "1.2.3",
            "٣",
            "99999999999999999999",
        ] {
            assert_eq!(decimal(text), None, "{text}");
        }
    }

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
