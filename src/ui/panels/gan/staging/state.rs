//! One step in slow motion: which step, which stage of it, and what comes next.

use std::sync::Arc;

use super::super::subject::Subject;
use super::{Stage, Told};
use crate::protocol::{
    Event, GanAct, GanEvent, GanRequest, GanRun, GanSettings, JobId, Request, Staged,
};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;
use crate::ui::widgets::TransportAction;

/// How long a stage may be in sight while it plays, in seconds.
pub const PACES: [f64; 7] = [0.5, 1.0, 1.5, 2.5, 4.0, 6.0, 10.0];
pub const USUAL_PACE: u8 = 3;

/// The next step of a run, seen from within.
#[derive(Debug, Clone, PartialEq)]
pub struct Staging {
    pub staged: Option<Arc<Staged>>,
    /// What is said of it.
    pub told: Option<Arc<Told>>,
    pub stage: Stage,
    /// Its place among [`PACES`].
    pub pace: u8,
    /// Whether the step that comes next cannot be made.
    pub is_diverging: bool,
    is_playing: bool,
    /// Since this stage came into sight.
    elapsed_ms: f64,
    /// What was asked last.
    asked: Option<Subject>,
    job: Option<JobId>,
    /// The part that is done of the steps that a worker makes again first, and whether the page has
    /// yet to say that it has seen it.
    pub again: Option<f32>,
    is_unseen: bool,
    has_moved: bool,
    trouble: Trouble,
    ids: JobIds,
}

impl Staging {
    pub fn new(ids: JobIds) -> Self {
        Self {
            staged: None,
            told: None,
            stage: Stage::default(),
            pace: USUAL_PACE,
            is_diverging: false,
            is_playing: false,
            elapsed_ms: 0.0,
            asked: None,
            job: None,
            again: None,
            is_unseen: false,
            has_moved: false,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// Sees to it that the step shown is the next one of `run`, which is at rest. Where the run has
    /// moved it begins with the first stage; other settings leave the stage as it is.
    pub fn follow(&mut self, run: &GanRun, settings: GanSettings) -> Vec<Request> {
        let subject = Subject::of(run, settings);
        if self.asked.as_ref() == Some(&subject) {
            return vec![];
        }
        if self.asked.as_ref().is_some_and(|asked| !asked.is_at(run)) {
            self.stage = Stage::default();
            self.is_playing = false;
        }
        let job = self.ids.next_id();
        self.elapsed_ms = 0.0;
        self.trouble.failure = None;
        self.asked = Some(subject);
        self.forget_job();
        self.job = Some(job);
        vec![Request::Gan(GanRequest {
            job,
            run: run.clone(),
            act: GanAct::Stage(settings),
        })]
    }

    /// Whether another step is on its way.
    pub const fn is_waiting(&self) -> bool {
        self.job.is_some()
    }

    /// Whether the stage is the last one of a step that can be made.
    pub fn can_make(&self) -> bool {
        self.staged.is_some() && !self.is_waiting() && !self.is_diverging && self.stage.is_last()
    }

    pub fn act(&mut self, action: TransportAction) {
        let idx = self.stage.idx();
        match action {
            TransportAction::PlayPause if self.is_playing => self.is_playing = false,
            TransportAction::PlayPause => {
                if self.stage.is_last() {
                    self.show(Stage::default());
                }
                self.is_playing = true;
                self.elapsed_ms = 0.0;
            }
            TransportAction::Step => self.go_to(Stage::at(idx + 1)),
            TransportAction::StepBack => self.go_to(Stage::at(idx.saturating_sub(1))),
            TransportAction::Restart => self.go_to(Stage::default()),
            TransportAction::ToEnd => self.go_to(Stage::at(Stage::N)),
        }
    }

    /// Shows a stage, and stays there.
    pub fn go_to(&mut self, stage: Stage) {
        self.is_playing = false;
        self.show(stage);
    }

    pub fn set_pace(&mut self, pace: u8) {
        self.pace = pace.min(PACES.len() as u8 - 1);
    }

    /// How long a stage is in sight while it plays, in seconds.
    pub fn seconds(&self) -> f64 {
        let pace = PACES.get(usize::from(self.pace));
        pace.copied().unwrap_or(1.0)
    }

    pub const fn is_running(&self) -> bool {
        self.is_playing
    }

    pub const fn needs_frames(&self) -> bool {
        self.is_unseen || self.is_moving()
    }

    const fn is_moving(&self) -> bool {
        self.is_playing && self.staged.is_some() && self.job.is_none()
    }

    /// A frame of the screen has passed: the next stage may be due.
    pub fn tick(&mut self, ms: f64) -> Vec<Request> {
        self.has_moved = false;
        if self.is_moving() {
            self.elapsed_ms += ms;
            if self.elapsed_ms >= self.seconds() * 1000.0 {
                self.show(Stage::at(self.stage.idx() + 1));
                self.is_playing = !self.stage.is_last();
                self.has_moved = true;
            }
        }
        let seen = std::mem::take(&mut self.is_unseen);
        let ack = self.job.filter(|_| seen).map(|job| Request::Ack { job });
        ack.into_iter().collect()
    }

    /// Whether the last frame brought another stage.
    pub const fn has_moved(&self) -> bool {
        self.has_moved
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        if self.job.is_none() || event.job() != self.job {
            return vec![];
        }
        match event {
            Event::Gan { event, .. } => match event {
                GanEvent::Staged(staged) => {
                    self.is_diverging = false;
                    let settings = self.asked.as_ref().map(|asked| asked.settings);
                    self.told = settings.map(|settings| Arc::new(Told::of(staged, settings)));
                    self.staged = Some(Arc::new(Staged::clone(staged)));
                }
                GanEvent::Diverged { .. } => {
                    self.is_diverging = true;
                    self.staged = None;
                    self.told = None;
                    self.is_playing = false;
                }
                _ => {}
            },
            Event::Progressed { part, .. } => {
                self.again = Some(*part);
                self.is_unseen = true;
            }
            _ if event.ends_job() => {
                self.forget_job();
                self.is_playing &= self.staged.is_some();
                if matches!(event, Event::Cancelled { .. }) {
                    // It may be wanted again.
                    self.asked = None;
                }
            }
            _ => {}
        }
        vec![]
    }

    /// The visitor looks elsewhere.
    pub fn close(&mut self) -> Vec<Request> {
        self.is_playing = false;
        self.has_moved = false;
        let cancel = self.forget_job().map(|job| {
            self.asked = None;
            Request::Cancel { job }
        });
        cancel.into_iter().collect()
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure.
    pub fn retry(&mut self, run: &GanRun, settings: GanSettings) -> Vec<Request> {
        if self.trouble.failure.take().is_none() {
            return vec![];
        }
        self.asked = None;
        self.follow(run, settings)
    }

    fn forget_job(&mut self) -> Option<JobId> {
        self.again = None;
        self.is_unseen = false;
        self.job.take()
    }

    fn show(&mut self, stage: Stage) {
        self.stage = stage;
        self.elapsed_ms = 0.0;
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
