//! The requests to the worker.

use super::{Drawing, Growth, Pace, Run};
use crate::protocol::{Asset, LookRequest, N_PIXELS, Request, SampleRequest};

impl Growth {
    /// Sets the picture going.
    pub(super) fn run(&mut self, run: Run) -> Vec<Request> {
        self.run = run;
        self.trouble.failure = None;
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
        let n_pixels = self.n_pixels();
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
            model: self.model,
            seed: self.seed,
            images: (0..self.images.len() as u32).collect(),
            temperatures: self.schedule.entries().to_vec(),
            pixels: self
                .images
                .iter()
                .map(|image| image.pixels.clone())
                .collect(),
            until: until as u16,
            watched: self.watched as u16,
        })
    }

    /// The distribution of the pixel pointed at or else of the last pixel drawn, as it was drawn,
    /// or of pixel 0.
    pub(super) fn look(&mut self) -> Request {
        let pixel = self.pixel_in_view();
        self.look_at(pixel, self.schedule.at(pixel))
    }

    /// The same at the temperature that is set now.
    pub(super) fn look_tempered(&mut self) -> Request {
        self.look_at(self.pixel_in_view(), self.temperature)
    }

    /// The pixel pointed at, or else the last one; before there is any, the first.
    pub fn pixel_in_view(&self) -> usize {
        let last = self.n_pixels().saturating_sub(1);
        self.pointed.map_or(last, usize::from)
    }

    /// The distribution of the next pixel.
    pub(super) fn look_ahead(&mut self) -> Request {
        self.look_at(self.n_pixels(), self.temperature)
    }

    pub(super) fn load(&mut self) -> Request {
        let job = self.ids.next_id();
        let asset = Asset::Weights(self.model.id());
        Request::Load { job, asset }
    }

    fn look_at(&mut self, pixel: usize, temperature: f32) -> Request {
        let job = self.ids.next_id();
        self.looking = Some(job);
        Request::Look(LookRequest {
            job,
            model: self.model,
            pixels: self.pixels().to_vec(),
            pixel: pixel as u16,
            temperature,
        })
    }
}
