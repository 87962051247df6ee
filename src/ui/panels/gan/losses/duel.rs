//! The discriminator far ahead, and the generator under each loss from there.

use std::sync::Arc;

use super::DUEL_STEPS;
use crate::protocol::{
    DuelSide, FAR_AHEAD, GanAct, GanEvent, GanRequest, GanRun, GanSettings, JobId, MOST_LEAD,
    Request,
};
use crate::ui::client::JobIds;

/// Where a duel is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Phase {
    #[default]
    Nothing,
    /// The discriminator alone learns.
    Leading,
    /// The generator learns, under either loss.
    Duelling,
    Over,
    /// By the visitor, or since it could not go on.
    Stopped,
}

/// A duel under way or over.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Duel {
    pub phase: Phase,
    /// Steps of the run where it began.
    pub began_at: u32,
    /// Mean D(G(z)) at each step of the discriminator.
    pub lead: Vec<f32>,
    /// The minimax loss's first.
    pub sides: [Side; 2],
    /// The part that is done of the run's steps that a worker makes again first.
    pub again: Option<f32>,
    pub(super) job: Option<JobId>,
    is_unseen: bool,
}

/// What became of the generator under one loss, from before its first step on.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Side {
    /// Mean D(G(z)).
    pub means: Vec<f32>,
    /// The length of the gradient that reaches the generator's weights.
    pub gradients: Vec<f32>,
    /// The newest samples, one after the other.
    pub pixels: Arc<Vec<u8>>,
}

impl Side {
    /// Takes in what it is after `n_steps`; what was known of later ones no longer holds.
    fn learn(&mut self, n_steps: usize, side: &DuelSide) {
        self.means.truncate(n_steps);
        self.gradients.truncate(n_steps);
        self.means.push(side.mean);
        self.gradients.push(side.gradient);
        if !side.pixels.is_empty() {
            self.pixels = Arc::new(side.pixels.clone());
        }
    }
}

impl Duel {
    /// Begins from where the run is.
    pub fn set_off(
        &mut self,
        run: &GanRun,
        settings: GanSettings,
        ids: &mut JobIds,
    ) -> Vec<Request> {
        let mut requests: Vec<Request> = self.stop().into_iter().collect();
        let job = ids.next_id();
        *self = Self {
            phase: Phase::Leading,
            began_at: run.past.iter().map(|stretch| stretch.n_steps).sum(),
            job: Some(job),
            ..Self::default()
        };
        requests.push(Request::Gan(GanRequest {
            job,
            run: run.clone(),
            act: GanAct::Duel {
                settings,
                n_steps: DUEL_STEPS,
            },
        }));
        requests
    }

    pub fn stop(&mut self) -> Option<Request> {
        let job = self.job.take()?;
        self.end(false);
        Some(Request::Cancel { job })
    }

    /// Its job has ended, well or not.
    pub fn end(&mut self, is_done: bool) {
        self.job = None;
        self.is_unseen = false;
        self.again = None;
        // A job without a last frame was not a duel to the end.
        self.phase = match is_done && self.n_steps() == Some(DUEL_STEPS) {
            true => Phase::Over,
            false => Phase::Stopped,
        };
    }

    pub fn hear(&mut self, event: &GanEvent) {
        self.again = None;
        match event {
            // A new worker begins anew.
            GanEvent::Led { n_steps, mean } => {
                self.phase = Phase::Leading;
                self.sides = Default::default();
                self.lead.truncate(n_steps.saturating_sub(1) as usize);
                self.lead.push(*mean);
                self.is_unseen = true;
            }
            GanEvent::Duelled { n_steps, sides } => {
                self.phase = Phase::Duelling;
                for (side, heard) in self.sides.iter_mut().zip(sides) {
                    side.learn(*n_steps as usize, heard);
                }
                self.is_unseen = true;
            }
            _ => {}
        }
    }

    /// A worker makes the run's steps again first. A new one begins the duel anew.
    pub fn make_again(&mut self, part: f32) {
        self.again = Some(part);
        self.is_unseen = true;
    }

    pub const fn is_running(&self) -> bool {
        self.job.is_some()
    }

    pub const fn needs_frames(&self) -> bool {
        self.is_unseen
    }

    /// A frame of the screen has passed.
    pub fn tick(&mut self) -> Option<Request> {
        let seen = std::mem::take(&mut self.is_unseen);
        self.job.filter(|_| seen).map(|job| Request::Ack { job })
    }

    /// Steps of each side; none before their beginning.
    pub fn n_steps(&self) -> Option<u32> {
        let [side, _] = &self.sides;
        (side.means.len() as u32).checked_sub(1)
    }

    /// Whether the discriminator is as far ahead as it was to be; not known while it leads.
    pub fn is_far_ahead(&self) -> Option<bool> {
        let is_far = self.lead.last().is_some_and(|mean| *mean < FAR_AHEAD);
        let is_over = is_far || self.lead.len() as u32 >= MOST_LEAD;
        is_over.then_some(is_far)
    }

    /// The part of it that is done, 0 to 1. How long the lead takes is not known: it goes by how
    /// far D(G(z)) has fallen on a logarithmic scale, or by the steps that it may take at most.
    pub fn part(&self) -> f64 {
        const OF_LEAD: f64 = 0.5;
        match (self.phase, self.n_steps()) {
            (Phase::Nothing, _) => 0.0,
            (Phase::Over, _) => 1.0,
            (_, Some(n_steps)) => {
                let share = f64::from(n_steps) / f64::from(DUEL_STEPS);
                OF_LEAD + (1.0 - OF_LEAD) * share
            }
            (_, None) => {
                let lowest = self.lead.iter().copied().fold(1.0, f32::min);
                let fallen = f64::from(lowest).ln() / f64::from(FAR_AHEAD).ln();
                let made = self.lead.len() as f64 / f64::from(MOST_LEAD);
                OF_LEAD * fallen.max(made).clamp(0.0, 1.0)
            }
        }
    }

    /// How both sides stand, once they have begun.
    pub fn standing(&self) -> Option<Standing> {
        let [a, b] = &self.sides;
        let last = |side: &Side| side.means.last().copied().map(f64::from);
        let first = |side: &Side| side.gradients.first().copied().map(f64::from);
        let believed = |side: &Side| side.means.iter().position(|mean| *mean > 0.5);
        Some(Standing {
            n_steps: self.n_steps()?,
            means: [last(a)?, last(b)?],
            gradients: [first(a)?, first(b)?],
            believed_after: [believed(a), believed(b)],
        })
    }
}

/// How a duel stands, the minimax loss's side first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
    pub n_steps: u32,
    /// D(G(z)) now.
    pub means: [f64; 2],
    /// Where both begin.
    pub gradients: [f64; 2],
    /// Steps until D took the images for real rather than not.
    pub believed_after: [Option<usize>; 2],
}
