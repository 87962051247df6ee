//! What the classifier says of images, one by one, beside what it says of real digits.

#[cfg(feature = "ui")]
mod view;

use std::sync::Arc;

use super::Trouble;
use super::source::Sets;
use crate::plot::percent;
use crate::protocol::{Candidate, Event, ImageSet, JobId, JudgeRequest, N_PIXELS, Request};
use crate::ui::client::JobIds;
use crate::ui::words::{Finding, Measured, Outcome};

#[cfg(feature = "ui")]
pub use view::ClassifiedImages;

/// From this probability of one class on, the classifier counts as sure.
pub const SURE: f32 = 0.9;

/// Real digits that no model has seen, for comparison.
const REAL: ImageSet = ImageSet::TestDigits;

/// The standard deviation of a score over 500 images, from seed to seed: `score.spread_500`, as
/// `eval classifier` prints it.
const SPREAD_500: f64 = 0.148;

/// Scores over so many images that differ by less may do so by chance: the difference of two has
/// the deviation of one times the root of 2, and this is twice that.
pub fn least_difference(n_images: u16) -> f64 {
    let n_images = f64::from(n_images.max(1));
    2.0 * (2.0 * 500.0 / n_images).sqrt() * SPREAD_500
}

/// What a panel's text says of the classifier's verdicts.
pub const FINDING: Finding = Finding {
    name: "certainty",
    outcomes: &Outcome::ALL,
    figures: &["sure", "n", "real", "chance"],
};

/// The classifier's verdicts on some images, where the visitor wants to see them.
#[derive(Debug, Clone, PartialEq)]
pub struct Classified {
    pub is_wanted: bool,
    /// Those of the images before, until the images' own have come.
    pub found: Option<Arc<Verdicts>>,
    /// The images that are judged, or will be.
    pixels: Vec<u8>,
    /// How sure it is of real digits, once it has been asked.
    real: Option<Sureness>,
    sets: Sets,
    job: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// What was judged, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdicts {
    /// The images, one after the other.
    pub pixels: Vec<u8>,
    /// The likeliest class of each, and its probability.
    pub classes: Vec<u8>,
    pub confidences: Vec<f32>,
    pub real: Sureness,
}

/// Of how many images the classifier is sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sureness {
    pub sure: usize,
    pub n: usize,
}

impl Sureness {
    fn of(confidences: &[f32]) -> Self {
        Self {
            sure: confidences.iter().filter(|p| **p >= SURE).count(),
            n: confidences.len(),
        }
    }

    /// Sure ones in parts of all.
    pub fn share(self) -> f64 {
        self.sure as f64 / self.n.max(1) as f64
    }

    /// How likely at most so many sure ones are among so many images that are like `others`.
    pub fn chance_among(self, others: Self) -> f64 {
        // The rule of succession: a few hundred that were sure do not make the next one certain.
        let p = (others.sure as f64 + 1.0) / (others.n as f64 + 2.0);
        let mut term = (1.0 - p).powi(self.n as i32);
        let mut sum = term;
        for k in 0..self.sure {
            term *= (self.n - k) as f64 / (k + 1) as f64 * p / (1.0 - p);
            sum += term;
        }
        sum.min(1.0)
    }
}

impl Verdicts {
    pub fn sureness(&self) -> Sureness {
        Sureness::of(&self.confidences)
    }
}

impl Classified {
    pub fn new(ids: JobIds) -> Self {
        Self {
            is_wanted: false,
            found: None,
            pixels: vec![],
            real: None,
            sets: Sets::default(),
            job: None,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// Asks for verdicts on `images`, one after the other, unless they are known or not wanted; of
    /// no images there are none.
    pub fn seek(&mut self, images: &[u8]) -> Vec<Request> {
        let images = if self.is_wanted { images } else { &[] };
        if images == self.pixels || self.trouble.failure.is_some() {
            return vec![];
        }
        if images.is_empty() {
            return self.give_up();
        }
        let digits = match self.real {
            Some(_) => &[],
            None => self.sets.of(REAL),
        };
        if self.real.is_none() && digits.is_empty() {
            return self.sets.ask(REAL, &mut self.ids).into_iter().collect();
        }
        let pixels = [digits, images].concat();
        let mut requests = self.cancel();
        let job = self.ids.next_id();
        self.job = Some(job);
        self.pixels = images.to_vec();
        requests.push(Request::Judge(JudgeRequest {
            job,
            candidate: Candidate::Given,
            seed: 0,
            n: (pixels.len() / N_PIXELS) as u16,
            pixels,
        }));
        requests
    }

    pub fn give_up(&mut self) -> Vec<Request> {
        self.pixels.clear();
        self.found = None;
        self.cancel()
    }

    pub fn apply(&mut self, event: &Event) {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        if let Event::Judged {
            job,
            classes,
            confidences,
            ..
        } = event
            && self.job == Some(*job)
        {
            self.take(classes, confidences);
        }
        if event.ends_job() {
            self.job.take_if(|job| event.job() == Some(*job));
        }
    }

    /// The real digits' verdicts stand before those of the images.
    fn take(&mut self, classes: &[u8], confidences: &[f32]) {
        let n_images = self.pixels.len() / N_PIXELS;
        let n_real = confidences.len().saturating_sub(n_images);
        let (of_real, of_images) = confidences.split_at(n_real);
        let real = match self.real {
            Some(real) => real,
            None => *self.real.insert(Sureness::of(of_real)),
        };
        self.found = Some(Arc::new(Verdicts {
            pixels: self.pixels.clone(),
            classes: classes.get(n_real..).unwrap_or_default().to_vec(),
            confidences: of_images.to_vec(),
            real,
        }));
    }

    /// Whether the classifier is less often sure of the images than of real digits.
    pub fn finding(&self) -> Option<Measured> {
        /// A rarer outcome is no accident.
        const RARE: f64 = 0.05;
        let found = self.found.as_ref()?;
        let (images, real) = (found.sureness(), found.real);
        let chance = images.chance_among(real);
        let outcome = match images.share() >= real.share() {
            true => Outcome::Fails,
            false if chance < RARE => Outcome::Holds,
            false => Outcome::Unclear,
        };
        let [sure, n] = [images.sure, images.n].map(|n| n.to_string());
        let figures = [sure, n, percent(real.share()), percent(chance)];
        Some(FINDING.measured(outcome, figures))
    }

    pub fn trouble(&self) -> &Trouble {
        &self.trouble
    }

    /// Forgets a failure and what it was about: the next [`Self::seek`] asks again.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.give_up()
    }

    fn cancel(&mut self) -> Vec<Request> {
        let job = self.job.take();
        job.map(|job| Request::Cancel { job }).into_iter().collect()
    }
}

#[cfg(test)]
mod tests;
