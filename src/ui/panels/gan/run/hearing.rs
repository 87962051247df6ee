//! What the worker says of a run.

use std::sync::Arc;

use super::state::{Asked, Diverged, Run, Sketch, Unseen};
use crate::protocol::{Event, GanEvent, JobId, Request};

impl Run {
    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some(asked) = event.job().and_then(|job| self.asked(job)) else {
            return vec![];
        };
        match event {
            Event::Gan { event, .. } => self.hear(asked, event),
            Event::Progressed { part, .. } => {
                if self.current == Some(asked.job) {
                    self.again = Some(*part);
                }
                self.see(asked.job, false)
            }
            _ if event.ends_job() => self.end(asked.job, event),
            _ => vec![],
        }
    }

    fn hear(&mut self, asked: Asked, event: &GanEvent) -> Vec<Request> {
        if self.current == Some(asked.job) {
            self.again = None;
        }
        match event {
            GanEvent::Trained {
                n_steps,
                discriminator,
                generator,
            } => {
                if *n_steps != self.n_steps() + 1 {
                    return self.be_elsewhere(*n_steps, asked.job);
                }
                self.plan
                    .past
                    .push_step(asked.next.turn, asked.next.settings);
                if asked.is_ahead && self.current == Some(asked.job) {
                    self.ahead.shorten_first(1);
                }
                let (discriminator, generator) = (discriminator.as_ref(), generator.as_ref());
                self.history
                    .learn(*n_steps as usize, discriminator, generator);
                self.see(asked.job, true)
            }
            GanEvent::Sketched {
                n_steps,
                pixels,
                logits,
                classes,
                verdict,
            } => {
                if *n_steps != self.n_steps() {
                    return self.be_elsewhere(*n_steps, asked.job);
                }
                let sketch = Arc::new(Sketch {
                    n_steps: *n_steps,
                    pixels: pixels.clone(),
                    logits: logits.clone(),
                    classes: classes.clone(),
                    verdict: verdict.clone(),
                });
                self.gallery.keep(Arc::clone(&sketch));
                self.sketch = Some(sketch);
                self.see(asked.job, false)
            }
            GanEvent::Diverged { n_steps, kept } => self.fall_back(
                asked.job,
                Diverged {
                    n_steps: *n_steps,
                    kept: *kept,
                },
            ),
            _ => vec![],
        }
    }

    fn see(&mut self, job: JobId, is_step: bool) -> Vec<Request> {
        if self.current == Some(job) {
            self.unseen = Some(Unseen { job, is_step });
        }
        vec![]
    }

    /// The worker's run is after `n_steps`, and the page's is not. A new worker knows no more than the
    /// request said that the old one had: it is asked with all that has been made since.
    fn be_elsewhere(&mut self, n_steps: u32, job: JobId) -> Vec<Request> {
        match self.current == Some(job) {
            true if n_steps < self.n_steps() => self.ask(),
            true => self.ask_anew(),
            false => vec![],
        }
    }

    fn fall_back(&mut self, job: JobId, diverged: Diverged) -> Vec<Request> {
        self.jobs.retain(|asked| asked.job != job);
        self.current.take_if(|current| *current == job);
        let mut requests = self.stop();
        self.plan.past.cut(diverged.kept);
        self.history.cut(diverged.kept as usize);
        self.gallery.cut(diverged.kept);
        self.diverged = Some(diverged);
        // What is shown may be of weights that are no more.
        requests.extend(self.ask());
        requests
    }

    /// A job has ended: with its last step, by the visitor, or by a failure.
    fn end(&mut self, job: JobId, event: &Event) -> Vec<Request> {
        self.jobs.retain(|asked| asked.job != job);
        if self.is_sketch_owed && self.jobs.is_empty() {
            return self.ask();
        }
        if self.current.take_if(|current| *current == job).is_none() {
            return vec![];
        }
        self.unseen = None;
        self.again = None;
        match event {
            Event::Done { .. } => self.go_on(),
            // With what lies ahead, for the next try.
            Event::Failed { .. } => vec![],
            _ => {
                self.stop();
                vec![]
            }
        }
    }

    fn go_on(&mut self) -> Vec<Request> {
        if self.n_steps() >= super::LAST_STEP {
            self.stop();
        }
        if self.ahead.n_steps() > 0 || self.is_playing {
            return self.ask();
        }
        self.reopening = None;
        vec![]
    }
}
