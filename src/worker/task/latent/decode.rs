//! Codes to images.

use candle_core::Result;

use super::check_count;
use crate::ml::rng::{Draws, Purpose};
use crate::protocol::{
    Asset, Codes, DecodeRequest, Event, ImageSet, MOST_CODES, Pixels, RequestProblem,
};
use crate::worker::models::greys;
use crate::worker::store::Store;
use crate::worker::task::{Progress, Task};

/// Codes decoded in one step.
const CHUNK: usize = 64;

/// Codes being decoded.
#[derive(Debug)]
pub struct Decoding {
    request: DecodeRequest,
    /// Known from the start, or once they are drawn.
    codes: Option<Vec<f32>>,
    pixels: Vec<f32>,
}

/// Some codes to decode.
///
/// # Errors
/// Where they are not whole codes of the model, or too many.
pub fn decode(request: DecodeRequest) -> std::result::Result<Task, RequestProblem> {
    let n_code = request.model.n_code();
    let codes = match &request.codes {
        Codes::Given(codes) => {
            let is_fit = codes.len().is_multiple_of(n_code) && codes.iter().all(|z| z.is_finite());
            if !is_fit {
                return Err(RequestProblem::Codes {
                    given: codes.len() as u64,
                });
            }
            check_count(codes.len() / n_code, MOST_CODES)?;
            Some(codes.clone())
        }
        Codes::Normal { n, seed } => {
            check_count(usize::from(*n), MOST_CODES)?;
            let draws = Draws::new(*seed, Purpose::Latent);
            Some(draws.normals(0, usize::from(*n) * n_code))
        }
        Codes::Fitted { n, .. } => {
            check_count(usize::from(*n), MOST_CODES)?;
            None
        }
    };
    Ok(Task::Decode(Decoding {
        request,
        codes,
        pixels: Vec::new(),
    }))
}

impl Decoding {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        let weights = Asset::Weights(self.request.model.id());
        match self.request.codes {
            Codes::Given(_) | Codes::Normal { .. } => vec![weights],
            Codes::Fitted { .. } => vec![weights, Asset::Images(ImageSet::TrainingDigits)],
        }
    }

    /// Whether both are for one picture.
    pub const fn is_for_picture_of(&self, other: &Self) -> bool {
        self.request.picture == other.request.picture
    }

    /// Some of the fit, or of the codes.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let n_code = self.request.model.n_code();
        let codes = match (&self.codes, &self.request.codes) {
            (Some(codes), _) => codes,
            (None, Codes::Fitted { n, seed }) => {
                self.codes = fitted(self.request.model, *seed, usize::from(*n), store)?;
                return Ok(Progress::Working);
            }
            (None, Codes::Given(_) | Codes::Normal { .. }) => return Ok(Progress::Working),
        };
        let Some(model) = store.latent(self.request.model) else {
            return Ok(Progress::Working);
        };
        let first = self.pixels.len() / crate::protocol::N_PIXELS * n_code;
        let chunk = &codes[first..(first + CHUNK * n_code).min(codes.len())];
        self.pixels.extend(model.decode(chunk)?);
        if first + chunk.len() < codes.len() {
            return Ok(Progress::Working);
        }
        Ok(Progress::Finished(Some(Event::Decoded {
            job: self.request.job,
            pixels: match self.request.pixels {
                Pixels::Means => greys(&self.pixels),
                Pixels::Drawn { seed } => drawn(&self.pixels, seed, 0),
            },
            codes: codes.clone(),
        })))
    }
}

/// Codes drawn from the Gaussian fitted to the training digits' ones, or some more of the fit.
pub fn fitted(
    model: crate::protocol::LatentModel,
    seed: u64,
    n: usize,
    store: &mut Store,
) -> Result<Option<Vec<f32>>> {
    let Some(mut loaded) = store.take_latent(model) else {
        return Ok(None);
    };
    let codes = match store.images(ImageSet::TrainingDigits) {
        Some(digits) => loaded.go_on_fitting(digits.pixels()),
        None => Ok(None),
    };
    let codes = codes.map(|gaussian| gaussian.map(|gaussian| gaussian.draw(seed, n)));
    store.put_latent(model, loaded);
    codes
}

/// Each pixel ink or none, by itself, drawn by `seed` from index `first` on.
pub fn drawn(probabilities: &[f32], seed: u64, first: u64) -> Vec<u8> {
    let draws = Draws::new(seed, Purpose::Pixel);
    (first..)
        .zip(probabilities)
        .map(|(i, &p)| match draws.uniform(i) < f64::from(p) {
            true => 255,
            false => 0,
        })
        .collect()
}
