//! The values that a slider offers.

use crate::plot::{decimal, short};

/// Values that a slider stops at, rising; told by their places.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stops {
    values: &'static [f32],
    /// The place of the usual one.
    pub usual: u8,
}

/// Learning rates: near 1, 2 and 5 of every power of ten. The largest ones make any net diverge.
pub const RATES: Stops = Stops {
    values: &[
        1e-5, 2e-5, 5e-5, 1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0,
        2.0, 5.0, 10.0,
    ],
    usual: 7,
};

/// Weights of the KL term: finer around 1, where the loss is the bound itself.
pub const BETAS: Stops = Stops {
    values: &[
        0.0, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0, 20.0, 50.0,
        100.0,
    ],
    usual: 7,
};

impl Stops {
    pub const fn new(values: &'static [f32], usual: u8) -> Self {
        Self { values, usual }
    }

    /// The stop whose value is in the nearest ratio to `value`; all are above 0.
    pub fn nearest(&self, value: f32) -> u8 {
        let distance = |known: f32| (known / value).ln().abs();
        let far = |a: &&f32, b: &&f32| distance(**a).total_cmp(&distance(**b));
        let nearest = self.values.iter().min_by(far);
        let at = self.values.iter().position(|known| Some(known) == nearest);
        at.map_or(self.usual, |at| at as u8)
    }

    pub fn last(&self) -> u8 {
        self.values.len().saturating_sub(1) as u8
    }

    /// The value at `stop`; beyond the last the last.
    pub fn value(&self, stop: u8) -> f32 {
        let at = usize::from(stop.min(self.last()));
        self.values.get(at).copied().unwrap_or_default()
    }

    /// The value at `stop` as an address and the page write it.
    pub fn text(&self, stop: u8) -> String {
        short(self.value(stop).into())
    }

    /// The stop of the value that `text` writes, if it is one.
    pub fn read(&self, text: &str) -> Option<u8> {
        let value = decimal(text)? as f32;
        let at = self.values.iter().position(|known| *known == value)?;
        u8::try_from(at).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_rise_and_are_written_and_read() {
        for stops in [RATES, BETAS] {
            assert!(stops.values.is_sorted_by(|a, b| a < b));
            for stop in 0..=stops.last() {
                assert_eq!(stops.read(&stops.text(stop)), Some(stop));
            }
            assert_eq!(stops.value(u8::MAX), stops.value(stops.last()));
            for text in ["", "x", "0.3", "-1", "1e-3"] {
                assert_eq!(stops.read(text), None, "{text}");
            }
        }
        for stop in 0..=RATES.last() {
            assert_eq!(RATES.nearest(RATES.value(stop)), stop);
        }
        assert_eq!(RATES.text(RATES.nearest(0.0031)), "0.002");
        assert_eq!(RATES.text(RATES.nearest(99.0)), "10");
        assert_eq!(RATES.text(RATES.usual), "0.002");
        assert_eq!(BETAS.text(BETAS.usual), "1");
        assert_eq!(
            (RATES.text(0), BETAS.text(0)),
            ("0.00001".into(), "0".into())
        );
    }
}
