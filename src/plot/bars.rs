use std::fmt::Write as _;

use super::{PLOT_HEIGHT, PLOT_WIDTH, Scale, decade_ticks, fixed, short};

/// How the height of a bar grows with its probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BarScale {
    /// In proportion; the highest bar is as high as the chart.
    #[default]
    Linear,
    /// With the logarithm, from [`BarFrame::LOG_FLOOR`] to certainty.
    Log,
}

/// Where the bars of one distribution stand in a plot.
#[derive(Debug, Clone, PartialEq)]
pub struct BarFrame {
    n_bars: usize,
    /// The highest probability and its index.
    highest: Option<(usize, f32)>,
    kind: BarScale,
    y: Scale,
}

impl BarFrame {
    /// The probability at the foot of a logarithmic chart; what is below has no bar.
    pub const LOG_FLOOR: f64 = 1e-6;

    pub fn new(probabilities: &[f32], kind: BarScale) -> Self {
        let highest = probabilities
            .iter()
            .copied()
            .enumerate()
            .filter(|(_, probability)| probability.is_finite())
            .max_by(|a, b| a.1.total_cmp(&b.1));
        let y = match kind {
            BarScale::Linear => Scale::linear((0.0, linear_top(highest)), (PLOT_HEIGHT, 0.0)),
            BarScale::Log => Scale::log((Self::LOG_FLOOR, 1.0), (PLOT_HEIGHT, 0.0)),
        };
        Self {
            n_bars: probabilities.len(),
            highest,
            kind,
            y,
        }
    }

    pub fn highest(&self) -> Option<(usize, f32)> {
        self.highest
    }

    /// From the index of a bar to its middle.
    pub fn x(&self) -> Scale {
        let n_bars = self.n_bars.max(1) as f64;
        Scale::linear((-0.5, n_bars - 0.5), (0.0, PLOT_WIDTH))
    }

    /// The y of a bar's upper end; the foot where the probability is too small to be seen.
    pub fn y_of(&self, probability: f32) -> f64 {
        let probability = f64::from(probability);
        let is_visible = match self.kind {
            BarScale::Linear => probability > 0.0,
            BarScale::Log => probability > Self::LOG_FLOOR,
        };
        if is_visible {
            self.y
                .screen_from_value(probability)
                .clamp(0.0, PLOT_HEIGHT)
        } else {
            PLOT_HEIGHT
        }
    }

    /// One path for all bars: an upright stroke each, to be drawn with a stroke width that does
    /// not scale, so that a single bar is seen however narrow the chart is.
    pub fn path(&self, probabilities: &[f32]) -> String {
        let mut d = String::with_capacity(probabilities.len() * 16);
        for (bar_idx, &probability) in probabilities.iter().enumerate() {
            self.push_bar(&mut d, bar_idx, probability);
        }
        d
    }

    /// A short line at the height of each bar, for another distribution over the same values.
    pub fn outline(&self, probabilities: &[f32]) -> String {
        const HALF_WIDTH: f64 = 0.45;
        let mut d = String::new();
        let x = self.x();
        for (bar_idx, &probability) in probabilities.iter().enumerate() {
            let y = self.y_of(probability);
            if y < PLOT_HEIGHT {
                let from = x.screen_from_value(bar_idx as f64 - HALF_WIDTH);
                let to = x.screen_from_value(bar_idx as f64 + HALF_WIDTH);
                let (from, y, to) = (fixed(from, 2), fixed(y, 2), fixed(to, 2));
                write!(d, "M{from} {y}H{to}").ok();
            }
        }
        d
    }

    /// The path of one bar alone, as [`Self::path`] has it.
    pub fn path_of(&self, bar_idx: usize, probability: f32) -> String {
        let mut d = String::new();
        self.push_bar(&mut d, bar_idx, probability);
        d
    }

    /// The probabilities that deserve a line across the chart, highest first.
    pub fn y_ticks(&self) -> Vec<f64> {
        match (self.kind, self.highest) {
            (BarScale::Log, _) => decade_ticks((Self::LOG_FLOOR, 1.0), 2),
            (BarScale::Linear, highest) => {
                let top = linear_top(highest);
                vec![top, top / 2.0, 0.0]
            }
        }
    }

    fn push_bar(&self, d: &mut String, bar_idx: usize, probability: f32) {
        let y = self.y_of(probability);
        if y < PLOT_HEIGHT {
            let x = self.x().screen_from_value(bar_idx as f64);
            let (x, foot, y) = (fixed(x, 2), short(PLOT_HEIGHT), fixed(y, 2));
            write!(d, "M{x} {foot}V{y}").ok();
        }
    }
}

/// The probability at the top of a linear chart: the highest one, but no less than a hundredth of
/// a percent, so that a part of the distribution with next to nothing in it looks empty.
fn linear_top(highest: Option<(usize, f32)>) -> f64 {
    highest.map_or(1.0, |(_, p)| f64::from(p).max(1e-4))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outline_has_a_cap_where_a_bar_would_end() {
        let frame = BarFrame::new(&[0.5, 0.0], BarScale::Linear);
        let outline = frame.outline(&[0.25, 0.0]);
        assert_eq!(outline.matches('M').count(), 1);
        assert!(
            outline.contains(&format!("{:.2}H", frame.y_of(0.25))),
            "{outline}"
        );
    }

    fn spike() -> Vec<f32> {
        let mut probabilities = vec![0.0; 256];
        probabilities[0] = 0.75;
        probabilities[253] = 0.25;
        probabilities
    }

    #[test]
    fn only_what_is_there_has_a_bar() {
        let frame = BarFrame::new(&spike(), BarScale::Linear);
        assert_eq!(frame.path(&spike()), "M0.50 100V0.00M253.50 100V66.67");
        assert_eq!(frame.highest(), Some((0, 0.75)));
    }

    #[test]
    fn next_to_nothing_looks_empty() {
        let frame = BarFrame::new(&[1e-8; 16], BarScale::Linear);
        assert!(frame.y_of(1e-8) > 0.99 * PLOT_HEIGHT);
        assert_eq!(frame.y_ticks(), [1e-4, 5e-5, 0.0]);
    }

    #[test]
    fn on_the_logarithmic_scale_certainty_is_the_top() {
        let frame = BarFrame::new(&spike(), BarScale::Log);
        assert_eq!(frame.y_of(1.0), 0.0);
        assert!((frame.y_of(1e-3) - 50.0).abs() < 1e-4);
        assert_eq!(frame.y_of(1e-7), PLOT_HEIGHT);
    }

    #[test]
    fn a_place_and_its_bar_agree() {
        let x = BarFrame::new(&spike(), BarScale::Linear).x();
        for bar_idx in 0..256 {
            let middle = x.screen_from_value(f64::from(bar_idx));
            assert_eq!(x.value_from_screen(middle).round(), f64::from(bar_idx));
            assert_eq!(
                x.value_from_screen(middle + 0.49).round(),
                f64::from(bar_idx)
            );
        }
    }

    #[test]
    fn no_distribution_and_a_broken_one_draw_nothing() {
        let empty = BarFrame::new(&[], BarScale::Linear);
        assert_eq!((empty.path(&[]).as_str(), empty.highest()), ("", None));
        let broken = [f32::NAN; 4];
        assert_eq!(BarFrame::new(&broken, BarScale::Log).path(&broken), "");
    }
}
