//! The panel's state: what is on the screen, and what has been asked for.
//!
//! Nothing is computed ahead of what is shown: a request draws the pixels that are due now, and
//! names the pixels before them. `acts` is what the visitor does, `incoming` what the worker
//! says, `asking` the requests; each act returns the requests to send.

mod acts;
mod asking;
mod incoming;
#[cfg(test)]
mod tests;

use super::link::Link;
use super::run::{Pace, Run};
use super::schedule::Schedule;
use super::showing::Showing;
use crate::protocol::{Distribution, Failure, JobId, ModelId, N_PIXELS};
use crate::ui::client::JobIds;

const MODEL: ModelId = ModelId::PixelCnn;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    pub schedule: Schedule,
    /// For the next pixel; after the last one, for the next image.
    pub temperature: f32,
    /// Pixels a second, within [`SPEEDS`](super::SPEEDS) or infinite.
    pub speed: f64,
    /// The pixels on the screen.
    pub pixels: Vec<u8>,
    /// The surprise of each of `pixels`, at temperature 1.
    pub bits: Vec<f32>,
    /// Of the pixel pointed at, of the last pixel drawn, or of the next one.
    pub distribution: Option<Distribution>,
    pub showing: Showing,
    /// A finished pixel under the pointer or the keyboard's cursor.
    pointed: Option<u16>,
    /// Bytes of the weights as they come, and of how many.
    pub loading: Option<(u64, Option<u64>)>,
    pub loaded: Option<Loaded>,
    /// Why the last request failed. Until the visitor asks again, nothing moves by itself.
    pub failure: Option<Failure>,
    run: Run,
    pace: Pace,
    ids: JobIds,
    drawing: Option<Drawing>,
    looking: Option<JobId>,
    /// The job whose newest frame is yet to be seen.
    unseen: Option<JobId>,
}

/// What is known of the model once its weights are there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Loaded {
    pub n_parameters: u64,
    pub receptive_field: u32,
}

/// Pixels that are on their way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawing {
    job: JobId,
    until: usize,
}

impl State {
    pub fn new(ids: JobIds) -> Self {
        let Link {
            seed,
            schedule,
            speed,
            ..
        } = Link::default();
        Self {
            seed,
            temperature: schedule.at(0),
            schedule,
            speed,
            pixels: vec![],
            bits: vec![],
            distribution: None,
            showing: Showing::default(),
            pointed: None,
            loading: None,
            loaded: None,
            failure: None,
            run: Run::Paused,
            pace: Pace::default(),
            ids,
            drawing: None,
            looking: None,
            unseen: None,
        }
    }

    /// The address of what is shown, or, while a link is being reopened, of what will be.
    pub fn link(&self) -> Link {
        let at = match self.run {
            Run::Towards(goal) if usize::from(goal) < N_PIXELS => goal,
            _ => self.position(),
        };
        Link {
            seed: self.seed,
            at,
            schedule: self.schedule.clone(),
            speed: self.speed,
            showing: self.showing,
        }
    }

    /// Whether there is nothing on the screen and nothing on its way.
    pub fn is_blank(&self) -> bool {
        self.distribution.is_none() && self.drawing.is_none() && self.looking.is_none()
    }

    /// Whether pixels come without a further touch.
    pub fn is_running(&self) -> bool {
        self.run != Run::Paused && self.failure.is_none()
    }

    /// Whether [`State::tick`] has something to do at the next frame.
    pub fn needs_frames(&self) -> bool {
        self.is_running() || self.unseen.is_some()
    }

    fn is_complete(&self) -> bool {
        self.pixels.len() >= N_PIXELS
    }

    /// Raster index of the next pixel.
    fn position(&self) -> u16 {
        self.pixels.len() as u16
    }
}
