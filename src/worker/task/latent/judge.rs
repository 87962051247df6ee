//! The classifier's verdict on images: real ones, decoded codes, or any.

use candle_core::Result;

use super::check_count;
use super::decode::fitted;
use crate::ml::N_PIXELS;
use crate::ml::metrics::classes::{
    CHUNK, class_shares, classifier_score, likeliest, probabilities,
};
use crate::ml::models::classifier::N_CLASSES;
use crate::ml::rng::{Draws, Purpose};
use crate::protocol::{
    Asset, Candidate, Event, ImageSet, JudgeRequest, LatentModel, MOST_JUDGED, ModelId,
    RequestProblem, Verdict,
};
use crate::worker::models::greys;
use crate::worker::store::Store;
use crate::worker::task::{Progress, Task};

/// Steps between two frames.
const STEPS_A_FRAME: usize = 5;

/// Images being judged.
#[derive(Debug)]
pub struct Judging {
    request: JudgeRequest,
    /// Known once they are drawn; none for real digits.
    codes: Option<Vec<f32>>,
    probabilities: Vec<f32>,
    /// Of the images since the last frame.
    pixels: Vec<u8>,
}

/// Some images to judge.
///
/// # Errors
/// Where there are none, or too many.
pub fn judge(request: JudgeRequest) -> std::result::Result<Task, RequestProblem> {
    let n = usize::from(request.n);
    check_count(n, MOST_JUDGED)?;
    let given = request.pixels.len();
    if request.candidate == Candidate::Given && given != n * N_PIXELS {
        return Err(RequestProblem::Images {
            given: (given / N_PIXELS) as u64,
            most: n as u64,
        });
    }
    Ok(Task::Judge(Judging {
        request,
        codes: None,
        probabilities: Vec::new(),
        pixels: Vec::new(),
    }))
}

impl Judging {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        let classifier = Asset::Weights(ModelId::Classifier);
        let digits = Asset::Images(ImageSet::TrainingDigits);
        match self.request.candidate {
            Candidate::Given => vec![classifier],
            Candidate::Real => vec![classifier, digits],
            Candidate::Normal(model) => vec![classifier, Asset::Weights(model.id())],
            Candidate::Fitted(model) => vec![classifier, Asset::Weights(model.id()), digits],
        }
    }

    /// Whether both judge the same.
    pub fn is_of_candidate_of(&self, other: &Self) -> bool {
        self.request.candidate == other.request.candidate
    }

    /// Some more images.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let n = usize::from(self.request.n);
        let done = self.probabilities.len() / N_CLASSES;
        let range = done..(done + CHUNK).min(n);
        let images = match self.request.candidate {
            Candidate::Given => {
                let pixels = range.start * N_PIXELS..range.end * N_PIXELS;
                self.request.pixels.get(pixels).map(<[u8]>::to_vec)
            }
            Candidate::Real => real(self.request.seed, range.clone(), store),
            Candidate::Normal(model) => {
                let n_code = model.n_code();
                let draws = Draws::new(self.request.seed, Purpose::Latent);
                let codes = draws.normals((range.start * n_code) as u64, range.len() * n_code);
                decoded(model, &codes, store)?
            }
            Candidate::Fitted(model) => {
                let Some(codes) = &self.codes else {
                    self.codes = fitted(model, self.request.seed, n, store)?;
                    return Ok(Progress::Working);
                };
                let n_code = model.n_code();
                decoded(
                    model,
                    &codes[range.start * n_code..range.end * n_code],
                    store,
                )?
            }
        };
        let (Some(images), Some(classifier)) = (images, store.classifier.get()) else {
            return Ok(Progress::Working);
        };
        if images.is_empty() {
            return Ok(Progress::Finished(None));
        }
        self.probabilities
            .extend(probabilities(classifier, &images)?);
        self.pixels.extend(images);
        let is_last = range.end == n;
        // Given images are known to whoever asks: there is nothing to show on the way.
        let is_given = self.request.candidate == Candidate::Given;
        let is_frame_due = !is_given && (range.end / CHUNK).is_multiple_of(STEPS_A_FRAME);
        Ok(match (is_last, is_frame_due) {
            (true, _) => Progress::Finished(Some(self.frame())),
            (false, true) => Progress::Frame(self.frame()),
            (false, false) => Progress::Working,
        })
    }

    fn frame(&mut self) -> Event {
        let images = self.probabilities.chunks_exact(N_CLASSES);
        let n = images.len();
        let n_seen = n - (self.pixels.len() / N_PIXELS).min(n);
        let (mut classes, mut confidences) = (Vec::new(), Vec::new());
        let mut sum = 0.0;
        for (image, of_image) in images.enumerate() {
            let class = likeliest(of_image);
            sum += of_image[class];
            if image >= n_seen {
                classes.push(class as u8);
                confidences.push(of_image[class]);
            }
        }
        Event::Judged {
            job: self.request.job,
            verdict: Verdict {
                n: n as u16,
                score: classifier_score(&self.probabilities) as f32,
                shares: class_shares(&self.probabilities).map(|p| p as f32).to_vec(),
                confidence: sum / n.max(1) as f32,
            },
            pixels: std::mem::take(&mut self.pixels),
            classes,
            confidences,
        }
    }
}

fn real(seed: u64, range: std::ops::Range<usize>, store: &Store) -> Option<Vec<u8>> {
    let digits = store.images(ImageSet::TrainingDigits)?;
    let order = Draws::new(seed, Purpose::Shuffle).permutation(digits.len());
    let end = range.end.min(order.len());
    Some(digits.gather(&order[range.start.min(end)..end]))
}

fn decoded(model: LatentModel, codes: &[f32], store: &Store) -> Result<Option<Vec<u8>>> {
    let Some(model) = store.latent(model) else {
        return Ok(None);
    };
    let pixels = greys(&model.decode(codes)?);
    Ok((pixels.len() >= N_PIXELS).then_some(pixels))
}
