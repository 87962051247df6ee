//! What goes on by itself.

use super::{Latents, Play};
use crate::protocol::Request;
use crate::ui::panels::Swing;

/// How far a slider goes to either side when it moves by itself.
const REACH: f32 = 3.0;
/// A slider that moves by itself goes from one end to the other in so many milliseconds, and so
/// does a walk.
const SWING_MS: f64 = 3_000.0;
/// A frame that took longer counts as one that took so long.
const LONGEST_FRAME_MS: f64 = 100.0;

impl Latents {
    /// Lets a slider move by itself, or holds it.
    pub fn sweep(&mut self, axis: usize) -> Vec<Request> {
        self.play = match self.swept() {
            Some(swept) if swept == axis => None,
            _ => Some(Play::Sweep {
                axis,
                swing: Swing { is_rising: true },
            }),
        };
        vec![]
    }

    /// The slider that moves by itself.
    pub const fn swept(&self) -> Option<usize> {
        match self.play {
            Some(Play::Sweep { axis, .. }) => Some(axis),
            _ => None,
        }
    }

    /// Walks to and fro, or stands.
    pub fn walk(&mut self) -> Vec<Request> {
        self.play = match self.play {
            Some(Play::Walk(_)) => None,
            _ => Some(Play::Walk(Swing {
                is_rising: self.along < 1.0,
            })),
        };
        vec![]
    }

    pub const fn is_walking(&self) -> bool {
        matches!(self.play, Some(Play::Walk(_)))
    }

    pub fn tick(&mut self, elapsed_ms: f64) -> Vec<Request> {
        let elapsed_ms = elapsed_ms.min(LONGEST_FRAME_MS);
        let by = |span: f32| (f64::from(span) * elapsed_ms / SWING_MS) as f32;
        // The image keeps up, or what plays waits for it.
        match self.play {
            Some(Play::Walk(mut swing)) if !self.step.is_waiting() => {
                let along = swing.go_on(self.along, by(1.0), (0.0, 1.0));
                self.play = Some(Play::Walk(swing));
                self.go_along(along)
            }
            Some(Play::Sweep { axis, mut swing }) if !self.hand.is_waiting() => {
                let Some(z) = self.axis(axis) else {
                    return vec![];
                };
                let z = swing.go_on(z, by(2.0 * REACH), (-REACH, REACH));
                self.play = Some(Play::Sweep { axis, swing });
                self.move_axis(axis, z)
            }
            _ => vec![],
        }
    }

    pub const fn needs_frames(&self) -> bool {
        self.play.is_some()
    }

    /// Whether it goes on without a further touch.
    pub const fn is_running(&self) -> bool {
        self.play.is_some()
    }
}
