use serde::{Deserialize, Serialize};

use super::JobId;

/// Sides of the images that the race's nets learn from.
pub const RACE_SIDES: [u8; 3] = [7, 14, 28];

/// Laps of each net at each side, at most.
pub const MOST_LAPS: u16 = 50;

/// Images of a lap, at most.
pub const MOST_RACE_IMAGES: u8 = 16;

/// Who takes part: nets with about as many parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RaceNet {
    Recurrent,
    Convolutional,
}

impl RaceNet {
    pub const ALL: [Self; 2] = [Self::Recurrent, Self::Convolutional];
}

/// Time training steps of each net that predicts pixel by pixel, at each of [`RACE_SIDES`]: the
/// nets in turn, so that whatever else the machine does hits both.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RaceRequest {
    pub job: JobId,
    /// Training steps of each net at each side, at least 1.
    pub n_laps: u16,
    /// Images of a step, at least 1.
    pub n_images: u8,
}

/// What a stage of a forward pass computes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RaceStageKind {
    /// The first layer's window over the image.
    Window,
    /// What pixels tell a recurrent layer's gates.
    Input,
    /// One row of a recurrent layer's states.
    Row,
    /// From states or gates to what is added to the features.
    Out,
    /// A vertical stack's window.
    Vertical,
    /// A horizontal stack's window, and the vertical one taken in.
    Horizontal,
    /// From features to the layer before the softmax.
    Head,
    /// The softmax and the loss.
    Softmax,
}

/// A stage of a forward pass.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct RaceStage {
    pub kind: RaceStageKind,
    /// Pixels of an image that it computes side by side.
    pub width: u32,
    /// Milliseconds, as measured.
    pub ms: f32,
}

/// One training step as it was measured.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RaceLap {
    pub net: RaceNet,
    pub side: u8,
    /// Counted from 0. A first one warms up and is not told.
    pub lap: u16,
    pub n_images: u8,
    pub n_parameters: u64,
    /// Of the whole step.
    pub multiply_adds: u64,
    /// Of the forward pass, in the order in which they were made: on one thread each waits for the
    /// one before, whether it needs it or not. The backward pass has as many, the other way round.
    pub stages: Vec<RaceStage>,
    pub backward_ms: f32,
    pub update_ms: f32,
}

impl RaceLap {
    /// The whole step, in milliseconds.
    pub fn total_ms(&self) -> f32 {
        let forward: f32 = self.stages.iter().map(|stage| stage.ms).sum();
        forward + self.backward_ms + self.update_ms
    }
}
