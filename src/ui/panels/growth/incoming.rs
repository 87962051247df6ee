//! What the worker says.

use super::{Growth, Loaded, Run};
use crate::protocol::{Distribution, Event, JobId, ModelId, N_PIXELS, Request, Strip};

impl Growth {
    /// Takes in an event. One that belongs to no job that still counts changes nothing.
    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        match event {
            Event::Loaded {
                model: ModelId::PixelNet(model),
                n_parameters,
                receptive_field,
                masks,
            } if *model == self.model => {
                self.loaded = Some(Loaded {
                    n_parameters: *n_parameters,
                    receptive_field: *receptive_field,
                    masks: masks.clone(),
                });
            }
            Event::Sampled {
                job,
                first,
                strips,
                distribution,
            } => self.take_frame(*job, usize::from(*first), strips, distribution),
            Event::Looked { job, distribution } if self.looking == Some(*job) => {
                self.distribution = Some(distribution.clone());
            }
            Event::Done { job } | Event::Cancelled { job } => self.forget(*job),
            Event::Failed { job, .. } => {
                self.forget(*job);
                if self.ids.gave(*job) {
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
        strips: &[Strip],
        distribution: &Distribution,
    ) {
        let Some(drawing) = self.drawing.filter(|drawing| drawing.job == job) else {
            return;
        };
        self.unseen = Some(job);
        let length = strips.first().map_or(0, |strip| strip.pixels.len());
        let are_alike =
            (strips.iter()).all(|strip| strip.pixels.len() == length && strip.bits.len() == length);
        let (end, n_pixels) = (first + length, self.n_pixels());
        let fits = (self.n_given()..=n_pixels).contains(&first) && end <= drawing.until;
        if strips.len() != self.images.len() || !are_alike || !fits {
            return;
        }
        // After its worker's death a request may be answered twice: what is there already is
        // the same and stays.
        if end > n_pixels {
            let n_given = self.n_given();
            for (image, strip) in self.images.iter_mut().zip(strips) {
                image.pixels.truncate(first);
                image.pixels.extend_from_slice(&strip.pixels);
                image.bits.truncate(first - n_given);
                image.bits.extend_from_slice(&strip.bits);
            }
            if self.pointed.is_none() {
                self.distribution = Some(distribution.clone());
            }
        }
        if !self.is_complete() {
            self.temperature = self.schedule.at(self.n_pixels());
        }
        if self.n_pixels() >= drawing.until {
            self.drawing = None;
        }
        let goal = match self.run {
            Run::Towards(goal) => usize::from(goal),
            Run::Paused | Run::Playing => N_PIXELS,
        };
        if self.n_pixels() >= goal {
            self.run = Run::Paused;
        }
    }

    fn forget(&mut self, job: JobId) {
        self.drawing.take_if(|drawing| drawing.job == job);
        self.looking.take_if(|looking| *looking == job);
        self.unseen.take_if(|unseen| *unseen == job);
    }
}
