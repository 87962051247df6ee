//! A classifier that learns the labels while the visitor watches.

use std::sync::Arc;

use crate::protocol::{
    Event, ExploreAct, ExploreEvent, ExploreRequest, JobId, MOST_REGION_STEPS, RegionNet, Regions,
    Request,
};
use crate::ui::client::JobIds;

/// A run: how far it is, and what it makes of the plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Classifying {
    pub net: RegionNet,
    /// After the newest step that has come.
    pub regions: Option<Arc<Regions>>,
    /// Of the steps that came one by one: how many had been made, and the parts of the digits told
    /// right, of those learnt from and of those held out.
    pub history: Arc<Vec<(u32, [f32; 2])>>,
    /// Steps made, or, while a link is being reopened, to be made.
    n_steps: u32,
    goal: Option<Goal>,
    unseen: Option<JobId>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Goal {
    job: JobId,
    until: u32,
    /// Whether the visitor sees it play; a single step is none.
    is_playing: bool,
}

impl Classifying {
    pub fn new(net: RegionNet) -> Self {
        Self {
            net,
            regions: None,
            history: Arc::default(),
            n_steps: 0,
            goal: None,
            unseen: None,
        }
    }

    /// A run of which the first `n_steps` are still to be asked for.
    pub fn at(net: RegionNet, n_steps: u32) -> Self {
        Self {
            n_steps: n_steps.min(MOST_REGION_STEPS),
            ..Self::new(net)
        }
    }

    pub const fn n_steps(&self) -> u32 {
        self.n_steps
    }

    pub fn is_blank(&self) -> bool {
        self.regions.is_none() && self.goal.is_none()
    }

    pub fn is_playing(&self) -> bool {
        self.goal.is_some_and(|goal| goal.is_playing)
    }

    pub const fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    /// The run after `n_steps`, whatever is there of another.
    pub fn open(&mut self, n_steps: u32, seed: u64, ids: &mut JobIds) -> Vec<Request> {
        let requests = self.stop();
        *self = Self::at(self.net, n_steps);
        let n_steps = self.n_steps;
        let opened = self.run(n_steps, n_steps, false, seed, ids);
        requests.into_iter().chain(opened).collect()
    }

    pub fn play_or_pause(&mut self, seed: u64, ids: &mut JobIds) -> Vec<Request> {
        if self.is_playing() {
            return self.stop();
        }
        match self.n_steps < MOST_REGION_STEPS {
            true => self.run(self.n_steps + 1, MOST_REGION_STEPS, true, seed, ids),
            false => vec![],
        }
    }

    /// One step on. Steps that come faster than they are made add up.
    pub fn step(&mut self, seed: u64, ids: &mut JobIds) -> Vec<Request> {
        let asked_for = match self.goal {
            Some(goal) if !goal.is_playing => goal.until.max(self.n_steps),
            _ => self.n_steps,
        };
        match asked_for < MOST_REGION_STEPS {
            true => self.run(self.n_steps + 1, asked_for + 1, false, seed, ids),
            false => vec![],
        }
    }

    /// What is on its way no longer counts.
    pub fn stop(&mut self) -> Vec<Request> {
        self.unseen = None;
        let goal = self.goal.take();
        let cancel = |goal: Goal| Request::Cancel { job: goal.job };
        goal.map(cancel).into_iter().collect()
    }

    fn run(
        &mut self,
        from: u32,
        until: u32,
        is_playing: bool,
        seed: u64,
        ids: &mut JobIds,
    ) -> Vec<Request> {
        let mut requests = self.stop();
        let job = ids.next_id();
        self.goal = Some(Goal {
            job,
            until,
            is_playing,
        });
        requests.push(Request::Explore(ExploreRequest {
            job,
            act: ExploreAct::Classify {
                net: self.net,
                seed,
                from: from.min(until),
                until,
            },
        }));
        requests
    }

    pub fn apply(&mut self, event: &Event) {
        if self.goal.is_none_or(|goal| event.job() != Some(goal.job)) {
            return;
        }
        if let Event::Explored {
            job,
            event: ExploreEvent::Classified(regions),
        } = event
        {
            self.unseen = Some(*job);
            self.n_steps = regions.n_steps;
            let history = Arc::make_mut(&mut self.history);
            // A new worker makes the steps of the old one again.
            history.retain(|(n_steps, _)| *n_steps < regions.n_steps);
            history.push((
                regions.n_steps,
                [regions.accuracy, regions.held_out_accuracy],
            ));
            self.regions = Some(Arc::new(regions.clone()));
        }
        if event.ends_job() {
            self.goal = None;
        }
    }

    pub fn tick(&mut self) -> Vec<Request> {
        let seen = self.unseen.take();
        seen.map(|job| Request::Ack { job }).into_iter().collect()
    }
}
