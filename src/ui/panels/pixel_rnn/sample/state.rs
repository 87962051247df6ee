//! Images drawn from nothing, the states over the one that is looked at, and how they are looked
//! at.

use super::{Link, Looks, Map, Watching};
use crate::protocol::{Event, PixelNet, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::growth::{Bars, Growing, Growth};
use crate::ui::panels::{PanelState, Trouble};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub growth: Growth,
    pub looks: Looks,
    pub watching: Watching,
}

impl State {
    /// Looks at image and states in another way.
    pub fn look(&mut self, change: impl FnOnce(&mut Looks)) -> Vec<Request> {
        change(&mut self.looks);
        self.watching.follow(&self.growth, &self.looks)
    }

    /// Looks at one number of the states.
    pub fn choose_unit(&mut self, unit: u8) -> Vec<Request> {
        self.look(|looks| {
            looks.unit = unit;
            looks.map = Map::Unit;
        })
    }

    /// The layer and the unit that are looked at, of those that there are.
    pub fn chosen(&self) -> (u8, u8) {
        self.watching.chosen(&self.looks)
    }
}

impl Growing for State {
    fn growth(&self) -> &Growth {
        &self.growth
    }

    fn grow(&mut self, act: impl FnOnce(&mut Growth) -> Vec<Request>) -> Vec<Request> {
        let mut requests = act(&mut self.growth);
        requests.extend(self.watching.follow(&self.growth, &self.looks));
        requests
    }

    fn bars(&mut self) -> &mut Bars {
        &mut self.looks.bars
    }

    fn bars_now(&self) -> Bars {
        self.looks.bars
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("pixelrnn");
    type Link = Link;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            growth: Growth::new(PixelNet::Rnn, ids()),
            looks: Looks::default(),
            watching: Watching::new(ids()),
        }
    }

    fn link(&self) -> Link {
        Link {
            plan: self.growth.plan(),
            looks: self.looks,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.looks = link.looks;
        self.grow(|growth| growth.open(link.plan, vec![]))
    }

    fn is_blank(&self) -> bool {
        self.growth.is_blank()
    }

    fn close(&mut self) -> Vec<Request> {
        let mut requests = self.growth.close();
        requests.extend(self.watching.close());
        requests
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.watching.apply(event);
        match self.growth.is_blank() {
            // It has not been opened yet.
            true => self.growth.apply(event),
            false => self.grow(|growth| growth.apply(event)),
        }
    }

    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        self.growth.tick(elapsed_ms)
    }

    fn needs_frames(&self) -> bool {
        self.growth.needs_frames()
    }

    fn is_running(&self) -> bool {
        self.growth.is_running()
    }

    fn trouble(&self) -> Trouble {
        self.growth.trouble.or(&self.watching.trouble())
    }

    fn retry(&mut self) -> Vec<Request> {
        self.watching.retry();
        self.grow(Growth::retry)
    }
}

#[cfg(test)]
mod tests;
