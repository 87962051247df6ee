//! How the picture moves on by itself.

/// What happens without a further touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    Paused,
    /// At the chosen speed, to the last pixel.
    Playing,
    /// As fast as it goes until so many pixels are there: a reopened link, or the end.
    Towards(u16),
}

/// Turns time into whole pixels at a speed, and keeps the fraction for the next time.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pace {
    owed: f64,
}

impl Pace {
    /// The most seconds that count at once: after a frame that was late the picture goes on
    /// calmly and makes up for nothing.
    const LONGEST_SECS: f64 = 0.25;

    /// A pace at which the first pixel is due at once.
    pub fn starting() -> Self {
        Self { owed: 1.0 }
    }

    pub fn pass(&mut self, elapsed_ms: f64, pixels_per_sec: f64) {
        if pixels_per_sec.is_finite() {
            let most = (pixels_per_sec * Self::LONGEST_SECS).max(1.0);
            self.owed = (self.owed + pixels_per_sec * elapsed_ms.max(0.0) / 1000.0).min(most);
        }
    }

    /// Takes the whole pixels that are due, `most` at the most.
    pub fn take(&mut self, pixels_per_sec: f64, most: usize) -> usize {
        if pixels_per_sec.is_infinite() {
            self.owed = 0.0;
            return most;
        }
        let due = (self.owed.floor() as usize).min(most);
        self.owed -= due as f64;
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_add_up() {
        let mut pace = Pace::default();
        let mut n_pixels = 0;
        for _ in 0..600 {
            pace.pass(1000.0 / 60.0, 7.0);
            n_pixels += pace.take(7.0, 784);
        }
        assert!((69..=70).contains(&n_pixels), "{n_pixels} in ten seconds");
    }

    #[test]
    fn a_long_sleep_is_not_made_up_for() {
        let mut pace = Pace::default();
        pace.pass(3_600_000.0, 100.0);
        assert_eq!(pace.take(100.0, 784), 25);
        pace.pass(3_600_000.0, 1.0);
        assert_eq!(pace.take(1.0, 784), 1);
    }

    #[test]
    fn as_fast_as_it_goes_is_all_that_fits() {
        let mut pace = Pace::starting();
        pace.pass(1.0, f64::INFINITY);
        assert_eq!(pace.take(f64::INFINITY, 300), 300);
        assert_eq!(pace.take(60.0, 784), 0);
    }
}
