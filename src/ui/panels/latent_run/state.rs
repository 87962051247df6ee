use std::marker::PhantomData;

use super::{Learner, Link, Run, in_words};
use crate::plot::BarScale;
use crate::protocol::{Event, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// What tells one panel of training from another.
pub trait Subject: std::fmt::Debug + Clone + PartialEq + Send + Sync + 'static {
    const PAGE: Page;
    /// What learns where an address says nothing else.
    const LEARNER: Learner;
    /// The loss's axis, likewise.
    const SCALE: BarScale;
}

/// A panel on which something is trained.
#[derive(Debug, Clone, PartialEq)]
pub struct State<S> {
    pub run: Run,
    /// Of the loss's axis.
    pub scale: BarScale,
    of: PhantomData<S>,
}

impl<S: Subject> PanelState for State<S> {
    const PAGE: Page = S::PAGE;
    type Link = Link<S>;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            run: Run::new(S::LEARNER, ids()),
            scale: S::SCALE,
            of: PhantomData,
        }
    }

    fn link(&self) -> Link<S> {
        Link::new(self.run.link(), self.scale)
    }

    fn open(&mut self, link: Link<S>) -> Vec<Request> {
        self.scale = link.scale;
        // Another axis is no other run.
        if link.plan == self.run.link() && !self.run.is_blank() {
            return vec![];
        }
        self.run.open(link.plan)
    }

    fn is_blank(&self) -> bool {
        self.run.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        self.run.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.run.apply(event)
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        self.run.tick()
    }

    fn needs_frames(&self) -> bool {
        self.run.needs_frames()
    }

    fn is_running(&self) -> bool {
        self.run.is_running()
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(&self.run)
    }

    fn trouble(&self) -> Trouble {
        self.run.trouble()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.run.retry()
    }
}
