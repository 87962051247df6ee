//! The laps that were timed, and those to come.

use super::{Figures, Link, in_words, shortest_told};
use crate::protocol::{Event, JobId, RACE_SIDES, RaceLap, RaceNet, RaceRequest, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub link: Link,
    /// All of the same number of images, in the order in which they were timed.
    pub laps: Vec<RaceLap>,
    run: Option<Run>,
    unseen: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// A race under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    job: JobId,
    /// Laps told of.
    pub n_told: usize,
    /// Laps in all.
    pub n_all: usize,
}

impl State {
    /// Races, beside the laps that there are, or stops.
    pub fn run_or_stop(&mut self) -> Vec<Request> {
        if self.run.is_some() {
            return self.stop();
        }
        let job = self.ids.next_id();
        let n_laps = usize::from(self.link.n_laps);
        self.trouble.failure = None;
        self.link.runs = true;
        self.run = Some(Run {
            job,
            n_told: 0,
            n_all: RACE_SIDES.len() * RaceNet::ALL.len() * n_laps,
        });
        vec![Request::Race(RaceRequest {
            job,
            n_laps: self.link.n_laps,
            n_images: self.link.n_images,
        })]
    }

    /// What is timed stays.
    pub fn stop(&mut self) -> Vec<Request> {
        self.unseen = None;
        self.link.runs = false;
        let run = self.run.take();
        let cancel = |run: Run| Request::Cancel { job: run.job };
        run.map(cancel).into_iter().collect()
    }

    /// Without any laps.
    pub fn reset(&mut self) -> Vec<Request> {
        self.laps.clear();
        self.stop()
    }

    pub fn set_side(&mut self, side: u8) -> Vec<Request> {
        self.link.side = side;
        vec![]
    }

    /// For the next race.
    pub fn set_n_laps(&mut self, n_laps: u16) -> Vec<Request> {
        self.link.n_laps = n_laps;
        vec![]
    }

    /// Steps of other sizes are no laps of the same race.
    pub fn set_n_images(&mut self, n_images: u8) -> Vec<Request> {
        if n_images == self.link.n_images {
            return vec![];
        }
        self.link.n_images = n_images;
        self.reset()
    }

    pub const fn run(&self) -> Option<Run> {
        self.run
    }

    /// What a net's laps at a side come to.
    pub fn figures(&self, net: RaceNet, side: u8) -> Option<Figures> {
        let laps = self.laps.iter();
        let laps = laps.filter(|lap| (lap.net, lap.side) == (net, side));
        Figures::of(&laps.cloned().collect::<Vec<_>>())
    }

    /// Both nets' at a side, the recurrent one's first; none until each has a lap.
    pub fn pair(&self, side: u8) -> Option<[Figures; 2]> {
        let [recurrent, convolutional] = RaceNet::ALL.map(|net| self.figures(net, side));
        Some([recurrent?, convolutional?])
    }

    /// The shortest time that the clock told of any stage.
    pub fn shortest_told(&self) -> Option<f64> {
        shortest_told(&self.laps)
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelrnn/race");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            link: Link::default(),
            laps: vec![],
            run: None,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        self.link
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.set_n_images(link.n_images);
        let is_due = link.runs && self.is_blank();
        self.link = Link {
            runs: self.link.runs,
            ..link
        };
        if is_due {
            requests.extend(self.run_or_stop());
        }
        requests
    }

    fn is_blank(&self) -> bool {
        self.laps.is_empty() && self.run.is_none()
    }

    fn close(&mut self) -> Vec<Request> {
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let Some(run) = &mut self.run else {
            return vec![];
        };
        if event.job() != Some(run.job) {
            return vec![];
        }
        if let Event::Raced { job, lap } = event {
            run.n_told += 1;
            self.unseen = Some(*job);
            self.laps.push(lap.clone());
        } else if event.ends_job() {
            self.run = None;
            self.unseen = None;
        }
        vec![]
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = self.unseen.take().map(|job| Request::Ack { job });
        seen.into_iter().collect()
    }

    fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    fn is_running(&self) -> bool {
        self.run.is_some()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.run_or_stop()
    }
}

#[cfg(test)]
mod tests;
