use crate::plot::Scale;

/// The last notch of the speed slider: as fast as it goes.
pub const LAST_NOTCH: u32 = 60;
/// The speed one notch below the last, in steps a second.
pub const FASTEST_PACED: f64 = 1000.0;

/// The steps a second that a notch of the slider stands for, from 1 up in equal ratios; infinite
/// at the last notch. Rounded to what the read-out can show, so that the number is true.
pub fn speed_from_notch(notch: u32) -> f64 {
    if notch >= LAST_NOTCH {
        return f64::INFINITY;
    }
    let exact = notch_scale().value_from_screen(f64::from(notch));
    // One decimal below ten, two significant digits above.
    let n_per_unit = if exact < 10.0 {
        10.0
    } else {
        10f64.powi(1 - exact.log10().floor() as i32)
    };
    (exact * n_per_unit).round() / n_per_unit
}

/// The notch nearest to a speed, which may come from a link and be any number.
pub fn notch_from_speed(speed: f64) -> u32 {
    if speed > FASTEST_PACED {
        return LAST_NOTCH;
    }
    // Also catches what is not a number.
    let speed = if speed >= 1.0 { speed } else { 1.0 };
    notch_scale().screen_from_value(speed).round() as u32
}

fn notch_scale() -> Scale {
    Scale::log((1.0, FASTEST_PACED), (0.0, f64::from(LAST_NOTCH - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for notch in 0..=LAST_NOTCH {
            assert_eq!(notch_from_speed(speed_from_notch(notch)), notch);
        }
    }

    #[test]
    fn speeds_rise_from_one_to_as_fast_as_it_goes() {
        let speeds: Vec<f64> = (0..=LAST_NOTCH).map(speed_from_notch).collect();
        assert!(
            speeds.windows(2).all(|pair| pair[0] < pair[1]),
            "{speeds:?}"
        );
        assert_eq!(speeds[0], 1.0);
        assert_eq!(speeds[LAST_NOTCH as usize - 1], FASTEST_PACED);
        assert_eq!(speeds[LAST_NOTCH as usize], f64::INFINITY);
    }

    #[test]
    fn any_number_has_a_notch() {
        assert_eq!(notch_from_speed(f64::NAN), 0);
        assert_eq!(notch_from_speed(-3.0), 0);
        assert_eq!(notch_from_speed(f64::INFINITY), LAST_NOTCH);
    }
}
