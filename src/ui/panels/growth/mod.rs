//! Images that grow pixel by pixel: what is on the screen, and what has been asked for.
//!
//! Nothing is computed ahead of what is shown: a request draws the pixels that are due now, and
//! names the pixels before them. `acts` is what the visitor does, `incoming` what the worker
//! says, `asking` the requests; each act returns the requests to send. Which net draws them is said
//! once; what its panels share of their views is here too.

mod acts;
mod asking;
mod bars;
#[cfg(feature = "ui")]
mod controls;
#[cfg(feature = "ui")]
mod distribution;
mod growing;
mod incoming;
#[cfg(feature = "ui")]
mod inspector;
mod link;
mod reading;
mod run;
mod schedule;
#[cfg(feature = "ui")]
mod stage;
#[cfg(test)]
mod tests;
#[cfg(feature = "ui")]
mod tries;

pub use bars::Bars;
#[cfg(feature = "ui")]
pub use controls::{Act, Controls, SamplingTransport, Sheet, Temperature};
#[cfg(feature = "ui")]
pub use distribution::DistributionChart;
pub use growing::Growing;
#[cfg(feature = "ui")]
pub use inspector::{Inspector, Surprise};
pub use link::N_IMAGES;
pub use reading::{Place, Reading, digest, running_mean};
pub use run::{Pace, Run};
pub use schedule::Schedule;
#[cfg(feature = "ui")]
pub use stage::{GrowingImage, field, marked, on_point};
#[cfg(feature = "ui")]
pub use tries::{about_model, tries};

use std::ops::RangeInclusive;

use crate::protocol::{Distribution, JobId, Mask, N_PIXELS, PixelNet};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;
use crate::ui::widgets::transport::FASTEST_PACED;

/// Pixels a second, from the slowest to the fastest that is still counted; beyond it the
/// pictures grow as fast as they can, which is written as `max` and held as infinity.
pub const SPEEDS: RangeInclusive<f64> = 1.0..=FASTEST_PACED;

/// What is to be on the screen: all that it takes to have the same images again.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub seed: u64,
    pub n_images: usize,
    /// Pixels on the screen, `0..=N_PIXELS`.
    pub at: u16,
    pub schedule: Schedule,
    /// Pixels a second, within [`SPEEDS`] or infinite.
    pub speed: f64,
    /// The image that is looked at.
    pub watched: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            seed: 7,
            n_images: 1,
            at: 0,
            schedule: Schedule::constant(1.0),
            speed: 60.0,
            watched: 0,
        }
    }
}

/// One image.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Grown {
    /// The given pixels, then those drawn.
    pub pixels: Vec<u8>,
    /// The surprise of each pixel drawn, at temperature 1.
    pub bits: Vec<f32>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// What draws.
    model: PixelNet,
    pub seed: u64,
    pub schedule: Schedule,
    /// For the next pixel; after the last one, for the next images.
    pub temperature: f32,
    /// Pixels a second, within [`SPEEDS`] or infinite.
    pub speed: f64,
    /// At least one, all as far as each other.
    pub images: Vec<Grown>,
    /// Pixels that every image begins with.
    start: Vec<u8>,
    /// The image that is looked at.
    pub watched: usize,
    /// Of the image that is looked at: of the pixel pointed at, of the last one, or of the next.
    pub distribution: Option<Distribution>,
    /// A finished pixel under the pointer or the keyboard's cursor.
    pointed: Option<u16>,
    pub loaded: Option<Loaded>,
    /// Until the visitor asks again after a failure, nothing moves by itself.
    pub trouble: Trouble,
    run: Run,
    pace: Pace,
    ids: JobIds,
    drawing: Option<Drawing>,
    looking: Option<JobId>,
    /// The job whose newest frame is yet to be seen.
    unseen: Option<JobId>,
}

/// What is known of the model once its weights are there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    pub n_parameters: u64,
    pub receptive_field: u32,
    /// Of each layer.
    pub masks: Vec<Mask>,
}

/// Pixels that are on their way.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Drawing {
    job: JobId,
    until: usize,
}

impl Growth {
    pub fn new(model: PixelNet, ids: JobIds) -> Self {
        let plan = Plan::default();
        Self {
            model,
            seed: plan.seed,
            temperature: plan.schedule.at(0),
            schedule: plan.schedule,
            speed: plan.speed,
            images: vec![Grown::default(); plan.n_images],
            start: vec![],
            watched: plan.watched,
            distribution: None,
            pointed: None,
            loaded: None,
            trouble: Trouble::default(),
            run: Run::Paused,
            pace: Pace::default(),
            ids,
            drawing: None,
            looking: None,
            unseen: None,
        }
    }

    /// What is shown, or, while a link is being reopened, what will be.
    pub fn plan(&self) -> Plan {
        let at = match self.run {
            Run::Towards(goal) if usize::from(goal) < N_PIXELS => goal,
            _ => self.position(),
        };
        Plan {
            seed: self.seed,
            n_images: self.images.len(),
            at,
            schedule: self.schedule.clone(),
            speed: self.speed,
            watched: self.watched,
        }
    }

    /// The pixels of the image that is looked at.
    pub fn pixels(&self) -> &[u8] {
        self.images
            .get(self.watched)
            .map_or(&[], |image| &image.pixels)
    }

    /// The surprise of each pixel drawn of the image that is looked at.
    pub fn bits(&self) -> &[f32] {
        self.images
            .get(self.watched)
            .map_or(&[], |image| &image.bits)
    }

    /// Pixels on the screen, of each image.
    pub fn n_pixels(&self) -> usize {
        self.images.first().map_or(0, |image| image.pixels.len())
    }

    /// Pixels that every image begins with.
    pub const fn n_given(&self) -> usize {
        self.start.len()
    }

    /// Whether there is nothing on the screen and nothing on its way.
    pub fn is_blank(&self) -> bool {
        self.distribution.is_none() && self.drawing.is_none() && self.looking.is_none()
    }

    /// Whether pixels come without a further touch.
    pub fn is_running(&self) -> bool {
        self.run != Run::Paused && self.trouble.failure.is_none()
    }

    /// Whether [`Growth::tick`] has something to do at the next frame.
    pub fn needs_frames(&self) -> bool {
        self.is_running() || self.unseen.is_some()
    }

    pub fn is_complete(&self) -> bool {
        self.n_pixels() >= N_PIXELS
    }

    /// Raster index of the next pixel.
    fn position(&self) -> u16 {
        self.n_pixels() as u16
    }
}
