use super::Link;
use crate::protocol::{Event, Request};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    trouble: Trouble,
    ids: JobIds,
}

impl PanelState for State {
    const PAGE: Page = Page::new("autoencoder");
    type Link = Link;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        Self {
            seed: Link::default().seed,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link { seed: self.seed }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.seed = link.seed;
        vec![]
    }

    fn is_blank(&self) -> bool {
        false
    }

    fn close(&mut self) -> Vec<Request> {
        vec![]
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        vec![]
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        vec![]
    }

    fn needs_frames(&self) -> bool {
        false
    }

    fn is_running(&self) -> bool {
        false
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        vec![]
    }
}
