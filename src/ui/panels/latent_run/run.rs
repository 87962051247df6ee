//! A run: how far it is, on its way to where, and what it said.

use std::sync::Arc;

use super::{BETAS, History, LAST_STEP, Learner, Plan, RATES, Schedule};
use crate::protocol::{JobId, Request, TrainLatentRequest};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

/// While it plays, pictures are made after every so many steps.
const DRAW_EVERY: u32 = 10;

#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// `n_steps` of it are the steps made; its schedules hold what these were made with, and what
    /// the next ones will be.
    pub plan: Plan,
    pub history: History,
    pub sketches: Arc<Sketches>,
    /// Until the next touch.
    pub diverged: Option<Diverged>,
    pub(super) goal: Option<Goal>,
    /// Jobs that have not ended, in order of asking: the steps of a cancelled one count as well.
    pub(super) jobs: Vec<Asked>,
    /// The one of them that the goal waits for.
    pub(super) current: Option<JobId>,
    /// Whether the worker is known to have begun this run, so that it cannot go on with an older
    /// one of the same seed.
    pub(super) is_begun: bool,
    /// Whether pictures are wanted of where it has come to rest, once that is known.
    pub(super) is_sketch_owed: bool,
    pub(super) unseen: Option<Unseen>,
    pub(super) trouble: Trouble,
    pub(super) ids: JobIds,
}

/// What the net made of some digits, and of nothing; images one after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sketches {
    /// After how many steps.
    pub n_steps: u32,
    pub digits: Vec<u8>,
    pub reconstructions: Vec<u8>,
    pub samples: Vec<u8>,
}

/// The loss was no number any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Diverged {
    pub n_steps: u32,
    /// Steps that are left of the run.
    pub kept: u32,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Goal {
    pub until: u32,
    /// Whether the visitor sees it play; a single step is none.
    pub is_playing: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Asked {
    pub job: JobId,
    pub rate: u8,
    pub beta: u8,
}

/// A frame that waits to be acknowledged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Unseen {
    pub job: JobId,
    pub is_step: bool,
}

