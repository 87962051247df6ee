//! Which temperature holds from which pixel on.

use crate::protocol::{N_PIXELS, TEMPERATURES, TemperatureFrom};

/// The temperatures of one image. It always holds one for pixel 0, in rising order of pixels.
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule(Vec<TemperatureFrom>);

impl Schedule {
    /// The same temperature for every pixel.
    pub fn constant(temperature: f32) -> Self {
        Self(vec![TemperatureFrom {
            pixel: 0,
            temperature: within_range(temperature),
        }])
    }

    /// The schedule of these entries; None unless they begin at pixel 0, rise, and stay in range.
    pub fn new(entries: Vec<TemperatureFrom>) -> Option<Self> {
        let begins = entries.first().is_some_and(|entry| entry.pixel == 0);
        let rises = entries.is_sorted_by(|a, b| a.pixel < b.pixel);
        let in_range = entries.iter().all(|entry| {
            usize::from(entry.pixel) < N_PIXELS && TEMPERATURES.contains(&entry.temperature)
        });
        (begins && rises && in_range).then_some(Self(entries))
    }

    pub fn entries(&self) -> &[TemperatureFrom] {
        &self.0
    }

    /// The temperature at which `pixel` is drawn.
    pub fn at(&self, pixel: usize) -> f32 {
        self.0
            .iter()
            .rev()
            .find(|entry| usize::from(entry.pixel) <= pixel)
            .or(self.0.first())
            .map_or(1.0, |entry| entry.temperature)
    }

    /// Sets the temperature of `pixel` and all that follow; those before keep theirs.
    pub fn change_from(&mut self, pixel: u16, temperature: f32) {
        let temperature = within_range(temperature);
        self.0.retain(|entry| entry.pixel < pixel);
        if self.0.last().map(|entry| entry.temperature) != Some(temperature) {
            self.0.push(TemperatureFrom { pixel, temperature });
        }
    }
}

fn within_range(temperature: f32) -> f32 {
    if temperature.is_nan() {
        return 1.0;
    }
    temperature.clamp(*TEMPERATURES.start(), *TEMPERATURES.end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_moves_only_what_follows() {
        let mut schedule = Schedule::constant(1.0);
        schedule.change_from(300, 0.5);
        schedule.change_from(400, 0.7);
        assert_eq!(schedule.at(299), 1.0);
        assert_eq!(schedule.at(300), 0.5);
        assert_eq!(schedule.at(783), 0.7);

        schedule.change_from(350, 2.0);
        assert_eq!(schedule.at(349), 0.5);
        assert_eq!(schedule.at(783), 2.0);
        assert_eq!(schedule.entries().len(), 3);
    }

    #[test]
    fn changing_back_leaves_no_trace() {
        let mut schedule = Schedule::constant(1.0);
        schedule.change_from(300, 0.5);
        schedule.change_from(300, 1.0);
        assert_eq!(schedule, Schedule::constant(1.0));
        schedule.change_from(0, 0.5);
        assert_eq!(schedule, Schedule::constant(0.5));
    }

    #[test]
    fn a_temperature_outside_the_range_is_brought_into_it() {
        assert_eq!(Schedule::constant(9.0).at(0), 2.0);
        assert_eq!(Schedule::constant(0.0).at(0), 0.1);
        assert_eq!(Schedule::constant(f32::NAN).at(0), 1.0);
    }

    #[test]
    fn entries_out_of_order_are_no_schedule() {
        let entry = |pixel, temperature| TemperatureFrom { pixel, temperature };
        assert!(Schedule::new(vec![entry(0, 1.0), entry(5, 0.5)]).is_some());
        for entries in [
            vec![],
            vec![entry(1, 1.0)],
            vec![entry(0, 1.0), entry(5, 0.5), entry(5, 0.6)],
            vec![entry(0, 1.0), entry(784, 0.5)],
            vec![entry(0, f32::NAN)],
        ] {
            assert_eq!(Schedule::new(entries), None);
        }
    }
}
