//! Which stop of a slider holds from which step on.

use std::fmt;

use super::Stops;
use crate::ui::address::{Fault, whole_number};

/// A slider's stops over the steps of a run. It always holds one for step 0, in rising order of
/// steps; step `i` is the one that takes a run from `i` steps made to `i + 1`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule(Vec<(u32, u8)>);

impl Schedule {
    /// The same for every step.
    pub fn constant(stop: u8) -> Self {
        Self(vec![(0, stop)])
    }

    /// The stop of `step`.
    pub fn at(&self, step: u32) -> u8 {
        let entry = self.0.iter().rev().find(|(from, _)| *from <= step);
        entry.or(self.0.first()).map_or(0, |(_, stop)| *stop)
    }

    /// The first step after `step` that has another stop.
    pub fn next_change(&self, step: u32) -> Option<u32> {
        let mut later = self.0.iter().filter(|(from, _)| *from > step);
        later.next().map(|(from, _)| *from)
    }

    /// The corners of its line over the steps `1..=n_steps`.
    pub fn steps_up_to(&self, n_steps: u32, stops: Stops) -> Vec<(f64, f64)> {
        let made = self.0.iter().filter(|(from, _)| *from < n_steps);
        let ends = self.0.iter().skip(1).map(|(from, _)| *from);
        let ends = ends.chain([n_steps]).map(|end| end.min(n_steps));
        let corners = made.zip(ends).flat_map(|((from, stop), end)| {
            let value = f64::from(stops.value(*stop));
            [(f64::from(from + 1), value), (f64::from(end), value)]
        });
        corners.collect()
    }

    /// Sets the stop of `step` and all that follow; those before keep theirs.
    pub fn change_from(&mut self, step: u32, stop: u8) {
        self.0.retain(|(from, _)| *from < step);
        if self.0.last().map(|(_, last)| *last) != Some(stop) {
            self.0.push((step, stop));
        }
    }

    /// `step` was made with `stop`: a change that came too late for it holds from the next one.
    pub fn was_made(&mut self, step: u32, stop: u8) {
        let planned = self.at(step);
        if planned != stop {
            self.change_from(step, stop);
            self.change_from(step + 1, planned);
        }
    }

    /// Reads `0.002,0.01@300`: the first from step 0, each further one from the step that it names,
    /// at most `last_step`.
    ///
    /// # Errors
    /// [`Fault`] where it is none such.
    pub fn read(text: &str, stops: Stops, last_step: u32) -> Result<Self, Fault> {
        let mut entries: Vec<(u32, u8)> = Vec::new();
        for entry in text.split(',') {
            let (value, from) = match entry.split_once('@') {
                None if entries.is_empty() => (entry, 0),
                Some((value, from)) if !entries.is_empty() => {
                    (value, whole_number(from, last_step.into())? as u32)
                }
                _ => return Err(Fault::Malformed),
            };
            let stop = stops.read(value).ok_or(Fault::Malformed)?;
            if entries.last().is_some_and(|(last, _)| *last >= from) {
                return Err(Fault::Malformed);
            }
            entries.push((from, stop));
        }
        Ok(Self(entries))
    }

    /// Writes `&field=0.002,0.01@300`; the usual stop throughout is left out.
    ///
    /// # Errors
    /// Where `f` takes no more.
    pub fn write(&self, field: &str, stops: Stops, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == Self::constant(stops.usual) {
            return Ok(());
        }
        write!(f, "&{field}=")?;
        for (i, (from, stop)) in self.0.iter().enumerate() {
            match i {
                0 => f.write_str(&stops.text(*stop))?,
                _ => write!(f, ",{}@{from}", stops.text(*stop))?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::RATES;
    use super::*;

    struct Written<'a>(&'a Schedule);

    impl fmt::Display for Written<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            self.0.write("rate", RATES, f)
        }
    }

    #[test]
    fn a_change_moves_only_what_follows() {
        let mut schedule = Schedule::constant(3);
        schedule.change_from(10, 5);
        schedule.change_from(20, 7);
        assert_eq!([9, 10, 19, 20].map(|step| schedule.at(step)), [3, 5, 5, 7]);
        assert_eq!(schedule.next_change(0), Some(10));
        assert_eq!(schedule.next_change(10), Some(20));
        assert_eq!(schedule.next_change(20), None);
        schedule.change_from(15, 3);
        assert_eq!((schedule.at(14), schedule.at(99)), (5, 3));
        schedule.change_from(10, 3);
        assert_eq!(schedule, Schedule::constant(3));
    }

    #[test]
    fn a_change_that_came_too_late_holds_from_the_next_step() {
        let mut schedule = Schedule::constant(3);
        schedule.change_from(10, 5);
        schedule.was_made(10, 3);
        assert_eq!((schedule.at(10), schedule.at(11)), (3, 5));
        schedule.was_made(11, 5);
        assert_eq!(schedule.next_change(0), Some(11));
    }

    #[test]
    fn its_line_has_a_corner_at_each_change() {
        let mut schedule = Schedule::constant(15);
        schedule.change_from(3, 18);
        schedule.change_from(9, 15);
        assert_eq!(schedule.steps_up_to(0, RATES), []);
        assert_eq!(
            schedule.steps_up_to(5, RATES),
            [(1.0, 1.0), (3.0, 1.0), (4.0, 10.0), (5.0, 10.0)]
        );
        assert_eq!(schedule.steps_up_to(9, RATES).len(), 4);
    }

    #[test]
    fn it_is_written_and_read() {
        let read = |text| Schedule::read(text, RATES, 500);
        for text in ["0.001", "0.001,0.01@300,0.0001@301", "0.002,1@500"] {
            let schedule = read(text).unwrap();
            assert_eq!(Written(&schedule).to_string(), format!("&rate={text}"));
        }
        assert_eq!(Written(&Schedule::constant(RATES.usual)).to_string(), "");
        for text in [
            "",
            "0.003",
            "0.001@5",
            "0.001,0.01",
            "0.001,0.01@9,1@9",
            "0.001,1@0",
        ] {
            assert_eq!(read(text), Err(Fault::Malformed), "{text}");
        }
        assert!(matches!(read("0.001,1@501"), Err(Fault::OutOfRange { .. })));
    }
}
