//! The training digits that are most like an image.

#[cfg(feature = "ui")]
mod view;

use std::sync::Arc;

use super::Trouble;
use crate::protocol::{Event, JobId, NearestRequest, Neighbour, Request};
use crate::ui::client::JobIds;

#[cfg(feature = "ui")]
pub use view::NearestDigits;

/// Digits that are shown as the nearest ones.
const N_NEIGHBOURS: u16 = 5;

/// The training digits most like an image, where the visitor wants to see them.
#[derive(Debug, Clone, PartialEq)]
pub struct Nearest {
    pub is_wanted: bool,
    /// Those of the image before, until the image's own have come.
    pub found: Option<Arc<Found>>,
    /// The image that they are near to, or will be.
    pixels: Vec<u8>,
    job: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// What they are near to.
    pub image: Vec<u8>,
    /// The nearest first.
    pub neighbours: Vec<Neighbour>,
    pub n_compared: u32,
}

impl Nearest {
    pub fn new(ids: JobIds) -> Self {
        Self {
            is_wanted: false,
            found: None,
            pixels: vec![],
            job: None,
            trouble: Trouble::default(),
            ids,
        }
    }

    /// Asks for the digits nearest to `image`, unless they are known or not wanted; an empty one has
    /// none.
    pub fn seek(&mut self, image: &[u8]) -> Vec<Request> {
        let image = if self.is_wanted { image } else { &[] };
        if image == self.pixels {
            return vec![];
        }
        if image.is_empty() {
            return self.give_up();
        }
        let mut requests = self.cancel();
        let job = self.ids.next_id();
        self.job = Some(job);
        self.pixels = image.to_vec();
        requests.push(Request::Nearest(NearestRequest {
            job,
            pixels: image.to_vec(),
            n_wanted: N_NEIGHBOURS,
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
        if let Event::Nearest {
            job,
            neighbours,
            n_compared,
        } = event
            && self.job == Some(*job)
        {
            self.found = Some(Arc::new(Found {
                image: self.pixels.clone(),
                neighbours: neighbours.clone(),
                n_compared: *n_compared,
            }));
        }
        if event.ends_job() {
            self.job.take_if(|job| event.job() == Some(*job));
        }
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
mod tests {
    use super::*;

    fn search(requests: &[Request]) -> Option<NearestRequest> {
        requests.iter().find_map(|request| match request {
            Request::Nearest(request) => Some(request.clone()),
            _ => None,
        })
    }

    #[test]
    fn they_are_asked_for_once_an_image_and_stay_until_the_next_ones_come() {
        let mut nearest = Nearest::new(JobIds::block(1));
        assert_eq!(nearest.seek(&[1]), [], "not wanted");
        nearest.is_wanted = true;
        let first = search(&nearest.seek(&[1])).unwrap();
        assert_eq!(nearest.seek(&[1]), []);
        let found = |job| Event::Nearest {
            job,
            neighbours: vec![],
            n_compared: 9,
        };
        nearest.apply(&found(first.job));
        nearest.apply(&Event::Done { job: first.job });
        assert_eq!(nearest.seek(&[1]), [], "known");
        let second = search(&nearest.seek(&[2])).unwrap();
        let image = |nearest: &Nearest| nearest.found.as_ref().map(|found| found.image.clone());
        assert_eq!(image(&nearest), Some(vec![1]));
        let third = nearest.seek(&[3]);
        assert_eq!(third[0], Request::Cancel { job: second.job });
        nearest.apply(&found(second.job));
        assert_eq!(image(&nearest), Some(vec![1]), "of an image that is gone");
        nearest.apply(&found(search(&third).unwrap().job));
        assert_eq!(image(&nearest), Some(vec![3]));
        nearest.is_wanted = false;
        nearest.seek(&[3]);
        assert_eq!(nearest.found, None);
    }
}
