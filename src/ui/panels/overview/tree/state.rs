//! One picture after the other, each made by its model from the same seed.

use std::sync::Arc;

use super::{Leaf, Link};
use crate::protocol::{Event, Failure, GanEvent, JobId, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};

/// Pictures in all.
const N_PICTURES: usize = Leaf::ALL.len();

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    pictures: [Picture; N_PICTURES],
    /// The picture that is being made.
    making: Option<(Leaf, JobId)>,
    /// Whether the next one is made without a further touch.
    goes_on: bool,
    /// The job whose newest frame is yet to be seen.
    unseen: Option<JobId>,
    /// The file that is on its way: for the picture that is being made.
    trouble: Trouble,
    ids: JobIds,
}

/// What a model has made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Picture {
    /// Those that are there, in raster order, grey 0-255.
    pub pixels: Arc<Vec<u8>>,
    outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Default)]
enum Outcome {
    #[default]
    NotYet,
    Made,
    Failed(Failure),
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Its turn is still to come, or it was stopped half way.
    Due,
    Making,
    Made,
    Failed,
}

impl Stage {
    /// The name by which tests know it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Making => "making",
            Self::Made => "made",
            Self::Failed => "failed",
        }
    }
}

impl State {
    pub const fn picture(&self, leaf: Leaf) -> &Picture {
        &self.pictures[leaf as usize]
    }

    pub fn stage(&self, leaf: Leaf) -> Stage {
        if self.making.is_some_and(|(making, _)| making == leaf) {
            return Stage::Making;
        }
        match self.picture(leaf).outcome {
            Outcome::NotYet => Stage::Due,
            Outcome::Made => Stage::Made,
            Outcome::Failed(_) => Stage::Failed,
        }
    }

    /// What keeps a picture waiting, or what came between.
    pub fn trouble_of(&self, leaf: Leaf) -> Trouble {
        Trouble {
            loading: match self.stage(leaf) {
                Stage::Making => self.trouble.loading,
                Stage::Due | Stage::Made | Stage::Failed => None,
            },
            failure: match &self.picture(leaf).outcome {
                Outcome::Failed(failure) => Some(failure.clone()),
                Outcome::NotYet | Outcome::Made => None,
            },
        }
    }

    /// Pictures that are whole.
    pub fn n_made(&self) -> usize {
        let made = |leaf: &Leaf| self.stage(*leaf) == Stage::Made;
        Leaf::ALL.iter().filter(|leaf| made(leaf)).count()
    }

    /// Other pictures, from the first one on.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        let mut requests = self.stop();
        self.seed = seed;
        self.pictures = Default::default();
        self.goes_on = true;
        requests.extend(self.make_next());
        requests
    }

    /// The same pictures, made again.
    pub fn restart(&mut self) -> Vec<Request> {
        self.set_seed(self.seed)
    }

    /// Stops, or goes on where it stopped; once all are there, makes them again.
    pub fn play_or_stop(&mut self) -> Vec<Request> {
        if self.is_running() {
            return self.stop();
        }
        if self.next().is_none() {
            return self.restart();
        }
        self.goes_on = true;
        self.make_next().into_iter().collect()
    }

    /// The next picture, and no other.
    pub fn step(&mut self) -> Vec<Request> {
        self.goes_on = false;
        self.make_next().into_iter().collect()
    }

    /// Tries again to make a picture that failed.
    pub fn retry_picture(&mut self, leaf: Leaf) -> Vec<Request> {
        self.forget_failure(leaf);
        self.goes_on = true;
        self.make_next().into_iter().collect()
    }

    fn forget_failure(&mut self, leaf: Leaf) {
        let outcome = &mut self.pictures[leaf as usize].outcome;
        if matches!(outcome, Outcome::Failed(_)) {
            *outcome = Outcome::NotYet;
        }
    }

    fn next(&self) -> Option<Leaf> {
        let mut leaves = Leaf::ALL.into_iter();
        leaves.find(|leaf| self.picture(*leaf).outcome == Outcome::NotYet)
    }

    fn make_next(&mut self) -> Option<Request> {
        if self.making.is_some() {
            return None;
        }
        let Some(leaf) = self.next() else {
            self.goes_on = false;
            return None;
        };
        let job = self.ids.next_id();
        self.making = Some((leaf, job));
        Some(leaf.request(job, self.seed, &self.picture(leaf).pixels))
    }

    /// Stops; what is there of a picture stays, and is gone on with.
    fn stop(&mut self) -> Vec<Request> {
        self.goes_on = false;
        self.unseen = None;
        self.trouble = Trouble::default();
        let making = self.making.take();
        let cancel = |(_, job)| Request::Cancel { job };
        making.map(cancel).into_iter().collect()
    }

    /// Takes in what came of the picture that is being made.
    fn take(&mut self, leaf: Leaf, event: &Event) {
        let picture = &mut self.pictures[leaf as usize];
        match event {
            Event::Sampled {
                job, first, strips, ..
            } => {
                let pixels = Arc::make_mut(&mut picture.pixels);
                pixels.truncate(usize::from(*first));
                pixels.extend(strips.iter().flat_map(|strip| &strip.pixels));
                self.unseen = Some(*job);
            }
            Event::Decoded { pixels, .. }
            | Event::Gan {
                event: GanEvent::Generated { pixels, .. },
                ..
            } => picture.pixels = Arc::new(pixels.clone()),
            Event::Done { .. } => picture.outcome = Outcome::Made,
            Event::Failed { failure, .. } => picture.outcome = Outcome::Failed(failure.clone()),
            _ => {}
        }
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("overview");
    type Link = Link;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            seed: Link::default().seed,
            pictures: Default::default(),
            making: None,
            goes_on: false,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link { seed: self.seed }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.set_seed(link.seed)
    }

    fn is_blank(&self) -> bool {
        let is_blank = |picture: &Picture| picture == &Picture::default();
        self.making.is_none() && self.pictures.iter().all(is_blank)
    }

    fn close(&mut self) -> Vec<Request> {
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some((leaf, job)) = self.making.filter(|(_, job)| event.job() == Some(*job)) else {
            return vec![];
        };
        self.take(leaf, event);
        if !event.ends_job() {
            return vec![];
        }
        self.making.take_if(|(_, making)| *making == job);
        self.unseen = None;
        match self.goes_on && !matches!(event, Event::Cancelled { .. }) {
            true => self.make_next().into_iter().collect(),
            false => vec![],
        }
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = self.unseen.take();
        seen.map(|job| Request::Ack { job }).into_iter().collect()
    }

    fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    fn is_running(&self) -> bool {
        self.goes_on && self.making.is_some()
    }

    fn trouble(&self) -> Trouble {
        let of_all = Leaf::ALL.map(|leaf| self.trouble_of(leaf));
        of_all
            .iter()
            .fold(Trouble::default(), |all, one| all.or(one))
    }

    fn retry(&mut self) -> Vec<Request> {
        for leaf in Leaf::ALL {
            self.forget_failure(leaf);
        }
        self.goes_on = true;
        self.make_next().into_iter().collect()
    }
}

#[cfg(test)]
#[path = "state_tests.rs"]
mod tests;
