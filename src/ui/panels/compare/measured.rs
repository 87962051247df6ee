//! What is known of one contender.

use std::sync::Arc;

use crate::protocol::{CompareEvent, Contender, Judgement, Likelihood, ModelFacts, N_PIXELS};

/// What has been told of a contender so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Measured {
    pub facts: Option<ModelFacts>,
    /// `N_PIXELS` an image, grey 0-255.
    pub pixels: Arc<Vec<u8>>,
    pub ms_per_image: Option<f32>,
    pub judgement: Option<Judgement>,
    pub near: Arc<Near>,
    /// Over how many digits, and what.
    pub scored: Option<(u16, Likelihood)>,
    /// Whether it is over all of them.
    pub is_scored: bool,
    /// Whether all that is wanted is there.
    pub is_done: bool,
    /// Whether the last try went wrong: it waits for the visitor.
    pub has_failed: bool,
}

/// The training digit nearest to each image.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Near {
    pub pixels: Vec<u8>,
    pub distances: Vec<f32>,
}

impl Near {
    pub fn mean_distance(&self) -> Option<f64> {
        let sum: f64 = self
            .distances
            .iter()
            .map(|&distance| f64::from(distance))
            .sum();
        (!self.distances.is_empty()).then(|| sum / self.distances.len() as f64)
    }
}

impl Measured {
    /// Other images are to come: what does not hang on them stays.
    pub fn forget_images(&mut self) {
        *self = Self {
            facts: self.facts.take(),
            scored: self.scored.filter(|_| self.is_scored),
            is_scored: self.is_scored,
            ..Self::default()
        };
    }

    pub fn take(&mut self, event: &CompareEvent) {
        match event {
            CompareEvent::Facts(facts) => self.facts = Some(facts.clone()),
            // A worker that took another's place begins again.
            CompareEvent::Drawn { first, pixels } => {
                let before = (usize::from(*first) * N_PIXELS).min(self.pixels.len());
                self.pixels = Arc::new([&self.pixels[..before], pixels].concat());
            }
            CompareEvent::Timed { ms_per_image, .. } => self.ms_per_image = Some(*ms_per_image),
            CompareEvent::Judged(judgement) => self.judgement = Some(judgement.clone()),
            CompareEvent::Near { pixels, distances } => {
                self.near = Arc::new(Near {
                    pixels: pixels.clone(),
                    distances: distances.clone(),
                });
            }
            CompareEvent::Scored {
                n_digits,
                likelihood,
            } => self.scored = Some((*n_digits, *likelihood)),
        }
    }

    /// How much of the work is done, 0 to 1, where `n` images and `n_digits` scored are all.
    pub fn part(&self, contender: Contender, n: u16, n_digits: u16) -> f64 {
        if self.is_done {
            return 1.0;
        }
        let of_images = |known: usize| known as f64 / f64::from(n.max(1));
        let drawn = of_images(self.pixels.len() / N_PIXELS);
        let near = of_images(self.near.distances.len());
        let judged = f64::from(u8::from(self.judgement.is_some()));
        let images = 0.5 * drawn + 0.2 * judged + 0.3 * near;
        if !contender.is_scored() {
            return images;
        }
        let scored = self
            .scored
            .map_or(0.0, |(n, _)| f64::from(n) / f64::from(n_digits.max(1)));
        0.5 * images + 0.5 * scored
    }
}
