//! What the visitor does.

use super::State;
use crate::protocol::{N_PIXELS, Request};
use crate::ui::panels::pixel_cnn::{Link, Run, SPEEDS, Schedule, Showing};

impl State {
    /// Shows what an address says.
    pub fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.stop();
        self.seed = link.seed;
        self.speed = link.speed;
        self.showing = link.showing;
        self.begin_again(link.schedule);
        self.failure = None;
        if self.loaded.is_none() {
            requests.push(self.load());
        }
        if link.at == 0 {
            requests.push(self.look());
        } else {
            requests.extend(self.run(Run::Towards(link.at)));
        }
        requests
    }

    /// Asks again after a failure, and goes on as before it.
    pub fn retry(&mut self) -> Vec<Request> {
        self.failure = None;
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
            _ => self.pixels.len(),
        };
        let mut requests = self.stop();
        if !self.is_complete() {
            self.failure = None;
            requests.push(self.draw((asked_for + 1).min(N_PIXELS)));
        }
        requests
    }

    /// One pixel back; the temperatures stay, so that the next step draws it again.
    pub fn step_back(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        if self.pixels.pop().is_some() {
            self.bits.truncate(self.pixels.len());
            self.pointed
                .take_if(|at| usize::from(*at) >= self.pixels.len());
            self.temperature = self.schedule.at(self.pixels.len());
            requests.push(self.look());
        }
        requests
    }

    /// The same image from its first pixel on, at the temperature that is set now.
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

    /// Another image, from its first pixel on; what was playing plays on.
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

    /// Changes the pixels to come, and none that is there.
    pub fn set_temperature(&mut self, temperature: f32) -> Vec<Request> {
        if self.is_complete() {
            self.temperature = Schedule::constant(temperature).at(0);
            return vec![];
        }
        let mut requests = self.cancel_drawing();
        self.schedule.change_from(self.position(), temperature);
        self.temperature = self.schedule.at(self.pixels.len());
        if self.run == Run::Paused {
            requests.push(self.look_ahead());
        } else {
            requests.extend(self.go_on());
        }
        requests
    }

    pub const fn show(&mut self, showing: Showing) -> Vec<Request> {
        self.showing = showing;
        vec![]
    }

    /// Shows the softmax of a finished pixel, or again that of the last one.
    pub fn point_at(&mut self, pixel: Option<u16>) -> Vec<Request> {
        let pixel = pixel.filter(|at| usize::from(*at) < self.pixels.len());
        if pixel == self.pointed {
            return vec![];
        }
        self.pointed = pixel;
        if self.failure.is_some() {
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

    /// Back to pixel 0.
    fn begin_again(&mut self, schedule: Schedule) {
        self.schedule = schedule;
        self.temperature = self.schedule.at(0);
        self.pixels.clear();
        self.bits.clear();
        self.distribution = None;
        self.pointed = None;
    }
}
