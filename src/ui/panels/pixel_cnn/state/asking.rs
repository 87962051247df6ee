//! The requests to the worker.

use super::{Drawing, MODEL, State};
use crate::protocol::{LookRequest, N_PIXELS, Request, SampleRequest};
use crate::ui::panels::pixel_cnn::Run;
use crate::ui::panels::pixel_cnn::run::Pace;

impl State {
    /// Sets the picture going.
    pub(super) fn run(&mut self, run: Run) -> Vec<Request> {
        self.run = run;
        self.failure = None;
        self.pace = Pace::starting();
        self.go_on()
    }

    /// Nothing moves any more, and no frame that may be on its way will count.
    pub(super) fn stop(&mut self) -> Vec<Request> {
        self.run = Run::Paused;
        self.cancel_drawing()
    }

    pub(super) fn cancel_drawing(&mut self) -> Vec<Request> {
        let Some(Drawing { job, .. }) = self.drawing.take() else {
            return vec![];
        };
        self.unseen.take_if(|unseen| *unseen == job);
        vec![Request::Cancel { job }]
    }

    /// Asks for the pixels that are due, unless some are on their way.
    pub(super) fn go_on(&mut self) -> Vec<Request> {
        if self.drawing.is_some() || !self.is_running() {
            return vec![];
        }
        let n_pixels = self.pixels.len();
        let until = match self.run {
            Run::Paused => n_pixels,
            Run::Playing => n_pixels + self.pace.take(self.speed, N_PIXELS - n_pixels),
            Run::Towards(goal) => usize::from(goal),
        };
        if until <= n_pixels {
            return vec![];
        }
        vec![self.draw(until)]
    }

    pub(super) fn draw(&mut self, until: usize) -> Request {
        let job = self.ids.next_id();
        self.drawing = Some(Drawing { job, until });
        if self.pointed.is_none() {
            // The next distribution on the screen is that of the pixels drawn now.
            self.looking = None;
        }
        Request::Sample(SampleRequest {
            job,
            model: MODEL,
            seed: self.seed,
            image: 0,
            temperatures: self.schedule.entries().to_vec(),
            pixels: self.pixels.clone(),
            until: until as u16,
        })
    }

    /// The distribution of the pixel pointed at or else of the last pixel drawn, as it was drawn,
    /// or of pixel 0.
    pub(super) fn look(&mut self) -> Request {
        let last = self.pixels.len().saturating_sub(1);
        let pixel = self.pointed.map_or(last, usize::from);
        self.look_at(pixel, self.schedule.at(pixel))
    }

    /// The distribution of the next pixel.
    pub(super) fn look_ahead(&mut self) -> Request {
        self.look_at(self.pixels.len(), self.temperature)
    }

    pub(super) fn load(&mut self) -> Request {
        let job = self.ids.next_id();
        Request::Load { job, model: MODEL }
    }

    fn look_at(&mut self, pixel: usize, temperature: f32) -> Request {
        let job = self.ids.next_id();
        self.looking = Some(job);
        Request::Look(LookRequest {
            job,
            model: MODEL,
            pixels: self.pixels.clone(),
            pixel: pixel as u16,
            temperature,
        })
    }
}
