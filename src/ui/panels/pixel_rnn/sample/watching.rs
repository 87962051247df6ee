//! The states over the image that is looked at, asked for as it grows.

use super::Looks;
use crate::protocol::{Event, LayerStates, MOST_UNITS, Request, StatesRequest};
use crate::ui::client::JobIds;
use crate::ui::panels::growth::Growth;
use crate::ui::panels::{Newest, Trouble};

#[derive(Debug, Clone, PartialEq)]
pub struct Watching {
    /// Over the image as far as they are known, and the one of the pixel in view taken apart, or
    /// while an answer is on its way that of one before.
    pub states: Option<LayerStates>,
    /// Up to where the states over the image are known.
    over: Option<Subject>,
    /// What was asked last.
    asked: Option<Subject>,
    newest: Newest,
    trouble: Trouble,
    ids: JobIds,
}

/// What there is to ask about.
#[derive(Debug, Clone, PartialEq)]
struct Subject {
    /// Those before the pixel whose state is taken apart.
    pixels: Vec<u8>,
    layer: u8,
    units: Vec<u8>,
}

impl Subject {
    /// Whether the states of `other` are among these.
    fn holds(&self, other: &Self) -> bool {
        let is_alike = (self.layer, &self.units) == (other.layer, &other.units);
        is_alike && self.pixels.starts_with(&other.pixels)
    }
}

impl Watching {
    pub fn new(ids: JobIds) -> Self {
        Self {
            states: None,
            over: None,
            asked: None,
            newest: Newest::default(),
            trouble: Trouble::default(),
            ids,
        }
    }

    /// Layers of the net, and numbers of a state; 0 until they are known.
    pub fn size(&self) -> (u8, u8) {
        self.states.as_ref().map_or((0, 0), |states| {
            let n_units = states.taken_apart.hidden.len();
            (states.n_layers, u8::try_from(n_units).unwrap_or(u8::MAX))
        })
    }

    /// The layer and the unit that are looked at, of those that there are.
    pub fn chosen(&self, looks: &Looks) -> (u8, u8) {
        let (n_layers, n_units) = self.size();
        let layer = looks.layer.min(n_layers.saturating_sub(1));
        (layer, looks.unit.min(n_units.saturating_sub(1)))
    }

    /// The first of the units that stand beside one another.
    pub const fn first_beside(unit: u8) -> u8 {
        unit - unit % MOST_UNITS as u8
    }

    /// Asks for the states of the pixel in view, unless they are known or on their way.
    pub fn follow(&mut self, growth: &Growth, looks: &Looks) -> Vec<Request> {
        if self.trouble.failure.is_some() || self.newest.is_waiting() {
            return vec![];
        }
        let subject = self.subject(growth, looks);
        if self.asked.as_ref() == Some(&subject) {
            return vec![];
        }
        let Some(job) = self.newest.ask(&mut self.ids) else {
            return vec![];
        };
        let request = StatesRequest {
            job,
            pixel: subject.pixels.len() as u16,
            pixels: subject.pixels.clone(),
            layer: subject.layer,
            units: subject.units.clone(),
        };
        self.asked = Some(subject);
        vec![Request::States(request)]
    }

    /// How many layers and units there are is asked first.
    fn subject(&self, growth: &Growth, looks: &Looks) -> Subject {
        let ((layer, unit), (_, n_units)) = (self.chosen(looks), self.size());
        let first = Self::first_beside(unit);
        let end = first.saturating_add(MOST_UNITS as u8).min(n_units);
        let before = growth.pixels().get(..growth.pixel_in_view());
        Subject {
            pixels: before.unwrap_or_default().to_vec(),
            layer,
            units: (first..end).collect(),
        }
    }

    pub fn apply(&mut self, event: &Event) {
        self.trouble.hear(event, &self.ids);
        if let Event::States { job, states } = event
            && self.newest.is(*job)
        {
            self.take(states);
        }
        let was_waiting = self.newest.is_waiting();
        self.newest.has_ended(event);
        let has_ended = was_waiting && !self.newest.is_waiting();
        if has_ended && matches!(event, Event::Cancelled { .. }) {
            // It may be wanted again.
            self.asked = None;
        }
    }

    /// Where a pixel before others is looked at, the states after it are still there.
    fn take(&mut self, states: &LayerStates) {
        let is_within = match (&self.over, &self.asked) {
            (Some(over), Some(asked)) => over.holds(asked),
            _ => false,
        };
        match self.states.as_mut().filter(|_| is_within) {
            Some(known) => known.taken_apart = states.taken_apart.clone(),
            None => {
                self.states = Some(states.clone());
                self.over.clone_from(&self.asked);
            }
        }
    }

    /// The answer no longer counts.
    pub fn close(&mut self) -> Option<Request> {
        let request = self.newest.stop();
        if request.is_some() {
            self.asked = None;
        }
        request
    }

    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    /// What failed may be asked for again.
    pub fn retry(&mut self) {
        if self.trouble.failure.take().is_some() {
            self.asked = None;
        }
    }
}
