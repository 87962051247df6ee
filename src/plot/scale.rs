/// The size of every chart's plot in its own SVG coordinates, y downwards. The picture is stretched
/// to the room that there is, so these say nothing about pixels on the screen.
pub const PLOT_WIDTH: f64 = 256.0;
pub const PLOT_HEIGHT: f64 = 100.0;

/// A one-to-one map from a range of values to a stretch of the screen, and back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scale {
    kind: Kind,
    /// In the space in which the map is straight: for a logarithmic scale, the logarithms.
    domain: (f64, f64),
    range: (f64, f64),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Linear,
    Log,
}

impl Scale {
    /// Equal differences take equal lengths.
    pub fn linear(domain: (f64, f64), range: (f64, f64)) -> Self {
        Self {
            kind: Kind::Linear,
            domain,
            range,
        }
    }

    /// Equal ratios take equal lengths; the domain must be positive.
    pub fn log(domain: (f64, f64), range: (f64, f64)) -> Self {
        let domain = (domain.0.ln(), domain.1.ln());
        Self {
            kind: Kind::Log,
            domain,
            range,
        }
    }

    /// Where a value stands on the screen. Values outside the domain land outside the range.
    pub fn screen_from_value(&self, value: f64) -> f64 {
        let straight = match self.kind {
            Kind::Linear => value,
            Kind::Log => value.ln(),
        };
        interpolate(straight, self.domain, self.range)
    }

    /// Which value stands there on the screen.
    pub fn value_from_screen(&self, screen: f64) -> f64 {
        let straight = interpolate(screen, self.range, self.domain);
        match self.kind {
            Kind::Linear => straight,
            Kind::Log => straight.exp(),
        }
    }
}

fn interpolate(x: f64, from: (f64, f64), to: (f64, f64)) -> f64 {
    let length = from.1 - from.0;
    // An empty domain has but one place to put its value.
    if length == 0.0 {
        return to.0;
    }
    let t = (x - from.0) / length;
    // This form gives both ends exactly.
    to.0 * (1.0 - t) + to.1 * t
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_close(a: f64, b: f64) {
        assert!((a - b).abs() <= 1e-9 * a.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn there_and_back() {
        let scales = [
            Scale::linear((-3.0, 12.0), (300.0, 0.0)),
            Scale::linear((0.0, 255.0), (0.5, 255.5)),
            Scale::log((1e-6, 1.0), (100.0, 0.0)),
            Scale::log((1.0, 784.0), (0.0, 60.0)),
        ];
        for scale in scales {
            for step in 0..=40 {
                let screen =
                    scale.range.0 + (scale.range.1 - scale.range.0) * f64::from(step) / 40.0;
                assert_close(
                    scale.screen_from_value(scale.value_from_screen(screen)),
                    screen,
                );
            }
        }
    }

    #[test]
    fn the_ends_are_exact() {
        let scale = Scale::log((1e-6, 1.0), (100.0, 0.0));
        assert_eq!(scale.screen_from_value(1e-6), 100.0);
        assert_eq!(scale.screen_from_value(1.0), 0.0);
    }

    #[test]
    fn an_empty_domain_is_no_trouble() {
        assert_eq!(
            Scale::linear((2.0, 2.0), (0.0, 10.0)).screen_from_value(2.0),
            0.0
        );
    }
}
