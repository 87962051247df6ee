//! The state as the page drives it.

use super::super::in_words;
use std::sync::Arc;

use super::{Origin, Play, State};
use crate::protocol::{Event, ImageSet, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::source::Sets;
use crate::ui::panels::vae::axes::strips::{REACH, Strips};
use crate::ui::panels::vae::axes::{Link, Mapping, Side};
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// An axis that sweeps goes from -3 to 3 in so many milliseconds.
const SWEEP_MS: f64 = 3_000.0;
/// Between two draws of epsilon.
const BETWEEN_DRAWS_MS: f64 = 350.0;
/// A frame that took longer counts as one that took so long.
const LONGEST_FRAME_MS: f64 = 100.0;

impl PanelState for State {
    const PAGE: Page = Page::new("vae");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        let n_axes = link.model.n_axes();
        Self {
            seed: link.seed,
            model: link.model,
            side: link.side,
            source: link.source,
            origin: link.origin,
            code: vec![0.0; n_axes],
            shows_all: link.shows_all,
            play: None,
            last_swept: None,
            image: Arc::default(),
            posterior: None,
            seen: Arc::default(),
            mapping: Mapping::default(),
            strips: Strips::new(n_axes),
            sets: Sets::default(),
            rest_ms: f64::INFINITY,
            decoding: None,
            encoding: None,
            drawing: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link {
            seed: self.seed,
            model: self.model,
            side: self.side,
            source: self.source.clone(),
            origin: self.origin,
            code: match self.origin {
                Origin::Hand => self.code.clone(),
                _ => vec![],
            },
            shows_all: self.shows_all,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let mut requests = self.stop();
        self.take_model(link.model);
        self.seed = link.seed;
        self.side = link.side;
        self.source = link.source;
        self.origin = link.origin;
        self.shows_all = link.shows_all;
        if link.code.len() == self.code.len() {
            self.code = link.code;
            self.strips.moved_all();
        }
        // The picture first: what a visitor waits for.
        requests.extend(self.settle());
        requests.extend(self.mapping.ask(self.model, &mut self.ids));
        requests.extend(self.sets.ask(ImageSet::TestDigits, &mut self.ids));
        requests
    }

    fn is_blank(&self) -> bool {
        self.image.is_empty() && !self.is_waiting()
    }

    fn close(&mut self) -> Vec<Request> {
        self.play = None;
        self.image = Arc::default();
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        self.mapping.apply(event);
        let was_waiting = self.is_waiting();
        let mut requests = match event {
            Event::Images { .. }
                if self.side == Side::Encode
                    && self.posterior.is_none()
                    && self.encoding.is_none() =>
            {
                self.encode()
            }
            Event::Decoded { job, codes, pixels } => self.take_decoded(*job, codes, pixels),
            Event::Encoded {
                job, code, seen, ..
            } if self.encoding == Some(*job) => {
                self.encoding = None;
                self.take_encoded(code, seen)
            }
            _ => vec![],
        };
        if event.ends_job() {
            let jobs = [&mut self.decoding, &mut self.encoding, &mut self.drawing];
            for waiting in jobs {
                waiting.take_if(|job| event.job() == Some(*job));
            }
            if let Some(job) = event.job() {
                self.strips.end(job);
            }
        }
        let is_ours = event.job().is_some_and(|job| self.ids.gave(job));
        let has_come = was_waiting && !self.is_waiting();
        if is_ours && (has_come || self.rests()) && !matches!(event, Event::Failed { .. }) {
            requests.extend(self.ask_strip());
        }
        requests
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        let elapsed_ms = elapsed_ms.min(LONGEST_FRAME_MS);
        self.rest_ms += elapsed_ms;
        match self.play {
            // The image keeps up, or the axis waits for it.
            Some(Play::Sweep { axis, mut swing }) if !self.is_waiting() => {
                let Some(z) = self.code.get(axis).copied() else {
                    return vec![];
                };
                let step = (2.0 * f64::from(REACH) * elapsed_ms / SWEEP_MS) as f32;
                let z = swing.go_on(z, step, (-REACH, REACH));
                self.play = Some(Play::Sweep { axis, swing });
                self.move_axis(axis, z)
            }
            Some(Play::Draws { since_ms }) => {
                let since_ms = since_ms + elapsed_ms;
                let is_due = since_ms >= BETWEEN_DRAWS_MS && !self.is_waiting();
                self.play = Some(Play::Draws {
                    since_ms: if is_due { 0.0 } else { since_ms },
                });
                match is_due {
                    true => self.draw_again(),
                    false => vec![],
                }
            }
            // The strips that were left behind while the hand moved.
            None if self.rests() => self.ask_strip(),
            _ => vec![],
        }
    }

    fn needs_frames(&self) -> bool {
        self.play.is_some() || !self.rests() && !self.strips.are_settled(&self.places_in_sight())
    }

    fn is_running(&self) -> bool {
        self.play.is_some()
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
