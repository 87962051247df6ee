//! What the worker says.

use super::{Loaded, MODEL, State};
use crate::protocol::{Distribution, Event, JobId, N_PIXELS, Request};
use crate::ui::panels::pixel_cnn::Run;

impl State {
    /// Takes in an event. One that belongs to no job that still counts changes nothing.
    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        match event {
            Event::Loading {
                model: MODEL,
                received,
                total,
            } => self.loading = Some((*received, *total)),
            Event::Loaded {
                model: MODEL,
                n_parameters,
                receptive_field,
            } => {
                self.loading = None;
                self.loaded = Some(Loaded {
                    n_parameters: *n_parameters,
                    receptive_field: *receptive_field,
                });
            }
            Event::Sampled {
                job,
                first,
                pixels,
                bits,
                distribution,
            } => self.take_frame(*job, usize::from(*first), pixels, bits, distribution),
            Event::Looked { job, distribution } if self.looking == Some(*job) => {
                self.distribution = Some(distribution.clone());
            }
            Event::Done { job } | Event::Cancelled { job } => self.forget(*job),
            Event::Failed { job, failure } => {
                self.forget(*job);
                if self.ids.gave(*job) {
                    self.loading = None;
                    self.failure = Some(failure.clone());
                    return self.cancel_drawing();
                }
            }
            _ => {}
        }
        vec![]
    }

    fn take_frame(
        &mut self,
        job: JobId,
        first: usize,
        pixels: &[u8],
        bits: &[f32],
        distribution: &Distribution,
    ) {
        let Some(drawing) = self.drawing.filter(|drawing| drawing.job == job) else {
            return;
        };
        self.unseen = Some(job);
        let end = first + pixels.len();
        let n_pixels = self.pixels.len();
        if first > n_pixels || end > drawing.until || bits.len() != pixels.len() {
            return;
        }
        // After its worker's death a request may be answered twice: what is there already is
        // the same and stays.
        if end > n_pixels {
            self.pixels.truncate(first);
            self.pixels.extend_from_slice(pixels);
            self.bits.truncate(first);
            self.bits.extend_from_slice(bits);
            if self.pointed.is_none() {
                self.distribution = Some(distribution.clone());
            }
        }
        if !self.is_complete() {
            self.temperature = self.schedule.at(self.pixels.len());
        }
        if self.pixels.len() >= drawing.until {
            self.drawing = None;
        }
        let goal = match self.run {
            Run::Towards(goal) => usize::from(goal),
            Run::Paused | Run::Playing => N_PIXELS,
        };
        if self.pixels.len() >= goal {
            self.run = Run::Paused;
        }
    }

    fn forget(&mut self, job: JobId) {
        self.drawing.take_if(|drawing| drawing.job == job);
        self.looking.take_if(|looking| *looking == job);
        self.unseen.take_if(|unseen| *unseen == job);
    }
}
