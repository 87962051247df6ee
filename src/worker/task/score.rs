//! How surprising an image is.

use super::{Progress, Task};
use crate::ml::sampling::categorical;
use crate::protocol::{Event, N_PIXELS, PixelNet, RequestProblem, ScoreRequest};
use crate::worker::store::Store;

/// A score under way.
#[derive(Debug)]
pub struct Scoring {
    request: ScoreRequest,
    /// Of the pixels so far.
    bits: Vec<f32>,
}

/// The score of one image, or of its beginning.
///
/// # Errors
/// Where it has more pixels than an image.
pub fn score(request: ScoreRequest) -> Result<Task, RequestProblem> {
    if request.pixels.len() > N_PIXELS {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: N_PIXELS as u64,
        });
    }
    let bits = Vec::with_capacity(request.pixels.len());
    Ok(Task::Score(Scoring { request, bits }))
}

impl Scoring {
    pub const fn model(&self) -> PixelNet {
        self.request.model
    }

    /// One pixel, or the answer. The activations stay for the looks that follow.
    pub fn step(&mut self, store: &mut Store) -> Progress {
        let pixels = &self.request.pixels;
        let at = self.bits.len();
        let Some(&value) = pixels.get(at) else {
            let Some(histogram) = store.grey_histogram.get() else {
                return Progress::Working;
            };
            return Progress::Finished(Some(Event::Scored {
                job: self.request.job,
                bits: std::mem::take(&mut self.bits),
                histogram_bits: histogram.total_bits(pixels),
            }));
        };
        let Some(model) = store.pixel_net(self.request.model) else {
            return Progress::Working;
        };
        let sampler = model.sampler(1);
        if sampler.pixels(0) != pixels {
            sampler.set_images(&[pixels]);
        }
        if sampler.n_missing(at) > 1 {
            sampler.compute_next();
        } else {
            let logits = sampler.logits(at);
            self.bits
                .push(categorical::bits(&logits, usize::from(value)));
        }
        Progress::Working
    }
}
