use super::Trouble;
use crate::protocol::{Event, Request};
use crate::ui::address::{Page, PanelLink};
use crate::ui::client::JobIds;
use crate::ui::words::{Finding, Measured};

/// What every panel's state can do: acts, events and frames go in, requests come out.
pub trait PanelState: Send + Sync + 'static {
    const PAGE: Page;
    /// What an address says of the panel.
    type Link: PanelLink;
    /// What the panel measures of what its text in words says.
    const FINDINGS: &'static [Finding] = &[];

    /// Nothing on the screen yet. Each call of `ids` gives the names of another part's jobs.
    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self;

    /// The address of what is shown, or, while a link is being reopened, of what will be.
    fn link(&self) -> Self::Link;

    /// Shows what an address says.
    fn open(&mut self, link: Self::Link) -> Vec<Request>;
    /// Whether there is nothing on the screen and nothing on its way.
    fn is_blank(&self) -> bool;
    /// The panel goes: the worker need not finish anything for it.
    fn close(&mut self) -> Vec<Request>;

    /// Takes in an event. One that belongs to no job that still counts changes nothing.
    fn apply(&mut self, event: &Event) -> Vec<Request>;
    /// A frame of the screen has passed.
    fn tick(&mut self, elapsed_ms: f64) -> Vec<Request>;
    /// Whether the last [`Self::tick`] changed what is to be seen, though it asked for nothing.
    fn has_moved(&self) -> bool {
        false
    }
    /// Whether [`Self::tick`] has something to do at the next frame.
    fn needs_frames(&self) -> bool;
    /// Whether it goes on without a further touch.
    fn is_running(&self) -> bool;

    /// Those of [`Self::FINDINGS`] that are measured, of what is on the screen now.
    fn findings(&self) -> Vec<Measured> {
        vec![]
    }

    fn trouble(&self) -> Trouble;
    /// Asks again after a failure, and goes on as before it.
    fn retry(&mut self) -> Vec<Request>;
}
