//! What the measured scores say, whatever they are.

use std::cmp::Ordering;

use crate::ui::panels::classified::least_difference;

/// The classifier's scores, all over as many images.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Findings {
    pub normal: f64,
    pub fitted: f64,
    pub vae: f64,
    pub real: f64,
    /// Images of each kind.
    pub n: u16,
}

impl Findings {
    /// Where score `a` stands beside `b`; equal where chance may have made the difference.
    pub fn standing(&self, a: f64, b: f64) -> Ordering {
        let least = self.least_difference();
        match a - b {
            gap if gap > least => Ordering::Greater,
            gap if gap < -least => Ordering::Less,
            _ => Ordering::Equal,
        }
    }

    /// Scores that differ by less may do so by chance.
    pub fn least_difference(&self) -> f64 {
        least_difference(self.n)
    }

    /// How much of the way from the standard normal's score to that of real digits the fitted
    /// Gaussian goes; none where there is no such way.
    pub fn way(&self) -> Option<f64> {
        let is_way = self.standing(self.real, self.normal) == Ordering::Greater;
        is_way.then(|| (self.fitted - self.normal) / (self.real - self.normal))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FINDINGS: Findings = Findings {
        normal: 3.0,
        fitted: 6.0,
        vae: 6.2,
        real: 9.0,
        n: 500,
    };

    #[test]
    fn near_scores_are_alike_and_the_nearer_the_more_images_there_are() {
        let of = |findings: Findings| findings.standing(findings.fitted, findings.vae);
        assert_eq!(of(FINDINGS), Ordering::Equal);
        let more = Findings {
            n: 5_000,
            ..FINDINGS
        };
        assert_eq!(of(more), Ordering::Less);
        assert_eq!(FINDINGS.standing(9.0, 3.0), Ordering::Greater);
        assert_eq!(FINDINGS.standing(f64::NAN, 3.0), Ordering::Equal);
    }

    #[test]
    fn the_way_is_part_of_what_there_is_to_go() {
        assert_eq!(FINDINGS.way(), Some(0.5));
        let none = Findings {
            normal: 9.1,
            ..FINDINGS
        };
        assert_eq!(none.way(), None);
    }
}
