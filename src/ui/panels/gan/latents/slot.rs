//! A picture of the page whose images the generator makes.

use std::sync::Arc;

use crate::protocol::{Event, GanAct, GanEvent, GanLatents, GanRequest, GanRun, Request};
use crate::ui::client::JobIds;
use crate::ui::panels::Newest;

/// The newest images that have come, and what brings the next ones.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    pub images: Arc<Images>,
    /// As requests name it.
    picture: u8,
    newest: Newest,
    /// What was asked for last, whether or not it is on its way yet.
    wanted: Option<GanLatents>,
    /// What is on its way.
    asked: Option<GanLatents>,
}

/// What the pair makes of some noise, and thinks of it; one after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Images {
    /// Where it was drawn: the seed.
    pub seed: Option<u64>,
    pub latents: Vec<f32>,
    pub pixels: Vec<u8>,
    /// What the discriminator says of each.
    pub logits: Vec<f32>,
}

impl Slot {
    pub fn new(picture: u8) -> Self {
        Self {
            images: Arc::default(),
            picture,
            newest: Newest::default(),
            wanted: None,
            asked: None,
        }
    }

    /// Whether the images are not, or not yet, those that were asked for last.
    pub const fn is_waiting(&self) -> bool {
        self.newest.is_waiting()
    }

    /// Whether what was asked for last is there.
    pub fn is_settled(&self) -> bool {
        !self.is_waiting() && !self.images.pixels.is_empty()
    }

    /// Asks for other images, at once or after those on their way.
    pub fn ask(&mut self, latents: GanLatents, run: &GanRun, ids: &mut JobIds) -> Option<Request> {
        self.wanted = Some(latents);
        self.ask_wanted(run, ids)
    }

    /// Asks for the images that were wanted while others were on their way.
    pub fn ask_wanted(&mut self, run: &GanRun, ids: &mut JobIds) -> Option<Request> {
        let latents = self.wanted.clone()?;
        let job = self.newest.ask(ids)?;
        self.asked = Some(latents.clone());
        Some(Request::Gan(GanRequest {
            job,
            run: run.clone(),
            act: GanAct::Generate {
                latents,
                picture: self.picture,
            },
        }))
    }

    /// Takes in an event; whether its images have come.
    pub fn take(&mut self, event: &Event) -> bool {
        let Event::Gan {
            job,
            event:
                GanEvent::Generated {
                    latents,
                    pixels,
                    logits,
                    ..
                },
        } = event
        else {
            return false;
        };
        if !self.newest.is(*job) {
            return false;
        }
        self.images = Arc::new(Images {
            seed: match self.asked.take() {
                Some(GanLatents::Normal { seed, .. }) => Some(seed),
                _ => None,
            },
            latents: latents.clone(),
            pixels: pixels.clone(),
            logits: logits.clone(),
        });
        true
    }

    /// Hears of a job's end; whether it is time for [`Self::ask_wanted`].
    pub fn has_ended(&mut self, event: &Event) -> bool {
        self.newest.has_ended(event)
    }

    /// What is on its way no longer counts.
    pub fn stop(&mut self) -> Option<Request> {
        self.wanted = None;
        self.asked = None;
        self.newest.stop()
    }
}
