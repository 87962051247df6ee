//! k-means, half a step at a time: the worker sends the whole run, which is then looked through.

use std::sync::Arc;

use crate::protocol::{
    Event, ExploreAct, ExploreEvent, ExploreRequest, HalfStep, MOST_CLUSTERS, Request,
};
use crate::ui::client::JobIds;
use crate::ui::panels::Newest;

/// Between two half steps while it plays, in milliseconds.
const HALF_STEP_MS: f64 = 450.0;

/// A run, and how far the visitor is in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Clustering {
    pub n_clusters: u8,
    run: Arc<Vec<HalfStep>>,
    /// Half steps made: 0 for the first centres, to which no digit belongs yet.
    n_half_steps: usize,
    newest: Newest,
    /// Milliseconds since the last half step, while it plays.
    playing: Option<f64>,
}

impl Clustering {
    pub fn new(n_clusters: u8) -> Self {
        Self {
            n_clusters,
            run: Arc::default(),
            n_half_steps: 0,
            newest: Newest::default(),
            playing: None,
        }
    }

    /// A run that is still to be asked for, to be looked at after `n_half_steps`.
    pub fn at(n_clusters: u8, n_half_steps: usize) -> Self {
        Self {
            n_half_steps,
            ..Self::new(n_clusters)
        }
    }

    pub fn is_blank(&self) -> bool {
        self.run.is_empty() && !self.newest.is_waiting()
    }

    pub const fn is_waiting(&self) -> bool {
        self.newest.is_waiting()
    }

    pub const fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Half steps in all.
    pub fn length(&self) -> usize {
        self.run.len()
    }

    /// Those made, or, until the run has come, to be made.
    pub const fn n_half_steps(&self) -> usize {
        self.n_half_steps
    }

    /// What the last half step left; none before the first.
    pub fn last(&self) -> Option<&HalfStep> {
        self.run.get(self.n_half_steps.checked_sub(1)?)
    }

    /// The centres as they are.
    pub fn centres(&self) -> &[[f32; 2]] {
        let now = self.last().or_else(|| self.run.first());
        now.map_or(&[], |now| &now.centres)
    }

    /// Whether no further half step changes anything.
    pub fn is_still(&self) -> bool {
        !self.run.is_empty() && self.n_half_steps == self.run.len()
    }

    /// The inertia after each half step made.
    pub fn inertias(&self) -> Vec<(f64, f64)> {
        let made = self.run.iter().take(self.n_half_steps);
        let point = |(n, step): (usize, &HalfStep)| ((n + 1) as f64, f64::from(step.inertia));
        made.enumerate().map(point).collect()
    }

    /// Another run, looked at after `n_half_steps`.
    pub fn open(&mut self, n_half_steps: usize, seed: u64, ids: &mut JobIds) -> Option<Request> {
        self.playing = None;
        self.n_half_steps = n_half_steps;
        self.ask(seed, ids)
    }

    pub fn set_n_clusters(&mut self, n: u8, seed: u64, ids: &mut JobIds) -> Option<Request> {
        self.n_clusters = n.clamp(1, MOST_CLUSTERS);
        self.open(0, seed, ids)
    }

    fn ask(&mut self, seed: u64, ids: &mut JobIds) -> Option<Request> {
        let job = self.newest.ask(ids)?;
        Some(Request::Explore(ExploreRequest {
            job,
            act: ExploreAct::Cluster {
                n_clusters: self.n_clusters,
                seed,
            },
        }))
    }

    /// Goes to half step `at`.
    pub fn go_to(&mut self, at: usize) {
        self.playing = None;
        self.n_half_steps = at.min(self.run.len());
    }

    pub fn play_or_pause(&mut self) {
        if self.is_still() {
            self.n_half_steps = 0;
        }
        self.playing = match self.playing {
            Some(_) => None,
            None => Some(0.0),
        };
    }

    /// Lets time pass; whether a half step was made.
    pub fn tick(&mut self, elapsed_ms: f64) -> bool {
        let Some(since) = &mut self.playing else {
            return false;
        };
        // A frame that took long is no reason to leave a half step out.
        *since += elapsed_ms.min(HALF_STEP_MS);
        if *since < HALF_STEP_MS || self.newest.is_waiting() {
            return false;
        }
        *since -= HALF_STEP_MS;
        self.n_half_steps = (self.n_half_steps + 1).min(self.run.len());
        if self.n_half_steps == self.run.len() {
            self.playing = None;
        }
        true
    }

    /// What is on its way no longer counts, nor does what it was to take the place of.
    pub fn stop(&mut self) -> Option<Request> {
        self.playing = None;
        if self.newest.is_waiting() {
            self.run = Arc::default();
        }
        self.newest.stop()
    }

    /// Takes in an event; what is to be asked now.
    pub fn apply(&mut self, event: &Event, seed: u64, ids: &mut JobIds) -> Option<Request> {
        if let Event::Explored {
            job,
            event: ExploreEvent::Clustered(run),
        } = event
            && self.newest.is(*job)
        {
            self.run = Arc::new(run.clone());
            self.n_half_steps = self.n_half_steps.min(run.len());
        }
        match self.newest.has_ended(event) {
            true => self.ask(seed, ids),
            false => None,
        }
    }
}
