use serde::{Deserialize, Serialize};

/// Names one piece of work. The page counts them up and never uses one twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub u64);

/// The models that the worker can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ModelId {
    PixelCnn,
}

impl ModelId {
    /// Every model, in the order of the lecture.
    pub const ALL: [Self; 1] = [Self::PixelCnn];

    /// The name used in commands, file names and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PixelCnn => "pixelcnn",
        }
    }

    /// The file of its weights, relative to the page.
    pub fn weights_file(self) -> String {
        format!("weights/{}.safetensors", self.name())
    }
}

/// A temperature and the first pixel drawn at it. It holds until the next one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TemperatureFrom {
    /// Raster index of the first pixel drawn at this temperature, `0..N_PIXELS`.
    pub pixel: u16,
    /// Divides the logits; within [`TEMPERATURES`](super::TEMPERATURES).
    pub temperature: f32,
}

/// Draw the pixels `pixels.len()..until` of one image, in raster order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampleRequest {
    pub job: JobId,
    pub model: ModelId,
    /// Names every draw of the image, with `image` and the pixel's index.
    pub seed: u64,
    /// Which image of this seed.
    pub image: u32,
    /// Rising in `pixel`; the first is for pixel 0.
    pub temperatures: Vec<TemperatureFrom>,
    /// The pixels already there, grey 0-255.
    pub pixels: Vec<u8>,
    /// The image is drawn up to, and without, this pixel; at most `N_PIXELS`.
    pub until: u16,
}

/// Show what the model thinks of one pixel, given the pixels before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookRequest {
    pub job: JobId,
    pub model: ModelId,
    /// The pixels already there, grey 0-255.
    pub pixels: Vec<u8>,
    /// Raster index, at most `pixels.len()`: a pixel already there, or the next one.
    pub pixel: u16,
    pub temperature: f32,
}

/// From the page to the worker.
///
/// A job ends with exactly one of `Done`, `Cancelled` or `Failed`. A newer request of a kind
/// takes the place of an unfinished older one of the same kind and model, which is cancelled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Answered at once by `Pong`: the page's way to tell that the worker is alive.
    Ping { nonce: u64 },
    /// Fetch a model's weights ahead of their first use.
    Load { job: JobId, model: ModelId },
    /// Answered by `Sampled` frames, each waiting for its `Ack`.
    Sample(SampleRequest),
    /// Answered by one `Looked`. Goes ahead of everything slower.
    Look(LookRequest),
    /// Compute the numbers that must be the same on every machine; answered by `Checked`.
    Check { job: JobId },
    /// The job's newest frame is on the screen; the next may come.
    Ack { job: JobId },
    /// Stop the job; answered by `Cancelled` unless it had ended.
    Cancel { job: JobId },
}

impl Request {
    /// The job that this request starts, if it starts one.
    pub fn starts(&self) -> Option<JobId> {
        match self {
            Self::Load { job, .. } | Self::Check { job } => Some(*job),
            Self::Sample(request) => Some(request.job),
            Self::Look(request) => Some(request.job),
            Self::Ping { .. } | Self::Ack { .. } | Self::Cancel { .. } => None,
        }
    }
}
