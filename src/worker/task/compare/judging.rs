//! What the images are like: to the classifier, in their sharpness, and beside training digits.

use candle_core::Result;

use super::{Outcome, n_images, white};
use crate::ml::N_PIXELS;
use crate::ml::dataset::{BINARY_SEED, binarize};
use crate::ml::metrics::classes::{CHUNK, classifier_score, probabilities};
use crate::ml::metrics::quality::n_covered;
use crate::ml::metrics::sharpness::Steps;
use crate::ml::models::classifier::N_CLASSES;
use crate::ml::nearest::Search;
use crate::ml::rng::{Draws, Purpose};
use crate::protocol::{CompareEvent, CompareRequest, ImageSet, Judgement};
use crate::worker::store::Store;

/// Training digits that sharpness is held against, and how many of them in one step.
const N_REFERENCE: usize = 2_000;
const REFERENCE_CHUNK: usize = 100;

/// Training digits compared with an image in one step.
const SEARCH_CHUNK: usize = 2_500;

/// Images between two frames.
const NEAR_A_FRAME: usize = 16;

/// Images being judged.
#[derive(Debug, Default)]
pub struct Judging {
    /// The classifier's, of the images so far.
    probabilities: Vec<f32>,
    /// Of the training digits so far.
    reference: Steps,
}

impl Judging {
    /// Some images, or some of the digits that they are held against.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(
        &mut self,
        request: &CompareRequest,
        pixels: &[u8],
        store: &Store,
    ) -> Result<Outcome> {
        let (Some(classifier), Some(digits)) = (
            store.classifier.get(),
            store.images(ImageSet::TrainingDigits),
        ) else {
            return Ok(Outcome::Working);
        };
        let done = self.probabilities.len() / N_CLASSES * N_PIXELS;
        if done < pixels.len() {
            let end = (done + CHUNK * N_PIXELS).min(pixels.len());
            let more = probabilities(classifier, &pixels[done..end])?;
            self.probabilities.extend(more);
            return Ok(Outcome::Working);
        }
        let digits = digits.first(N_REFERENCE);
        let first = self.reference.n_images() * N_PIXELS;
        if first < digits.len() {
            let chunk = &digits[first..(first + REFERENCE_CHUNK * N_PIXELS).min(digits.len())];
            match request.contender.is_binary() {
                true => {
                    let draws = Draws::new(BINARY_SEED, Purpose::Binarize);
                    let binary = binarize(chunk, &draws, first as u64);
                    self.reference.add(&white(&binary));
                }
                false => self.reference.add(chunk),
            }
            return Ok(Outcome::Working);
        }
        let mut steps = Steps::default();
        steps.add(pixels);
        Ok(Outcome::End(CompareEvent::Judged(Judgement {
            score: classifier_score(&self.probabilities) as f32,
            n_covered: n_covered(&self.probabilities) as u8,
            sharpness: steps.distance(&self.reference).unwrap_or_default() as f32,
            excess: excess(&steps, &self.reference).unwrap_or_default() as f32,
        })))
    }
}

fn excess(steps: &Steps, reference: &Steps) -> Option<f64> {
    Some(steps.mean()? - reference.mean()?)
}

/// The search for the training digit nearest to each image.
#[derive(Debug, Default)]
pub struct Nearness {
    search: Option<Search>,
    /// Of the images so far.
    pixels: Vec<u8>,
    distances: Vec<f32>,
}

impl Nearness {
    /// Some digits beside one image.
    pub fn step(&mut self, pixels: &[u8], store: &Store) -> Outcome {
        let Some(digits) = store.images(ImageSet::TrainingDigits) else {
            return Outcome::Working;
        };
        let n_found = self.distances.len();
        let image = pixels
            .chunks_exact(N_PIXELS)
            .nth(n_found)
            .unwrap_or_default();
        let search = (self.search).get_or_insert_with(|| Search::new(image.to_vec(), 1));
        if search.go_on(digits, SEARCH_CHUNK) {
            return Outcome::Working;
        }
        if let Some(nearest) = search.neighbours().first() {
            self.pixels.extend(digits.get(nearest.index));
            self.distances.push(nearest.distance);
        }
        self.search = None;
        let is_last = n_found + 1 >= n_images(pixels);
        if !is_last && !(n_found + 1).is_multiple_of(NEAR_A_FRAME) {
            return Outcome::Working;
        }
        let event = CompareEvent::Near {
            pixels: self.pixels.clone(),
            distances: self.distances.clone(),
        };
        match is_last {
            true => Outcome::End(event),
            false => Outcome::Frame(event),
        }
    }
}