impl Run {
    pub fn new(learner: Learner, ids: JobIds) -> Self {
        Self {
            plan: Plan::new(learner),
            history: History::default(),
            sketches: Arc::default(),
            diverged: None,
            goal: None,
            jobs: vec![],
            current: None,
            is_begun: false,
            is_sketch_owed: false,
            unseen: None,
            trouble: Trouble::default(),
            ids,
        }
    }

    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if !self.is_running() {
            return self.play();
        }
        let requests = self.stop();
        self.is_sketch_owed = true;
        requests
    }

    pub fn play(&mut self) -> Vec<Request> {
        if self.is_running() || self.plan.n_steps >= LAST_STEP {
            return vec![];
        }
        self.go_to(LAST_STEP, true)
    }

    /// One step on. Steps that come faster than they are made add up.
    pub fn step(&mut self) -> Vec<Request> {
        let n_steps = self.plan.n_steps;
        if n_steps >= LAST_STEP {
            return vec![];
        }
        if let Some(goal) = &mut self.goal
            && !goal.is_playing
            && self.current.is_some()
        {
            // The job under way goes on when it comes to its end.
            goal.until = (goal.until.max(n_steps) + 1).min(LAST_STEP);
            return vec![];
        }
        self.go_to(n_steps + 1, false)
    }

    /// The same run from its first weights on, with the sliders as they are.
    pub fn restart(&mut self) -> Vec<Request> {
        self.begin_again(false)
    }

    /// Another run, from its first weights on.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.plan.seed = seed;
        self.begin_again(false)
    }

    /// Another net, which learns from its first weights on; it plays if the last one did.
    pub fn set_learner(&mut self, learner: Learner) -> Vec<Request> {
        if learner == self.plan.learner {
            return vec![];
        }
        self.plan.learner = learner;
        self.begin_again(self.is_running())
    }

    /// The learning rate's stop from the next step on. A run under way takes it over between two
    /// steps, in [`Self::tick`].
    pub fn set_rate(&mut self, stop: u8) {
        let stop = stop.min(RATES.last());
        self.plan.rates.change_from(self.plan.n_steps, stop);
    }

    /// The same for the weight of the KL term.
    pub fn set_beta(&mut self, stop: u8) {
        let stop = stop.min(BETAS.last());
        self.plan.betas.change_from(self.plan.n_steps, stop);
    }

    /// The stop of the next step's learning rate.
    pub fn rate(&self) -> u8 {
        self.plan.rates.at(self.plan.n_steps)
    }

    /// The stop of the next step's weight of the KL term.
    pub fn beta(&self) -> u8 {
        self.plan.betas.at(self.plan.n_steps)
    }

    /// The weight of the KL term over the steps that were made.
    pub fn beta_curve(&self) -> Vec<(f64, f64)> {
        self.plan.betas.steps_up_to(self.plan.n_steps, BETAS)
    }

    /// What an address says of it: while a link is being reopened, the step that it leads to.
    pub fn link(&self) -> Plan {
        let goal = self.goal.filter(|goal| goal.until < LAST_STEP);
        Plan {
            n_steps: goal.map_or(self.plan.n_steps, |goal| goal.until),
            ..self.plan.clone()
        }
    }

    pub fn open(&mut self, plan: Plan) -> Vec<Request> {
        let until = plan.n_steps;
        let requests = self.stop();
        self.plan = plan;
        self.forget();
        requests
            .into_iter()
            .chain(self.go_to(until, until > 0))
            .collect()
    }

    /// Whether there is nothing on the screen and nothing on its way.
    pub fn is_blank(&self) -> bool {
        self.goal.is_none() && self.sketches.digits.is_empty()
    }

    /// Whether it goes on without a further touch.
    pub fn is_running(&self) -> bool {
        self.goal.is_some_and(|goal| goal.is_playing) && self.trouble.failure.is_none()
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure, and goes on as before it.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        let (until, is_playing) = self.goal.map_or((self.plan.n_steps, false), |goal| {
            (goal.until, goal.is_playing)
        });
        self.go_to(until, is_playing)
    }

    pub fn stop(&mut self) -> Vec<Request> {
        self.goal = None;
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
        if is_step && self.asked(job).is_some_and(|asked| !self.fits(asked)) {
            return self.ask();
        }
        vec![Request::Ack { job }]
    }

    /// Begins the run again, with the sliders as they are.
    fn begin_again(&mut self, is_playing: bool) -> Vec<Request> {
        let requests = self.stop();
        self.plan.rates = Schedule::constant(self.rate());
        self.plan.betas = Schedule::constant(self.beta());
        self.forget();
        let until = if is_playing { LAST_STEP } else { 0 };
        requests
            .into_iter()
            .chain(self.go_to(until, is_playing))
            .collect()
    }

    /// Nothing of the run is there, and what jobs of another one say no longer counts.
    fn forget(&mut self) {
        self.plan.n_steps = 0;
        self.history = History::default();
        self.sketches = Arc::default();
        self.is_begun = false;
        self.jobs.clear();
    }

    pub(super) fn go_to(&mut self, until: u32, is_playing: bool) -> Vec<Request> {
        self.trouble.failure = None;
        self.diverged = None;
        self.goal = Some(Goal { until, is_playing });
        self.ask()
    }

    /// Asks for the steps up to the goal, or up to the next change on the way to it.
    pub(super) fn ask(&mut self) -> Vec<Request> {
        let mut requests = self.cancel();
        let Some(goal) = self.goal else {
            return requests;
        };
        self.is_sketch_owed = false;
        let Plan {
            learner,
            seed,
            n_steps,
            rates,
            betas,
        } = &self.plan;
        let changes = [rates, betas].map(|schedule| schedule.next_change(*n_steps));
        let until = changes.into_iter().flatten().fold(goal.until, u32::min);
        let asked = Asked {
            job: self.ids.next_id(),
            rate: rates.at(*n_steps),
            beta: betas.at(*n_steps),
        };
        requests.push(Request::TrainLatent(TrainLatentRequest {
            job: asked.job,
            net: learner.net(BETAS.value(asked.beta)),
            seed: *seed,
            until: if self.is_begun { until } else { 0 },
            learning_rate: RATES.value(asked.rate),
            draw_every: DRAW_EVERY,
        }));
        self.jobs.push(asked);
        self.current = Some(asked.job);
        requests
    }

    fn cancel(&mut self) -> Vec<Request> {
        self.unseen = None;
        let cancel = |job| Request::Cancel { job };
        self.current.take().map(cancel).into_iter().collect()
    }

    pub(super) fn asked(&self, job: JobId) -> Option<Asked> {
        self.jobs.iter().find(|asked| asked.job == job).copied()
    }

    /// Whether a job is for what the sliders say now.
    pub(super) fn fits(&self, asked: Asked) -> bool {
        (asked.rate, asked.beta) == (self.rate(), self.beta())
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
mod tests;
