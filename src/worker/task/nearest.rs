//! The training digits that are most like an image.

use super::{Progress, Task};
use crate::ml::nearest::Search;
use crate::protocol::{
    Event, ImageSet, JobId, MOST_NEIGHBOURS, N_PIXELS, NearestRequest, Neighbour, RequestProblem,
};
use crate::worker::store::Store;

/// Images compared in one step.
const N_AT_ONCE: usize = 1_000;

/// A search under way.
#[derive(Debug)]
pub struct Nearest {
    job: JobId,
    search: Search,
}

/// The digits nearest to a whole image.
///
/// # Errors
/// Where it is none, or too many are wanted.
pub fn nearest(request: NearestRequest) -> Result<Task, RequestProblem> {
    if request.pixels.len() != N_PIXELS {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: N_PIXELS as u64,
        });
    }
    let n_wanted = usize::from(request.n_wanted);
    if n_wanted > MOST_NEIGHBOURS {
        return Err(RequestProblem::Images {
            given: n_wanted as u64,
            most: MOST_NEIGHBOURS as u64,
        });
    }
    Ok(Task::Nearest(Nearest {
        job: request.job,
        search: Search::new(request.pixels, n_wanted),
    }))
}

impl Nearest {
    pub fn step(&mut self, store: &Store) -> Progress {
        let Some(images) = store.images(ImageSet::TrainingDigits) else {
            return Progress::Working;
        };
        if self.search.go_on(images, N_AT_ONCE) {
            return Progress::Working;
        }
        let found = self.search.neighbours().into_iter();
        let neighbours = found.map(|found| Neighbour {
            pixels: images.get(found.index).to_vec(),
            distance: found.distance,
        });
        Progress::Finished(Some(Event::Nearest {
            job: self.job,
            neighbours: neighbours.collect(),
            n_compared: self.search.n_compared() as u32,
        }))
    }
}
