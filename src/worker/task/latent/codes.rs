//! The codes of a set of real digits.

use candle_core::Result;

use super::encode::deviations;
use crate::protocol::{CodesRequest, Event};
use crate::worker::store::Store;
use crate::worker::task::Progress;

/// A VAE's digits are made binary alike each time.
const SEED: u64 = 1;

/// # Errors
/// Where candle fails.
pub fn codes(request: &CodesRequest, store: &Store) -> Result<Progress> {
    let (Some(model), Some(images), Some(labels)) = (
        store.latent(request.model),
        store.images(request.set),
        store.labels(request.set),
    ) else {
        return Ok(Progress::Working);
    };
    let seen = model.seen(images.pixels(), SEED, 0);
    let (means, posterior) = model.encode(&seen)?;
    Ok(Progress::Finished(Some(Event::Codes {
        job: request.job,
        set: request.set,
        means: means.flatten_all()?.to_vec1()?,
        deviations: deviations(posterior.as_ref())?,
        kl: match &posterior {
            Some(posterior) => posterior.kl()?.mean(0)?.to_vec1()?,
            None => Vec::new(),
        },
        labels: labels.to_vec(),
    })))
}
