//! What the panel's state has in common with every other.

use std::sync::Arc;

use super::State;
use crate::protocol::{Event, ExploreEvent, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::overview::labels::{Classifying, Clustering, Link, Show, in_words};
use crate::ui::panels::{Newest, PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

impl State {
    /// Takes in what was asked for once.
    fn take(&mut self, event: &Event) {
        match event {
            Event::Explored { job, event } => match event {
                ExploreEvent::Scattered(scatter) if self.scattering == Some(*job) => {
                    self.scatter = Some(Arc::new(scatter.clone()));
                }
                ExploreEvent::Axes(axes) if self.turning == Some(*job) => {
                    self.axes = Some(Arc::from(axes.clone()));
                }
                ExploreEvent::Density(density) if self.estimating.is(*job) => {
                    self.density = Some(Arc::new(density.clone()));
                }
                _ => {}
            },
            Event::Decoded { job, pixels, .. } if self.tiling == Some(*job) => {
                self.tiles = Arc::new(pixels.clone());
            }
            Event::Decoded { job, pixels, .. } if self.going.is(*job) => {
                self.ways = Arc::new(pixels.clone());
            }
            _ => {}
        }
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("overview/labels");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            show: link.show,
            seed: link.seed,
            reveals: link.reveals,
            notch: link.notch,
            at: link.at,
            scatter: None,
            classifying: Classifying::new(link.net),
            clustering: Clustering::new(link.n_clusters),
            axes: None,
            density: None,
            tiles: Arc::default(),
            ways: Arc::default(),
            scattering: None,
            turning: None,
            tiling: None,
            estimating: Newest::default(),
            going: Newest::default(),
            has_moved: false,
            is_open: false,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    /// A run under way is said as far as it is: where it goes on by itself, there is no other end.
    fn link(&self) -> Link {
        Link {
            show: self.show,
            seed: self.seed,
            net: self.classifying.net,
            n_steps: self.classifying.n_steps(),
            n_clusters: self.clustering.n_clusters,
            n_half_steps: self.clustering.n_half_steps() as u16,
            notch: self.notch,
            reveals: self.reveals,
            at: self.at,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.stop();
        self.is_open = true;
        self.show = link.show;
        self.seed = link.seed;
        self.reveals = link.reveals;
        self.notch = link.notch;
        self.at = link.at;
        // What is not in sight is asked for when it comes into it.
        self.classifying = Classifying::at(link.net, link.n_steps);
        self.clustering = Clustering::at(link.n_clusters, link.n_half_steps.into());
        self.density = None;
        self.ways = Arc::default();
        requests.extend(self.enter());
        requests
    }

    fn is_blank(&self) -> bool {
        !self.is_open
    }

    fn close(&mut self) -> Vec<Request> {
        self.is_open = false;
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        let had_scatter = self.scatter.is_some();
        self.take(event);
        self.classifying.apply(event);
        let asked = self.clustering.apply(event, self.seed, &mut self.ids);
        let mut requests: Vec<Request> = asked.into_iter().collect();
        if event.ends_job() {
            for job in [&mut self.scattering, &mut self.turning, &mut self.tiling] {
                job.take_if(|job| event.job() == Some(*job));
            }
        }
        if self.estimating.has_ended(event) {
            requests.extend(self.estimate());
        }
        if self.going.has_ended(event) {
            requests.extend(self.go_along());
        }
        // The decoded plane waits for the digits.
        if self.is_open && !had_scatter && self.scatter.is_some() {
            requests.extend(self.enter());
        }
        requests
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        self.has_moved = self.clustering.tick(elapsed_ms);
        self.classifying.tick()
    }

    fn has_moved(&self) -> bool {
        self.has_moved
    }

    fn needs_frames(&self) -> bool {
        self.classifying.needs_frames() || self.clustering.is_playing()
    }

    fn is_running(&self) -> bool {
        let is_running = match self.show {
            Show::Classes => self.classifying.is_playing(),
            Show::Clusters => self.clustering.is_playing(),
            Show::Axes | Show::Features | Show::Density => false,
        };
        is_running && self.trouble.failure.is_none()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.enter()
    }
}
