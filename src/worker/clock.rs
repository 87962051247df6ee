//! The time, which the engine's host tells: the engine has no clock of its own, and its scenarios
//! run on one that counts.

use std::fmt;
use std::rc::Rc;

/// Tells milliseconds since any one moment.
#[derive(Clone)]
pub struct Clock(Rc<dyn Fn() -> f64>);

impl Clock {
    /// A clock that shows what `now_ms` says.
    pub fn new(now_ms: impl Fn() -> f64 + 'static) -> Self {
        Self(Rc::new(now_ms))
    }

    pub fn now_ms(&self) -> f64 {
        (self.0)()
    }

    /// Does some work, and says how many milliseconds it took.
    pub fn time<T>(&self, work: impl FnOnce() -> T) -> (T, f64) {
        let began_ms = self.now_ms();
        let outcome = work();
        (outcome, self.now_ms() - began_ms)
    }
}

impl Default for Clock {
    /// One that stands still: without a host, nothing takes any time.
    fn default() -> Self {
        Self::new(|| 0.0)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clock")
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn work_takes_what_the_clock_went_on_meanwhile() {
        let ticks = Cell::new(0.0);
        let clock = Clock::new(move || {
            ticks.set(ticks.get() + 2.5);
            ticks.get()
        });
        assert_eq!(clock.now_ms(), 2.5);
        assert_eq!(clock.time(|| "done"), ("done", 2.5));
        assert_eq!(Clock::default().time(|| ()), ((), 0.0));
    }
}
