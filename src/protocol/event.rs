use serde::{Deserialize, Serialize};

use super::{
    Asset, Code, CompareEvent, ExploreEvent, Failure, GanEvent, ImageSet, Integral, JobId,
    LayerStates, ModelId, Proposal, RaceLap, Trial, Verdict,
};

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
    /// The same at temperature 1; empty where `temperature` is 1.
    pub untempered: Vec<f32>,
    /// What the pixel is, where it is there already.
    pub drawn: Option<Drawn>,
    /// Raster indices, rising, of the pixels whose values can reach it through the network.
    pub receptive_field: Vec<u16>,
}

/// Which of the two masks a layer has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MaskKind {
    /// 0 at the pixel itself: the first layer's.
    A,
    /// 1 at the pixel itself, whose features know only earlier pixels: every later layer's.
    B,
}

/// What one layer sees around a pixel: the places, (rows down, columns right), where its mask
/// is 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mask {
    pub kind: MaskKind,
    /// Places between two neighbours of the window.
    pub dilation: u8,
    /// The vertical stack's: rows above.
    pub above: Vec<(i8, i8)>,
    /// The horizontal stack's: the row itself.
    pub beside: Vec<(i8, i8)>,
}

/// Pixels that one image got since the last frame.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Strip {
    pub pixels: Vec<u8>,
    /// Surprise of each of `pixels`, at temperature 1.
    pub bits: Vec<f32>,
}

