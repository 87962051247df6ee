use super::{Duel, Slopes};
use crate::protocol::{Event, GanRun, GanSettings, JobId, Request};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

/// Both losses on the stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Losses {
    pub slopes: Slopes,
    pub duel: Duel,
    /// Frames of the slopes' job that wait to be acknowledged.
    unseen: Option<JobId>,
    has_duel_failed: bool,
    trouble: Trouble,
    ids: JobIds,
}

impl Losses {
    pub fn new(ids: JobIds) -> Self {
        Self {
            slopes: Slopes::default(),
            duel: Duel::default(),
            unseen: None,
            has_duel_failed: false,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// It is on the stage, and the run or what its next step is made with is now this. A run that
    /// plays ends a duel: both would wait for each other.
    pub fn follow(
        &mut self,
        run: &GanRun,
        settings: GanSettings,
        is_running: bool,
    ) -> Vec<Request> {
        let stop = match is_running {
            true => self.duel.stop(),
            false => None,
        };
        let slopes = self.slopes.follow(run, settings, is_running, &mut self.ids);
        stop.into_iter().chain(slopes).collect()
    }

    /// Trains the discriminator far ahead of the run, which rests, and tries both losses from there.
    pub fn set_off(&mut self, run: &GanRun, settings: GanSettings) -> Vec<Request> {
        self.trouble.failure = None;
        self.has_duel_failed = false;
        self.duel.set_off(run, settings, &mut self.ids)
    }

    pub fn stop(&mut self) -> Vec<Request> {
        self.duel.stop().into_iter().collect()
    }

    /// It leaves the stage.
    pub fn close(&mut self) -> Vec<Request> {
        self.unseen = None;
        let slopes = self.slopes.close();
        slopes.into_iter().chain(self.duel.stop()).collect()
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let job = event.job();
        if job.is_none() {
            return vec![];
        }
        if job == self.duel.job {
            match event {
                Event::Gan { event, .. } => self.duel.hear(event),
                Event::Progressed { part, .. } => self.duel.make_again(*part),
                _ if event.ends_job() => {
                    self.has_duel_failed = matches!(event, Event::Failed { .. });
                    self.duel.end(matches!(event, Event::Done { .. }));
                }
                _ => {}
            }
        }
        if job == self.slopes.job {
            match event {
                Event::Gan { event, .. } => self.slopes.hear(event),
                Event::Progressed { .. } => self.unseen = job,
                _ if event.ends_job() => {
                    self.unseen = None;
                    self.slopes.end(matches!(event, Event::Cancelled { .. }));
                }
                _ => {}
            }
        }
        vec![]
    }

    /// A frame of the screen has passed.
    pub fn tick(&mut self) -> Vec<Request> {
        let ack = self.unseen.take().map(|job| Request::Ack { job });
        ack.into_iter().chain(self.duel.tick()).collect()
    }

    pub const fn needs_frames(&self) -> bool {
        self.unseen.is_some() || self.duel.needs_frames()
    }

    pub const fn is_running(&self) -> bool {
        self.duel.is_running()
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure.
    pub fn retry(&mut self, run: &GanRun, settings: GanSettings) -> Vec<Request> {
        if self.trouble.failure.take().is_none() {
            return vec![];
        }
        if self.has_duel_failed {
            return self.set_off(run, settings);
        }
        self.slopes.forget();
        self.follow(run, settings, false)
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
