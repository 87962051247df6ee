//! One step of both nets in slow motion.

#[cfg(feature = "ui")]
mod view;

use crate::protocol::{Event, GanRun, GanSettings, Request};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

#[cfg(feature = "ui")]
pub use view::{inspector, notes, stage};

#[derive(Debug, Clone, PartialEq)]
pub struct Staging {
    trouble: Trouble,
    ids: JobIds,
}

impl Staging {
    pub fn new(ids: JobIds) -> Self {
        Self {
            trouble: Trouble::default(),
            ids,
        }
    }

    /// It is on the stage, and the run or what its next step is made with is now this.
    pub fn follow(&mut self, _run: &GanRun, _settings: GanSettings) -> Vec<Request> {
        vec![]
    }

    /// It leaves the stage.
    pub fn close(&mut self) -> Vec<Request> {
        vec![]
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        vec![]
    }

    pub fn tick(&mut self, _elapsed_ms: f64) -> Vec<Request> {
        vec![]
    }

    pub fn needs_frames(&self) -> bool {
        false
    }

    pub fn is_running(&self) -> bool {
        false
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure.
    pub fn retry(&mut self, run: &GanRun, settings: GanSettings) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.follow(run, settings)
    }
}
