use serde::{Deserialize, Serialize};

use super::{
    Asset, BoundRequest, CodesRequest, CompareRequest, DecodeRequest, EncodeRequest,
    ExploreRequest, FewLabelsRequest, GanRequest, ImageSet, JudgeRequest, PixelNet, RaceRequest,
    StatesRequest, TrainLatentRequest,
};

/// Names one piece of work. The page counts them up and never uses one twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct JobId(pub u64);

/// A temperature and the first pixel drawn at it. It holds until the next one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct TemperatureFrom {
    /// Raster index of the first pixel drawn at this temperature, `0..N_PIXELS`.
    pub pixel: u16,
    /// Divides the logits; within [`TEMPERATURES`](super::TEMPERATURES).
    pub temperature: f32,
}

/// Draw the pixels up to `until` of some images of one seed, side by side, in raster order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SampleRequest {
    pub job: JobId,
    pub model: PixelNet,
    /// Names every draw, with the image's number and the pixel's index.
    pub seed: u64,
    /// The number of each image; one to [`MOST_IMAGES`](super::MOST_IMAGES).
    pub images: Vec<u32>,
    /// Rising in `pixel`; the first is for pixel 0.
    pub temperatures: Vec<TemperatureFrom>,
    /// The pixels already there, grey 0-255: as many of each image.
    pub pixels: Vec<Vec<u8>>,
    /// The images are drawn up to, and without, this pixel; at most `N_PIXELS`.
    pub until: u16,
    /// Which of `images` is looked at: its distributions come with the frames.
    pub watched: u16,
}

/// Show what the model thinks of one pixel, given the pixels before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookRequest {
    pub job: JobId,
    pub model: PixelNet,
    /// The pixels already there, grey 0-255.
    pub pixels: Vec<u8>,
    /// Raster index, at most `pixels.len()`: a pixel already there, or the next one.
    pub pixel: u16,
    pub temperature: f32,
}

/// Find how surprising each pixel of an image is, given those before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ScoreRequest {
    pub job: JobId,
    pub model: PixelNet,
    /// Grey 0-255, at most `N_PIXELS`.
    pub pixels: Vec<u8>,
}

/// Find the training digits that are most like an image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NearestRequest {
    pub job: JobId,
    /// `N_PIXELS` of grey 0-255.
    pub pixels: Vec<u8>,
    pub n_wanted: u16,
}

/// Train the small PixelCNN from scratch, or further.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainRequest {
    pub job: JobId,
    /// Names the first weights, the order of the digits, and the samples. A run of the same seed
    /// goes on where it is, unless that is beyond `until`.
    pub seed: u64,
    /// Steps of the run when it ends.
    pub until: u32,
    /// Samples are drawn after every so many steps, at least 1, and after the last.
    pub draw_every: u32,
}

/// From the page to the worker.
///
/// A job ends with exactly one of `Done`, `Cancelled` or `Failed`. A newer request of a kind
/// takes the place of an unfinished older one of the same kind and model, which is cancelled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Answered at once by `Pong`: the page's way to tell that the worker is alive.
    Ping { nonce: u64 },
    /// Fetch a file ahead of its first use.
    Load { job: JobId, asset: Asset },
    /// Answered by `Sampled` frames, each waiting for its `Ack`.
    Sample(SampleRequest),
    /// Answered by one `Looked`. Goes ahead of everything slower.
    Look(LookRequest),
    /// Answered by one `Scored`.
    Score(ScoreRequest),
    /// Answered by one `Images`.
    Images { job: JobId, set: ImageSet },
    /// An image of which every pixel is drawn alone, each grey value as likely as any other;
    /// answered by one `Noise`.
    Noise { job: JobId, seed: u64 },
    /// Answered by one `Nearest`.
    Nearest(NearestRequest),
    /// Answered by one `States`. Goes ahead of everything slower.
    States(StatesRequest),
    /// Answered by `Raced` frames, each waiting for its `Ack`.
    Race(RaceRequest),
    /// Answered by `Trained` and `Sketched` frames, each waiting for its `Ack`. The last step of a
    /// run that goes on is told again: the job that made it may have been cancelled before it was
    /// heard.
    Train(TrainRequest),
    /// Answered by one `Encoded`.
    Encode(EncodeRequest),
    /// Answered by one `Decoded`.
    Decode(DecodeRequest),
    /// Answered by one `Codes`.
    Codes(CodesRequest),
    /// Answered by `Judged` frames, each waiting for its `Ack`.
    Judge(JudgeRequest),
    /// Answered by one `Bounded`, then `Estimated` and, for a plane, `Integrated` frames, each
    /// waiting for its `Ack`.
    Bound(BoundRequest),
    /// Answered by one `Labelled` and `Progressed` frames, each waiting for its `Ack`, and one
    /// `Tried`.
    FewLabels(FewLabelsRequest),
    /// Answered by `LatentTrained` and `LatentSketched` frames, each waiting for its `Ack`; and by
    /// `Diverged` as the last one where the loss cannot be lowered any more.
    TrainLatent(TrainLatentRequest),
    /// Answered by what its act says.
    Gan(GanRequest),
    /// Answered by `Compare` frames, each waiting for its `Ack`.
    Compare(CompareRequest),
    /// Answered by what its act says.
    Explore(ExploreRequest),
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
            Self::Load { job, .. }
            | Self::Images { job, .. }
            | Self::Noise { job, .. }
            | Self::Check { job } => Some(*job),
            Self::Score(request) => Some(request.job),
            Self::Nearest(request) => Some(request.job),
            Self::States(request) => Some(request.job),
            Self::Race(request) => Some(request.job),
            Self::Train(request) => Some(request.job),
            Self::Sample(request) => Some(request.job),
            Self::Look(request) => Some(request.job),
            Self::Encode(request) => Some(request.job),
            Self::Decode(request) => Some(request.job),
            Self::Codes(request) => Some(request.job),
            Self::Judge(request) => Some(request.job),
            Self::Bound(request) => Some(request.job),
            Self::FewLabels(request) => Some(request.job),
            Self::TrainLatent(request) => Some(request.job),
            Self::Gan(request) => Some(request.job),
            Self::Compare(request) => Some(request.job),
            Self::Explore(request) => Some(request.job),
            Self::Ping { .. } | Self::Ack { .. } | Self::Cancel { .. } => None,
        }
    }
}
