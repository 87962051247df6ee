//! What the worker says of a run.

use std::sync::Arc;

use super::run::{Asked, Diverged, Goal, Run, Sketches, Unseen};
use crate::protocol::{Event, JobId, Request};

impl Run {
    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some(asked) = event.job().and_then(|job| self.asked(job)) else {
            return vec![];
        };
        match event {
            Event::LatentTrained {
                n_steps,
                reconstruction,
                kl,
                ..
            } => {
                self.plan.n_steps = *n_steps;
                let step = n_steps.saturating_sub(1);
                self.plan.rates.was_made(step, asked.rate);
                self.plan.betas.was_made(step, asked.beta);
                self.history.learn(*n_steps as usize, *reconstruction, kl);
                self.see(asked.job, true)
            }
            Event::LatentSketched {
                n_steps,
                digits,
                reconstructions,
                samples,
                ..
            } => {
                self.sketches = Arc::new(Sketches {
                    n_steps: *n_steps,
                    digits: digits.clone(),
                    reconstructions: reconstructions.clone(),
                    samples: samples.clone(),
                });
                self.be_at(*n_steps, asked)
            }
            Event::Diverged { n_steps, kept, .. } => self.fall_back(
                asked,
                Diverged {
                    n_steps: *n_steps,
                    kept: *kept,
                },
            ),
            _ if event.ends_job() => self.end(asked.job, event),
            _ => vec![],
        }
    }

    fn see(&mut self, job: JobId, is_step: bool) -> Vec<Request> {
        if self.current == Some(job) {
            self.unseen = Some(Unseen { job, is_step });
        }
        vec![]
    }

    /// The worker's run is after `n_steps`. One that knows less than the page does is a new worker's,
    /// or another net was trained in between: it makes the steps again, with what they were made with.
    fn be_at(&mut self, n_steps: u32, asked: Asked) -> Vec<Request> {
        let is_behind = n_steps < self.plan.n_steps;
        if is_behind {
            self.plan.n_steps = n_steps;
            self.history.cut(n_steps as usize);
        }
        if is_behind && self.current == Some(asked.job) {
            return self.ask();
        }
        self.see(asked.job, false)
    }

    fn fall_back(&mut self, asked: Asked, diverged: Diverged) -> Vec<Request> {
        let (fits, rate, beta) = (self.fits(asked), self.rate(), self.beta());
        self.plan.n_steps = diverged.kept;
        self.history.cut(diverged.kept as usize);
        self.plan.rates.change_from(diverged.kept, rate);
        self.plan.betas.change_from(diverged.kept, beta);
        self.current.take_if(|current| *current == asked.job);
        self.unseen.take_if(|unseen| unseen.job == asked.job);
        // Where a slider has been moved since, the steps to come are others.
        if fits || self.goal.is_none() {
            // What is shown may be of weights that are no more.
            let until = diverged.kept;
            self.goal = Some(Goal {
                until,
                is_playing: false,
            });
        }
        self.diverged = Some(diverged);
        self.ask()
    }

    /// A job has ended: with its last step, by the visitor, or by a failure.
    fn end(&mut self, job: JobId, event: &Event) -> Vec<Request> {
        self.jobs.retain(|asked| asked.job != job);
        if self.is_sketch_owed && self.jobs.is_empty() {
            return self.go_to(self.plan.n_steps, false);
        }
        if self.current.take_if(|current| *current == job).is_none() {
            return vec![];
        }
        self.unseen = None;
        match event {
            Event::Done { .. } => {
                self.is_begun = true;
                let n_steps = self.plan.n_steps;
                self.goal.take_if(|goal| goal.until <= n_steps);
                self.ask()
            }
            // With its goal, for the next try.
            Event::Failed { .. } => vec![],
            _ => {
                self.goal = None;
                vec![]
            }
        }
    }
}
