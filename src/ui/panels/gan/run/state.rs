use std::sync::Arc;

use super::{Gallery, History, LAST_STEP, Past, Plan};
use crate::protocol::{
    GanAct, GanNet, GanRequest, GanRun, GanSettings, GanStart, JobId, Request, Stretch, Turn,
    Verdict,
};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

/// While it plays, pictures are made after every so many steps.
const DRAW_EVERY: u32 = 10;

/// Steps that may wait for the one under way, however fast a key repeats.
const MOST_AHEAD: u32 = 20;

#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its past are the steps made.
    pub plan: Plan,
    /// The page's number for this run.
    attempt: u32,
    pub history: History,
    /// What the pair made last; none until something has come.
    pub sketch: Option<Arc<Sketch>>,
    pub gallery: Gallery,
    /// Until the next touch.
    pub diverged: Option<Diverged>,
    /// The part that is done of the steps that a worker makes again.
    pub again: Option<f32>,
    /// Whether the run goes on once what lies ahead is made.
    pub(super) is_playing: bool,
    /// Steps that were asked for one by one, or that a link says were made.
    pub(super) ahead: Past,
    /// Steps that the link under way leads to.
    pub(super) reopening: Option<u32>,
    /// Jobs that have not ended, in order of asking: the steps of a cancelled one count as well.
    pub(super) jobs: Vec<Asked>,
    /// The one of them that is waited for.
    pub(super) current: Option<JobId>,
    /// Whether pictures are wanted of where it has come to rest, once that is known.
    pub(super) is_sketch_owed: bool,
    pub(super) unseen: Option<Unseen>,
    pub(super) trouble: Trouble,
    pub(super) ids: JobIds,
}

/// What the pair made of the same noise as ever, and thinks of it; images one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Sketch {
    /// After how many steps.
    pub n_steps: u32,
    pub pixels: Vec<u8>,
    /// What the discriminator says of each.
    pub logits: Vec<f32>,
    /// What each is likeliest to show, 0 to 9.
    pub classes: Vec<u8>,
    pub verdict: Verdict,
}

/// A loss was no number any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diverged {
    pub n_steps: u32,
    /// Steps that are left of the run.
    pub kept: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Asked {
    pub job: JobId,
    pub next: Stretch,
    /// Whether its steps are those that lie ahead, rather than the run playing on.
    pub is_ahead: bool,
}

/// A frame that waits to be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unseen {
    pub job: JobId,
    pub is_step: bool,
}

impl Run {
    pub fn new(ids: JobIds) -> Self {
        Self {
            plan: Plan::default(),
            attempt: 0,
            history: History::default(),
            sketch: None,
            gallery: Gallery::default(),
            diverged: None,
            again: None,
            is_playing: false,
            ahead: Past::default(),
            reopening: None,
            jobs: vec![],
            current: None,
            is_sketch_owed: false,
            unseen: None,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// The run as the worker is asked for it.
    pub fn as_asked(&self) -> GanRun {
        let Plan {
            net,
            seed,
            start,
            past,
            ..
        } = &self.plan;
        GanRun {
            net: *net,
            seed: *seed,
            start: start.clone(),
            attempt: self.attempt,
            past: past.stretches().to_vec(),
        }
    }

    /// Of the next steps.
    pub fn settings(&self) -> GanSettings {
        self.plan.settings
    }

    /// Steps made.
    pub fn n_steps(&self) -> u32 {
        self.plan.past.n_steps()
    }

    /// Steps of the pair since it was untaught: those of the long run before this one, too.
    pub fn n_steps_in_all(&self) -> u32 {
        let before = match self.plan.start {
            GanStart::Moment(moment) => moment.n_steps(),
            GanStart::Fresh | GanStart::Pair { .. } => 0,
        };
        before + self.n_steps()
    }

    /// Names the run: another number is another run.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if !self.is_running() {
            return self.play();
        }
        self.pause()
    }

    /// Stops where it is. What is still on its way there stays undone.
    pub fn pause(&mut self) -> Vec<Request> {
        let is_there = self.again.is_none();
        let requests = self.stop();
        self.is_sketch_owed = is_there;
        requests
    }

    pub fn play(&mut self) -> Vec<Request> {
        if self.is_running() || self.n_steps() >= LAST_STEP {
            return vec![];
        }
        self.touch();
        self.is_playing = true;
        self.ask()
    }

    /// One step on. Steps that come faster than they are made wait for each other; a run that plays
    /// stops for it.
    pub fn step(&mut self, turn: Turn) -> Vec<Request> {
        let n_ahead = self.ahead.n_steps();
        if self.n_steps() + n_ahead >= LAST_STEP || n_ahead >= MOST_AHEAD {
            return vec![];
        }
        let is_stepping = !self.is_playing && self.current.is_some() && n_ahead > 0;
        self.touch();
        self.is_playing = false;
        self.ahead.push_step(turn, self.plan.settings);
        match is_stepping {
            // The job under way goes on when it comes to its end.
            true => vec![],
            false => self.ask(),
        }
    }

