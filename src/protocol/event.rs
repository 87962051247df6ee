use serde::{Deserialize, Serialize};

use super::{Failure, JobId, ModelId};

/// The value that a pixel got.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Drawn {
    /// Grey 0-255.
    pub value: u8,
    /// Its surprise `-log2 p(value | pixels before)`, always at temperature 1.
    pub bits: f32,
}

/// The softmax over the 256 grey values of one pixel, given the pixels before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Distribution {
    /// Raster index.
    pub pixel: u16,
    /// The temperature at which `probabilities` is taken.
    pub temperature: f32,
    /// `N_LEVELS` of them, by grey value; they sum to 1.
    pub probabilities: Vec<f32>,
    /// What the pixel is, where it is there already.
    pub drawn: Option<Drawn>,
    /// Raster indices, rising, of the pixels whose values can reach it through the network.
    pub receptive_field: Vec<u16>,
}

/// One group of numbers of the check that must agree on every machine.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CheckLine {
    /// Which numbers, e.g. `rng.normal`.
    pub name: String,
    /// FNV-1a over the numbers' bits.
    pub digest: u64,
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Event {
    /// The first word: the worker runs.
    Hello,
    Pong {
        nonce: u64,
    },
    /// Bytes of a model's weights as they come; `total` where the server says it.
    Loading {
        model: ModelId,
        received: u64,
        total: Option<u64>,
    },
    Loaded {
        model: ModelId,
        /// Numbers that training has set.
        n_parameters: u64,
        /// Pixels that can reach the logits of a pixel far from every edge.
        receptive_field: u32,
    },
    /// A frame: pixels drawn since the last one. The job rests until it is acknowledged.
    Sampled {
        job: JobId,
        /// Raster index of the first of `pixels`.
        first: u16,
        pixels: Vec<u8>,
        /// Surprise of each of `pixels`, at temperature 1.
        bits: Vec<f32>,
        /// Of the last of `pixels`.
        distribution: Distribution,
    },
    Looked {
        job: JobId,
        distribution: Distribution,
    },
    Checked {
        job: JobId,
        lines: Vec<CheckLine>,
    },
    Done {
        job: JobId,
    },
    Cancelled {
        job: JobId,
    },
    Failed {
        job: JobId,
        failure: Failure,
    },
    /// A panic's last words: this worker is gone.
    Crashed {
        message: String,
    },
}

impl Event {
    /// The job that this event belongs to, if any.
    pub fn job(&self) -> Option<JobId> {
        match self {
            Self::Sampled { job, .. }
            | Self::Looked { job, .. }
            | Self::Checked { job, .. }
            | Self::Done { job }
            | Self::Cancelled { job }
            | Self::Failed { job, .. } => Some(*job),
            Self::Hello
            | Self::Pong { .. }
            | Self::Loading { .. }
            | Self::Loaded { .. }
            | Self::Crashed { .. } => None,
        }
    }

    /// Whether this is the last word on its job.
    pub fn ends_job(&self) -> bool {
        matches!(
            self,
            Self::Done { .. } | Self::Cancelled { .. } | Self::Failed { .. }
        )
    }
}
