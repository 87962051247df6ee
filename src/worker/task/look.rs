//! What the model thinks of one pixel.

use super::{Progress, Task, check_temperature, distribution};
use crate::protocol::{Event, LookRequest, N_PIXELS, RequestProblem};
use crate::worker::store::Store;

/// A look at a pixel that is there or next, at a temperature that may be.
///
/// # Errors
/// Where there is no such pixel or temperature.
pub fn look(request: LookRequest) -> Result<Task, RequestProblem> {
    check_temperature(request.temperature)?;
    let at = usize::from(request.pixel);
    if request.pixels.len() > N_PIXELS || at > request.pixels.len() || at >= N_PIXELS {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: at as u64,
        });
    }
    Ok(Task::Look(request))
}

/// One pixel's worth of catching up, or the answer.
pub fn step(request: &LookRequest, store: &mut Store) -> Progress {
    let Some(model) = store.pixel_net(request.model) else {
        return Progress::Working;
    };
    let at = usize::from(request.pixel);
    let sampler = model.sampler(1);
    if !sampler.pixels(0).starts_with(&request.pixels[..at]) {
        sampler.set_images(&[&request.pixels[..at]]);
    }
    if sampler.n_missing(at) > 1 {
        sampler.compute_next();
        return Progress::Working;
    }
    let logits = sampler.logits(at);
    Progress::Finished(Some(Event::Looked {
        job: request.job,
        distribution: distribution(
            at,
            request.temperature,
            &logits,
            request.pixels.get(at).copied(),
            model.receptive_field(at),
        ),
    }))
}
