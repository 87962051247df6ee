//! What the visitor does.

use super::{Grown, Growth, Plan, Run, SPEEDS, Schedule};
use crate::protocol::{MOST_IMAGES, N_PIXELS, Request};

impl Growth {
    /// Shows what a plan says, from `start` on.
    pub fn open(&mut self, plan: Plan, start: Vec<u8>) -> Vec<Request> {
        let mut requests = self.stop();
        self.seed = plan.seed;
        self.speed = plan.speed;
        self.images = vec![Grown::default(); plan.n_images.clamp(1, MOST_IMAGES)];
        self.watched = plan.watched.min(self.images.len() - 1);
        self.start = start;
        self.start.truncate(N_PIXELS);
        self.begin_again(plan.schedule);
        self.trouble.failure = None;
        if self.loaded.is_none() {
            requests.push(self.load());
        }
        if usize::from(plan.at) <= self.n_given() {
            requests.push(self.look());
        } else {
            requests.extend(self.run(Run::Towards(plan.at)));
        }
        requests
    }

    /// Asks again after a failure, and goes on as before it.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble.failure = None;
        let mut requests = vec![self.load()];
        if self.is_running() {
            requests.extend(self.run(self.run));
        } else if self.distribution.is_none() {
            requests.push(self.look());
        }
        requests
    }

    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if self.is_running() {
            let mut requests = self.stop();
            if self.distribution.is_none() {
                requests.push(self.look());
            }
            return requests;
        }
        if self.is_complete() {
            self.begin_again(Schedule::constant(self.temperature));
        }
        self.run(Run::Playing)
    }

    /// One pixel on. Steps that come faster than pixels add up.
    pub fn step(&mut self) -> Vec<Request> {
        let asked_for = match self.drawing {
            Some(drawing) if !self.is_running() => drawing.until,
            _ => self.n_pixels(),
        };
        let mut requests = self.stop();
        if !self.is_complete() {
            self.trouble.failure = None;
            requests.push(self.draw((asked_for + 1).min(N_PIXELS)));
        }
        requests
    }

    /// One pixel back; the temperatures stay, so that the next step draws it again.
    pub fn step_back(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        if self.n_pixels() > self.n_given() {
            for image in &mut self.images {
                image.pixels.pop();
                image.bits.pop();
            }
            let n_pixels = self.n_pixels();
            self.pointed.take_if(|at| usize::from(*at) >= n_pixels);
            self.temperature = self.schedule.at(n_pixels);
            requests.push(self.look());
        }
        requests
    }

    /// The same images from their first pixel on, at the temperature that is set now.
    pub fn restart(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        self.begin_again(Schedule::constant(self.temperature));
        requests.push(self.look());
        requests
    }

    /// All pixels that are left, as fast as they come.
    pub fn to_end(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        if !self.is_complete() {
            requests.extend(self.run(Run::Towards(N_PIXELS as u16)));
        }
        requests
    }

    /// Other images, from their first pixel on; what was playing plays on.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        let run = self.run;
        let mut requests = self.stop();
        self.seed = seed;
        self.begin_again(Schedule::constant(self.temperature));
        if run == Run::Paused {
            requests.push(self.look());
        } else {
            requests.extend(self.run(run));
        }
        requests
    }

    /// More of the seed's images side by side, or fewer; they grow to where the first one is.
    pub fn set_n_images(&mut self, n_images: usize) -> Vec<Request> {
        let plan = Plan {
            n_images,
            ..self.plan()
        };
        self.open(plan, self.start.clone())
    }

    /// Looks at another of the images.
    pub fn watch(&mut self, image_idx: usize) -> Vec<Request> {
        if image_idx >= self.images.len() || image_idx == self.watched {
            return vec![];
        }
        self.watched = image_idx;
        // What is being drawn was asked for with the other image in view.
        let mut requests = self.cancel_drawing();
        requests.push(self.look());
        requests.extend(self.go_on());
        requests
    }

    /// Changes the pixels to come, and none that is there; and the distribution that is shown.
    pub fn set_temperature(&mut self, temperature: f32) -> Vec<Request> {
        if self.is_complete() {
            self.temperature = Schedule::constant(temperature).at(0);
            return vec![self.look_tempered()];
        }
        let mut requests = self.cancel_drawing();
        self.schedule.change_from(self.position(), temperature);
        self.temperature = self.schedule.at(self.n_pixels());
        if self.run != Run::Paused {
            requests.extend(self.go_on());
        } else if self.pointed.is_some() {
            requests.push(self.look_tempered());
        } else {
            requests.push(self.look_ahead());
        }
        requests
    }

    /// Shows the softmax of a finished pixel, or again that of the last one.
    pub fn point_at(&mut self, pixel: Option<u16>) -> Vec<Request> {
        let pixel = pixel.filter(|at| usize::from(*at) < self.n_pixels());
        if pixel == self.pointed {
            return vec![];
        }
        self.pointed = pixel;
        if self.trouble.failure.is_some() {
            return vec![];
        }
        vec![self.look()]
    }

    pub fn set_speed(&mut self, speed: f64) -> Vec<Request> {
        self.speed = if speed.is_finite() {
            speed.clamp(*SPEEDS.start(), *SPEEDS.end())
        } else {
            f64::INFINITY
        };
        let draws_to_the_end = self
            .drawing
            .is_some_and(|drawing| drawing.until == N_PIXELS);
        if self.run == Run::Playing && draws_to_the_end {
            return self.cancel_drawing();
        }
        vec![]
    }

    /// A frame of the screen: the newest pixels have been seen, and time has passed.
    pub fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        let seen = self.unseen.take();
        let mut requests: Vec<_> = seen.map(|job| Request::Ack { job }).into_iter().collect();
        if self.run == Run::Playing {
            self.pace.pass(elapsed_ms, self.speed);
        }
        requests.extend(self.go_on());
        requests
    }

    /// The panel goes: the worker need not finish anything for it.
    pub fn close(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        if self.pointed.take().is_some() {
            // The next time, the last pixel's.
            self.distribution = None;
        }
        if let Some(job) = self.looking.take() {
            // What is on the screen is not of the pixel that it should be of.
            self.distribution = None;
            requests.push(Request::Cancel { job });
        }
        requests
    }

    /// Back to the first pixel that is not given.
    fn begin_again(&mut self, schedule: Schedule) {
        self.schedule = schedule;
        self.temperature = self.schedule.at(self.n_given());
        for image in &mut self.images {
            image.pixels.clone_from(&self.start);
            image.bits.clear();
        }
        self.distribution = None;
        self.pointed = None;
    }
}