/// A training digit, and how far it is from an image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighbour {
    pub pixels: Vec<u8>,
    /// Root of the mean squared difference of grey values, in 0..1.
    pub distance: f32,
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
    /// Bytes of a file as they come; `total` where the server says it.
    Loading {
        asset: Asset,
        received: u64,
        total: Option<u64>,
    },
    /// A file is there.
    Fetched {
        asset: Asset,
    },
    /// What there is to know of a model; said before its weights are `Fetched`.
    Loaded {
        model: ModelId,
        /// Numbers that training has set.
        n_parameters: u64,
        /// Pixels that can reach the logits of a pixel far from every edge.
        receptive_field: u32,
        /// Of each layer, the first one first.
        masks: Vec<Mask>,
    },
    /// A frame: pixels drawn since the last one. The job rests until it is acknowledged.
    Sampled {
        job: JobId,
        /// Raster index of the first of each strip's pixels.
        first: u16,
        /// One an image, all as long as each other.
        strips: Vec<Strip>,
        /// Of the last pixel of the image that is looked at.
        distribution: Distribution,
    },
    Looked {
        job: JobId,
        distribution: Distribution,
    },
    States {
        job: JobId,
        states: Box<LayerStates>,
    },
    /// A training step has been timed. The job rests until it is acknowledged.
    Raced {
        job: JobId,
        lap: RaceLap,
    },
    Scored {
        job: JobId,
        /// Surprise of each pixel given those before it, at temperature 1.
        bits: Vec<f32>,
        /// Surprise of all pixels together where nothing is known but how often each grey value
        /// occurs in the training images.
        histogram_bits: f64,
    },
    Images {
        job: JobId,
        set: ImageSet,
        /// `N_PIXELS` an image, one after the other.
        pixels: Vec<u8>,
    },
    Noise {
        job: JobId,
        pixels: Vec<u8>,
    },
    Nearest {
        job: JobId,
        /// The nearest first.
        neighbours: Vec<Neighbour>,
        /// Digits that were compared.
        n_compared: u32,
    },
    /// A training step has been made. The job rests until it is acknowledged.
    Trained {
        job: JobId,
        /// Steps made so far, this one included.
        n_steps: u32,
        /// Mean surprise of the step's digits before it, in bits a pixel: what it went down.
        bits_per_pixel: f32,
        /// The first of the step's digits: its pixels are the targets as well.
        digit: Vec<u8>,
        /// The surprise of each of its pixels, in bits: the loss of each prediction.
        bits: Vec<f32>,
    },
    /// Samples of the net as it is, in the making. The job rests until it is acknowledged.
    Sketched {
        job: JobId,
        /// After how many steps.
        n_steps: u32,
        /// Pixels so far, of each image.
        pixels: Vec<Vec<u8>>,
    },
    Encoded {
        job: JobId,
        code: Code,
        /// The image as the model sees it: greys, or zeros and ones for a VAE.
        seen: Vec<u8>,
        /// What the decoder makes of the code, or of the posterior's mean: grey 0-255.
        reconstruction: Vec<u8>,
        /// Mean squared difference of the two, pixels in 0..1.
        squared_error: f32,
    },
    Decoded {
        job: JobId,
        /// As given, or as drawn.
        codes: Vec<f32>,
        /// `N_PIXELS` a code, grey 0-255.
        pixels: Vec<u8>,
    },
    Codes {
        job: JobId,
        set: ImageSet,
        /// One code an image, one after the other.
        means: Vec<f32>,
        /// Standard deviations, alike; empty for an autoencoder.
        deviations: Vec<f32>,
        /// Divergence from the prior by axis, mean over the images, in nats; empty alike.
        kl: Vec<f32>,
        /// What each image shows, 0 to 9.
        labels: Vec<u8>,
    },
    /// Some more images have been judged. The job rests until it is acknowledged.
    Judged {
        job: JobId,
        verdict: Verdict,
        /// The images judged since the last frame.
        pixels: Vec<u8>,
        /// The likeliest class of each of these, and its probability.
        classes: Vec<u8>,
        confidences: Vec<f32>,
    },
    /// The bound's terms, in nats.
    Bounded {
        job: JobId,
        /// `E_q[log p(x | z)]`, by `n_samples` latents.
        log_likelihood: f32,
        n_samples: u32,
        /// `KL(q(z | x) || p(z))` by axis.
        kl: Vec<f32>,
    },
    /// Estimates of log p(x) with so many latents each, in nats.
    Estimated {
        job: JobId,
        proposal: Proposal,
        n_samples: u16,
        /// Of each repeat.
        estimates: Vec<f32>,
    },
    Integrated {
        job: JobId,
        integral: Integral,
    },
    /// The part of the job that is done, in 0..1. The job rests until it is acknowledged.
    Progressed {
        job: JobId,
        part: f32,
    },
    /// Which digits come with a label: the first of them, at most `MOST_LABELLED_SHOWN`. The job
    /// rests until it is acknowledged.
    Labelled {
        job: JobId,
        /// `N_PIXELS` a digit, grey 0-255.
        pixels: Vec<u8>,
        /// What each shows, 0 to 9.
        labels: Vec<u8>,
    },
    Tried {
        job: JobId,
        trial: Trial,
    },
    /// A step of an autoencoder or a VAE has been made. The job rests until it is acknowledged.
    LatentTrained {
        job: JobId,
        /// Steps made so far, this one included.
        n_steps: u32,
        /// Of the step's digits before it: mean squared error of a pixel, or nats an image.
        reconstruction: f32,
        /// `KL(q(z | x) || p(z))` by axis, mean over the step's digits; empty for an autoencoder.
        kl: Vec<f32>,
    },
    /// What the net makes of some test digits, and of nothing. The job rests until it is
    /// acknowledged.
    LatentSketched {
        job: JobId,
        /// After how many steps.
        n_steps: u32,
        /// `N_LATENT_SKETCHES` digits, as the net sees them, grey 0-255.
        digits: Vec<u8>,
        reconstructions: Vec<u8>,
        /// As many decoded codes from a standard normal, the same ones each time.
        samples: Vec<u8>,
    },
    /// After `n_steps` the loss is no number, or has no slope to go down; the run is again where it
    /// was after `kept`.
    Diverged {
        job: JobId,
        n_steps: u32,
        kept: u32,
    },
    Gan {
        job: JobId,
        event: GanEvent,
    },
    Explored {
        job: JobId,
        event: ExploreEvent,
    },
    Compare {
        job: JobId,
        event: CompareEvent,
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
            | Self::States { job, .. }
            | Self::Raced { job, .. }
            | Self::Scored { job, .. }
            | Self::Images { job, .. }
            | Self::Noise { job, .. }
            | Self::Nearest { job, .. }
            | Self::Trained { job, .. }
            | Self::Sketched { job, .. }
            | Self::Encoded { job, .. }
            | Self::Decoded { job, .. }
            | Self::Codes { job, .. }
            | Self::Judged { job, .. }
            | Self::Bounded { job, .. }
            | Self::Estimated { job, .. }
            | Self::Integrated { job, .. }
            | Self::Progressed { job, .. }
            | Self::Labelled { job, .. }
            | Self::Tried { job, .. }
            | Self::LatentTrained { job, .. }
            | Self::LatentSketched { job, .. }
            | Self::Diverged { job, .. }
            | Self::Gan { job, .. }
            | Self::Compare { job, .. }
            | Self::Explored { job, .. }
            | Self::Checked { job, .. }
            | Self::Done { job }
            | Self::Cancelled { job }
            | Self::Failed { job, .. } => Some(*job),
            Self::Hello
            | Self::Pong { .. }
            | Self::Loading { .. }
            | Self::Fetched { .. }
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