    /// The same run from its beginning on, with the settings as they are.
    pub fn restart(&mut self) -> Vec<Request> {
        self.begin(Plan {
            past: Past::default(),
            ..self.plan.clone()
        })
    }

    /// Another run, from its beginning on.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.plan.seed = seed;
        self.restart()
    }

    /// Another pair, untaught where the run began with one of the other kind.
    pub fn set_net(&mut self, net: GanNet) -> Vec<Request> {
        if net == self.plan.net {
            return vec![];
        }
        self.plan.net = net;
        self.plan.start = GanStart::Fresh;
        self.restart()
    }

    /// Another beginning.
    pub fn set_start(&mut self, net: GanNet, seed: u64, start: GanStart) -> Vec<Request> {
        self.begin(Plan {
            net,
            seed,
            start,
            past: Past::default(),
            settings: self.plan.settings,
        })
    }

    /// How the next steps are made. A run that plays takes it over between two steps, in
    /// [`Self::tick`].
    pub fn set(&mut self, settings: GanSettings) {
        self.plan.settings = settings;
    }

    /// Whether there is nothing on the screen and nothing on its way.
    pub fn is_blank(&self) -> bool {
        self.sketch.is_none() && self.current.is_none() && self.trouble.failure.is_none()
    }

    /// Whether it goes on without a further touch.
    pub fn is_running(&self) -> bool {
        (self.is_playing || self.reopening.is_some()) && self.trouble.failure.is_none()
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure, and goes on as before it.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.ask()
    }

    pub fn stop(&mut self) -> Vec<Request> {
        self.is_playing = false;
        self.ahead = Past::default();
        self.reopening = None;
        self.is_sketch_owed = false;
        self.cancel()
    }

    pub fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    /// A frame of the screen has passed: the worker may go on, or takes over what was changed.
    pub fn tick(&mut self) -> Vec<Request> {
        let Some(Unseen { job, is_step }) = self.unseen.take() else {
            return vec![];
        };
        // Only once a step is made: else a slider that keeps moving would keep it from any.
        let is_other = |asked: Asked| !asked.is_ahead && asked.next.settings != self.plan.settings;
        if is_step && self.asked(job).is_some_and(is_other) {
            return self.ask();
        }
        vec![Request::Ack { job }]
    }

    fn touch(&mut self) {
        self.trouble.failure = None;
        self.diverged = None;
        self.is_sketch_owed = false;
        if self.reopening.take().is_some() {
            self.ahead = Past::default();
        }
    }

    fn begin(&mut self, plan: Plan) -> Vec<Request> {
        let mut requests = self.stop();
        self.forget(plan);
        requests.extend(self.ask());
        requests
    }

    /// Nothing of the run is there, and what jobs of another one say no longer counts.
    pub(super) fn forget(&mut self, plan: Plan) {
        self.plan = plan;
        self.attempt = self.attempt.wrapping_add(1);
        self.history = History::default();
        self.sketch = None;
        self.gallery = Gallery::default();
        self.diverged = None;
        self.again = None;
        self.trouble.failure = None;
        self.jobs.clear();
    }

    /// The worker has a run that the page does not know: it is to make this one again.
    pub(super) fn ask_anew(&mut self) -> Vec<Request> {
        let requests = self.cancel();
        self.attempt = self.attempt.wrapping_add(1);
        self.jobs.clear();
        requests.into_iter().chain(self.ask()).collect()
    }

    /// Asks for the steps ahead, or for all that can be; where none is wanted, for pictures.
    pub(super) fn ask(&mut self) -> Vec<Request> {
        let mut requests = self.cancel();
        self.is_sketch_owed = false;
        let n_left = LAST_STEP.saturating_sub(self.n_steps());
        let first = self.ahead.stretches().first().copied();
        let next = first.unwrap_or(Stretch {
            turn: Turn::Both,
            n_steps: if self.is_playing { n_left } else { 0 },
            settings: self.plan.settings,
        });
        let asked = Asked {
            job: self.ids.next_id(),
            next,
            is_ahead: first.is_some(),
        };
        requests.push(Request::Gan(GanRequest {
            job: asked.job,
            run: self.as_asked(),
            act: GanAct::Train {
                next,
                draw_every: DRAW_EVERY,
            },
        }));
        self.jobs.push(asked);
        self.current = Some(asked.job);
        requests
    }

    fn cancel(&mut self) -> Vec<Request> {
        self.unseen = None;
        self.again = None;
        let cancel = |job| Request::Cancel { job };
        self.current.take().map(cancel).into_iter().collect()
    }

    pub(super) fn asked(&self, job: JobId) -> Option<Asked> {
        self.jobs.iter().find(|asked| asked.job == job).copied()
    }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
