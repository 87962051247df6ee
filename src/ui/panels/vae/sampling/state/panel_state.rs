//! The state as the page drives it.

use super::super::in_words;
use std::sync::Arc;

use super::{End, Link, Show, Slot, State};
use crate::protocol::{Event, ImageSet, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::source::Sets;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// From one image to the other in so many milliseconds.
const WALK_MS: f64 = 3_000.0;
/// A frame that took longer counts as one that took so long.
const LONGEST_FRAME_MS: f64 = 100.0;

impl PanelState for State {
    const PAGE: Page = Page::new("vae/sampling");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            seed: link.seed,
            model: link.model,
            show: link.show,
            chosen: link.chosen,
            ends: link.ends.map(End::new),
            picked: 0,
            along: link.along,
            at: link.at,
            has_posteriors: link.has_posteriors,
            draw: link.draw,
            samples: Slot::new(30),
            steps: Slot::new(31),
            step: Slot::new(32),
            tiles: Slot::new(33),
            pointed: Slot::new(34),
            mean: Slot::new(35),
            draws: Slot::new(36),
            ellipses: Arc::default(),
            sets: Sets::default(),
            walk: None,
            encoding: None,
            placing: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link {
            seed: self.seed,
            model: self.model,
            show: self.show,
            chosen: self.chosen,
            ends: [0, 1].map(|end: usize| self.ends[end].source.clone()),
            along: self.along,
            at: self.at,
            has_posteriors: self.has_posteriors,
            draw: self.draw,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.stop();
        requests.extend(self.forget());
        self.seed = link.seed;
        self.model = link.model;
        self.show = link.show;
        self.chosen = link.chosen;
        self.ends = link.ends.map(End::new);
        self.along = link.along;
        self.at = link.at;
        self.has_posteriors = link.has_posteriors;
        self.draw = link.draw;
        requests.extend(self.enter());
        requests.extend(self.sets.ask(ImageSet::TestDigits, &mut self.ids));
        requests
    }

    fn is_blank(&self) -> bool {
        let slots = match self.show {
            Show::Prior => [&self.samples, &self.samples],
            Show::Between => [&self.steps, &self.step],
            Show::Manifold => [&self.tiles, &self.pointed],
            Show::Blur => [&self.mean, &self.draws],
        };
        self.encoding.is_none() && slots.iter().all(|slot| slot.is_blank())
    }

    fn close(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        requests.extend(self.slots().into_iter().filter_map(Slot::clear));
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        self.take_placed(event);
        let mut requests = vec![];
        if self.mean.apply(event) {
            requests.extend(self.ask_draws());
        }
        for slot in self.slots() {
            slot.apply(event);
        }
        match event {
            Event::Images { .. } if self.show == Show::Between && self.encoding.is_none() => {
                requests.extend(self.encode());
            }
            Event::Encoded {
                job, code, seen, ..
            } => {
                if let Some((_, end)) = self.encoding.take_if(|(asked, _)| asked == job) {
                    requests.extend(self.take_encoded(end, code, seen));
                }
            }
            _ => {}
        }
        if event.ends_job() {
            self.encoding.take_if(|(job, _)| event.job() == Some(*job));
            self.placing.take_if(|job| event.job() == Some(*job));
        }
        requests
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        // The image keeps up, or the walk waits for it.
        let Some(mut swing) = self.walk.filter(|_| !self.step.is_waiting()) else {
            return vec![];
        };
        let by = (elapsed_ms.min(LONGEST_FRAME_MS) / WALK_MS) as f32;
        let along = swing.go_on(self.along, by, (0.0, 1.0));
        self.walk = Some(swing);
        self.go_along(along)
    }

    fn needs_frames(&self) -> bool {
        self.is_walking()
    }

    fn is_running(&self) -> bool {
        self.is_walking()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.open(self.link())
    }
}
