//! Four views of what the decoder makes of latents.

mod asking;
mod panel_state;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::link::{N_DRAWS, N_SAMPLES};
use super::{Link, Show, Slot};
use crate::plot::Ellipse;
use crate::protocol::{ImageSet, JobId, Request, VaeId};
use crate::ui::client::JobIds;
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{Swing, Trouble};

/// Images on the way from one image to another, both ends among them.
pub const N_STEPS: usize = 11;

/// One of the two images between which there is a way.
#[derive(Debug, Clone, PartialEq)]
pub struct End {
    pub source: Source,
    /// Its posterior's mean, once it is encoded.
    pub mean: Option<Arc<Vec<f32>>>,
    /// As the encoder sees it: zeros and ones.
    pub seen: Arc<Vec<u8>>,
}

impl End {
    fn new(source: Source) -> Self {
        Self {
            source,
            mean: None,
            seen: Arc::default(),
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    pub model: VaeId,
    pub show: Show,
    pub chosen: usize,
    pub ends: [End; 2],
    /// Which of the ends is being chosen.
    pub picked: usize,
    pub along: f32,
    pub at: [f32; 2],
    pub has_posteriors: bool,
    pub draw: usize,
    /// Samples from the prior.
    pub samples: Slot,
    /// Images on the way, and the one that is seen large.
    pub steps: Slot,
    pub step: Slot,
    /// All of the manifold, and the image at the pointer.
    pub tiles: Slot,
    pub pointed: Slot,
    /// The decoder's mean, and draws of pixels from it.
    pub mean: Slot,
    pub draws: Slot,
    /// Posteriors of the test digits on the manifold.
    pub ellipses: Arc<Vec<Ellipse>>,
    pub sets: Sets,
    /// How the way is walked, where it is: rising towards the second image.
    walk: Option<Swing>,
    /// The job that encodes an end, and which.
    encoding: Option<(JobId, usize)>,
    /// Brings the posteriors.
    placing: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

impl State {
    pub fn set_show(&mut self, show: Show) -> Vec<Request> {
        let mut requests = self.stop();
        self.show = show;
        requests.extend(self.enter());
        requests
    }

    pub fn set_model(&mut self, model: VaeId) -> Vec<Request> {
        let mut requests = self.stop();
        self.model = model;
        requests.extend(self.forget());
        requests.extend(self.enter());
        requests
    }

    /// Other samples, or another sample whose pixels are drawn.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        self.enter()
    }

    pub fn redraw(&mut self) -> Vec<Request> {
        self.set_seed(self.seed.wrapping_add(1))
    }

    pub fn choose(&mut self, sample: usize) -> Vec<Request> {
        self.chosen = sample.min(N_SAMPLES - 1);
        vec![]
    }

    pub fn choose_draw(&mut self, draw: usize) -> Vec<Request> {
        self.draw = draw.min(N_DRAWS - 1);
        vec![]
    }

    /// Which of the ends the picker chooses from now on.
    pub fn pick(&mut self, end: usize) -> Vec<Request> {
        self.picked = end.min(1);
        vec![]
    }

    /// Another image at the end that is being chosen.
    pub fn set_end(&mut self, source: Source) -> Vec<Request> {
        let end = &mut self.ends[self.picked];
        end.source = source;
        end.mean = None;
        self.encode()
    }

    pub fn swap_ends(&mut self) -> Vec<Request> {
        self.ends.swap(0, 1);
        // An encoding on its way is of the other end now.
        if let Some((_, end)) = &mut self.encoding {
            *end = 1 - *end;
        }
        self.ask_way()
    }

    /// Another place on the way.
    pub fn set_along(&mut self, along: f32) -> Vec<Request> {
        self.walk = None;
        self.go_along(along)
    }

    /// Walks to and fro, or stands.
    pub fn play_or_pause(&mut self) -> Vec<Request> {
        self.walk = match self.walk {
            Some(_) => None,
            None => Some(Swing {
                is_rising: self.along < 1.0,
            }),
        };
        vec![]
    }

    pub const fn is_walking(&self) -> bool {
        self.walk.is_some()
    }

    /// Another place on the manifold, in shares of the prior.
    pub fn point_at(&mut self, at: [f32; 2]) -> Vec<Request> {
        let at = at.map(|share| (share.clamp(0.0, 1.0) * 1e3).round() / 1e3);
        if at == self.at && !self.pointed.is_blank() {
            return vec![];
        }
        self.at = at;
        self.ask_pointed()
    }

    pub fn show_posteriors(&mut self, has_posteriors: bool) -> Vec<Request> {
        self.has_posteriors = has_posteriors;
        vec![]
    }

    /// Shows something in one go, as a link would.
    pub fn go_to(&mut self, show: Show, model: VaeId) -> Vec<Request> {
        match model == self.model {
            true => self.set_show(show),
            false => {
                self.show = show;
                self.set_model(model)
            }
        }
    }

    /// Whether what is in sight is not yet what is asked for.
    pub fn is_settled(&self) -> bool {
        let are_there = |slots: &[&Slot]| {
            slots
                .iter()
                .all(|slot| !slot.is_waiting() && !slot.pixels.is_empty())
        };
        match self.show {
            Show::Prior => are_there(&[&self.samples]),
            Show::Between => self.encoding.is_none() && are_there(&[&self.steps, &self.step]),
            Show::Manifold => self.placing.is_none() && are_there(&[&self.tiles, &self.pointed]),
            Show::Blur => are_there(&[&self.mean, &self.draws]),
        }
    }

    /// The whole image of an end, once it is there.
    fn pixels_of(&self, end: usize) -> Option<Vec<u8>> {
        match &self.ends[end].source {
            Source::Digit(place) => {
                let digit = self.sets.image(ImageSet::TestDigits, *place);
                digit.map(<[u8]>::to_vec)
            }
            Source::Drawing(ink) => Some(ink.pixels()),
            Source::Fashion(_) | Source::Noise(_) | Source::Sample(_) => None,
        }
    }

    fn slots(&mut self) -> [&mut Slot; 7] {
        [
            &mut self.samples,
            &mut self.steps,
            &mut self.step,
            &mut self.tiles,
            &mut self.pointed,
            &mut self.mean,
            &mut self.draws,
        ]
    }
}
