use serde::{Deserialize, Serialize};

use super::{JobId, ModelId};

/// The nets that draw an image pixel by pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PixelNet {
    /// The PixelRNN: 256 greys.
    Rnn,
    /// The PixelCNN: 256 greys.
    Cnn,
    /// The PixelCNN of binary digits: 0 and 1.
    CnnBinary,
}

impl PixelNet {
    pub const ALL: [Self; 3] = [Self::Rnn, Self::Cnn, Self::CnnBinary];

    pub const fn id(self) -> ModelId {
        ModelId::PixelNet(self)
    }
}

/// Units of a state that are shown at once, at most.
pub const MOST_UNITS: usize = 8;

/// Show the PixelRNN's states over an image, or its beginning.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StatesRequest {
    pub job: JobId,
    /// The pixels already there, grey 0-255.
    pub pixels: Vec<u8>,
    /// Raster index, at most `pixels.len()`: the pixel whose state is taken apart.
    pub pixel: u16,
    /// Counted from 0, the nearest to the image first.
    pub layer: u8,
    /// Numbers of the state that are shown over the image, at most `MOST_UNITS`.
    pub units: Vec<u8>,
}

/// A recurrent layer's states over an image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LayerStates {
    pub layer: u8,
    pub n_layers: u8,
    /// Of each pixel up to the one taken apart, the root of the mean square of its state: 0..1.
    pub norms: Vec<f32>,
    /// Of each unit asked for, its value at each of those pixels: -1..1.
    pub units: Vec<Vec<f32>>,
    pub taken_apart: StateParts,
}

/// One pixel's state and what it is made of; each of the state's length, gates apart.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StateParts {
    pub pixel: u16,
    /// `h_(t-1)`: the states above left, above and above right; zeros outside the image.
    pub above: Vec<Vec<f32>>,
    /// What `x_t` adds to the output, forget, input gate and candidate, before their activations.
    pub from_input: Vec<f32>,
    /// What `h_(t-1)` adds to them.
    pub from_state: Vec<f32>,
    /// Output, forget and input gate in 0..1, the candidate in -1..1.
    pub gates: Vec<f32>,
    /// `c_(t-1)` and `c_t`.
    pub cells_before: Vec<f32>,
    pub cells: Vec<f32>,
    /// `h_t`.
    pub hidden: Vec<f32>,
}
