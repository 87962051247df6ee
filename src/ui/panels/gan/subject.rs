use crate::protocol::{GanNet, GanRun, GanSettings, Stretch};

/// What something was asked of: what the run was, and how its next step is made. A run's number
/// stands for what it began with, which may be a large file.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    net: GanNet,
    seed: u64,
    attempt: u32,
    past: Vec<Stretch>,
    pub settings: GanSettings,
}

impl Subject {
    pub fn of(run: &GanRun, settings: GanSettings) -> Self {
        Self {
            net: run.net,
            seed: run.seed,
            attempt: run.attempt,
            past: run.past.clone(),
            settings,
        }
    }

    /// Whether it is the same run at the same place, perhaps with other settings.
    pub fn is_at(&self, run: &GanRun) -> bool {
        self.is_of(run) && self.past == run.past
    }

    /// Whether it is the same run, and how far it has gone since.
    pub fn steps_since(&self, run: &GanRun) -> Option<u32> {
        let n_steps = |past: &[Stretch]| past.iter().map(|stretch| stretch.n_steps).sum::<u32>();
        (self.is_of(run)).then(|| n_steps(&run.past).checked_sub(n_steps(&self.past)))?
    }

    fn is_of(&self, run: &GanRun) -> bool {
        (self.net, self.seed, self.attempt) == (run.net, run.seed, run.attempt)
    }
}
