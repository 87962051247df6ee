//! An image's code, and the image made of it.

use candle_core::Result;

use super::check_image;
use crate::ml::models::vae::Posterior;
use crate::protocol::{Code, EncodeRequest, Event, RequestProblem};
use crate::worker::models::greys;
use crate::worker::store::Store;
use crate::worker::task::{Progress, Task};

/// The code of a whole image.
///
/// # Errors
/// Where it is none.
pub fn encode(request: EncodeRequest) -> std::result::Result<Task, RequestProblem> {
    check_image(&request.pixels)?;
    Ok(Task::Encode(request))
}

/// # Errors
/// Where candle fails.
pub fn encoding(request: &EncodeRequest, store: &Store) -> Result<Progress> {
    let Some(model) = store.latent(request.model) else {
        return Ok(Progress::Working);
    };
    let seen = model.seen(&request.pixels, request.seed, 0);
    let (mean, posterior) = model.encode(&seen)?;
    let mean: Vec<f32> = mean.flatten_all()?.to_vec1()?;
    let pixels = model.decode(&mean)?;
    let (seen, white) = seen;
    let differences =
        (pixels.iter().zip(&seen)).map(|(pixel, &seen)| pixel - f32::from(seen) / f32::from(white));
    let sum: f32 = differences.map(|difference| difference * difference).sum();
    Ok(Progress::Finished(Some(Event::Encoded {
        job: request.job,
        code: Code {
            deviation: deviations(posterior.as_ref())?,
            kl: match &posterior {
                Some(posterior) => posterior.kl()?.flatten_all()?.to_vec1()?,
                None => Vec::new(),
            },
            mean,
        },
        reconstruction: greys(&pixels),
        squared_error: sum / pixels.len() as f32,
        seen,
    })))
}

/// Standard deviations, one image after the other; none where there is no posterior.
pub fn deviations(posterior: Option<&Posterior>) -> Result<Vec<f32>> {
    match posterior {
        Some(posterior) => (&posterior.log_variance * 0.5)?
            .exp()?
            .flatten_all()?
            .to_vec1(),
        None => Ok(Vec::new()),
    }
}
