//! A run as files: its pair, the pictures, the curves.

#[cfg(feature = "ui")]
mod view;

use crate::protocol::{Event, Request};
use crate::ui::client::JobIds;
use crate::ui::panels::Trouble;

#[cfg(feature = "ui")]
pub use view::controls;

#[derive(Debug, Clone, PartialEq)]
pub struct Files {
    trouble: Trouble,
    ids: JobIds,
}

impl Files {
    pub fn new(ids: JobIds) -> Self {
        Self {
            trouble: Trouble::default(),
            ids,
        }
    }

    /// The panel goes.
    pub fn close(&mut self) -> Vec<Request> {
        vec![]
    }

    pub fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        vec![]
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// Asks again after a failure.
    pub fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        vec![]
    }
}
