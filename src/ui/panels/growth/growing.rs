use super::{Bars, Growth};
use crate::protocol::Request;
use crate::ui::panels::PanelState;

/// A panel on which images grow, one of which is looked at.
pub trait Growing: PanelState {
    fn growth(&self) -> &Growth;

    /// Something that the visitor does to the images.
    fn grow(&mut self, act: impl FnOnce(&mut Growth) -> Vec<Request>) -> Vec<Request>;

    /// How the softmax is looked at.
    fn bars(&mut self) -> &mut Bars;

    /// The same, to be read.
    fn bars_now(&self) -> Bars;
}
