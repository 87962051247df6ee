//! A picture of the page whose images the decoder makes.

use std::sync::Arc;

use crate::protocol::{Codes, DecodeRequest, Event, JobId, LatentModel, Pixels, Request, VaeId};
use crate::ui::client::JobIds;

/// The newest images that have come, and what brings the next ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// One after the other.
    pub codes: Arc<Vec<f32>>,
    pub pixels: Arc<Vec<u8>>,
    /// As requests name it.
    picture: u8,
    asked: Option<JobId>,
}

impl Slot {
    pub fn new(picture: u8) -> Self {
        Self {
            codes: Arc::default(),
            pixels: Arc::default(),
            picture,
            asked: None,
        }
    }

    pub const fn is_waiting(&self) -> bool {
        self.asked.is_some()
    }

    pub fn is_blank(&self) -> bool {
        self.pixels.is_empty() && !self.is_waiting()
    }

    /// Asks for other images; an older answer no longer counts.
    pub fn ask(&mut self, model: VaeId, codes: Codes, pixels: Pixels, ids: &mut JobIds) -> Request {
        let job = ids.next_id();
        self.asked = Some(job);
        Request::Decode(DecodeRequest {
            job,
            model: LatentModel::Vae(model),
            codes,
            pixels,
            picture: self.picture,
        })
    }

    /// Takes in an event; whether its images have come.
    pub fn apply(&mut self, event: &Event) -> bool {
        let Some(asked) = self.asked.filter(|job| event.job() == Some(*job)) else {
            return false;
        };
        match event {
            Event::Decoded { codes, pixels, .. } => {
                self.asked = None;
                self.codes = Arc::new(codes.clone());
                self.pixels = Arc::new(pixels.clone());
                true
            }
            event => {
                if event.ends_job() {
                    self.asked.take_if(|job| *job == asked);
                }
                false
            }
        }
    }

    /// Nothing is there and nothing on its way.
    pub fn clear(&mut self) -> Option<Request> {
        let asked = self.asked;
        *self = Self::new(self.picture);
        asked.map(|job| Request::Cancel { job })
    }
}
