//! What is said of the models with a code in their middle: autoencoders and VAEs.

use serde::{Deserialize, Serialize};

use super::{ImageSet, JobId, ModelId};

/// Numbers of an autoencoder's code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CodeSize {
    Two,
    Eight,
    ThirtyTwo,
}

impl CodeSize {
    pub const ALL: [Self; 3] = [Self::Two, Self::Eight, Self::ThirtyTwo];

    pub const fn n(self) -> usize {
        match self {
            Self::Two => 2,
            Self::Eight => 8,
            Self::ThirtyTwo => 32,
        }
    }
}

/// Which VAE.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum VaeId {
    /// The one with the best likelihood.
    Good,
    /// The one with few axes that can be read.
    Readable,
    /// The one whose two axes fit on a sheet of paper.
    Plane,
}

impl VaeId {
    pub const ALL: [Self; 3] = [Self::Good, Self::Readable, Self::Plane];

    pub const fn n_axes(self) -> usize {
        match self {
            Self::Good => 32,
            Self::Readable => 10,
            Self::Plane => 2,
        }
    }
}

/// A model with an encoder and a decoder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LatentModel {
    Autoencoder(CodeSize),
    Vae(VaeId),
}

impl LatentModel {
    pub const fn id(self) -> ModelId {
        match self {
            Self::Autoencoder(size) => ModelId::Autoencoder(size),
            Self::Vae(id) => ModelId::Vae(id),
        }
    }

    /// Numbers of a code.
    pub const fn n_code(self) -> usize {
        match self {
            Self::Autoencoder(size) => size.n(),
            Self::Vae(id) => id.n_axes(),
        }
    }
}

/// Find an image's code and what the decoder makes of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EncodeRequest {
    pub job: JobId,
    pub model: LatentModel,
    /// `N_PIXELS` of grey 0-255.
    pub pixels: Vec<u8>,
    /// Names the draws that make the image binary for a VAE; an autoencoder sees the greys.
    pub seed: u64,
}

/// Codes to decode.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Codes {
    /// One after the other.
    Given(Vec<f32>),
    /// So many, drawn from a standard normal.
    Normal { n: u16, seed: u64 },
    /// So many, drawn from the Gaussian fitted to the codes of the training digits that ship.
    Fitted { n: u16, seed: u64 },
}

/// What to show of a decoded pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pixels {
    /// The decoder's output: for a VAE the probability of ink.
    Means,
    /// Ink or none, each pixel drawn by itself with that probability.
    Drawn { seed: u64 },
}

/// Decode some codes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DecodeRequest {
    pub job: JobId,
    pub model: LatentModel,
    pub codes: Codes,
    pub pixels: Pixels,
    /// Which picture of the page asks. A newer request takes an older one's place where both ask
    /// for the same.
    pub picture: u8,
}

/// Find the codes of a set of real digits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CodesRequest {
    pub job: JobId,
    pub model: LatentModel,
    pub set: ImageSet,
}

/// What the classifier is to judge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Candidate {
    /// Training digits, in an order of their own for each seed.
    Real,
    /// Decoded codes from a standard normal.
    Normal(LatentModel),
    /// Decoded codes from the Gaussian fitted to the codes of real digits.
    Fitted(LatentModel),
    /// Those that the request brings along.
    Given,
}

/// Let the classifier judge so many images.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct JudgeRequest {
    pub job: JobId,
    pub candidate: Candidate,
    pub seed: u64,
    /// 1 to [`MOST_JUDGED`](super::MOST_JUDGED).
    pub n: u16,
    /// `n` images of `N_PIXELS` of grey 0-255 where they are given, else none.
    pub pixels: Vec<u8>,
}

/// Take the bound on log p(x) of one digit apart, and tighten it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BoundRequest {
    pub job: JobId,
    pub model: VaeId,
    /// `N_PIXELS` of zeros and ones, as `Encoded` says them.
    pub pixels: Vec<u8>,
    /// Names the latents that are drawn.
    pub seed: u64,
    /// Samples of the last estimate, 1 to [`MOST_LATENTS`](super::MOST_LATENTS): the estimates go
    /// up to it in powers of two.
    pub n_samples: u16,
    /// Independent repeats of each estimate, 1 to [`MOST_REPEATS`](super::MOST_REPEATS).
    pub n_repeats: u8,
}

/// Try what labels are worth: once, with images drawn by the seed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FewLabelsRequest {
    pub job: JobId,
    pub model: LatentModel,
    /// Labels in all, as many of each class.
    pub n_labels: u16,
    pub seed: u64,
}

/// Which net is trained from scratch.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum LatentNet {
    Autoencoder(CodeSize),
    /// With ten axes and a weight of the KL term.
    Vae {
        beta: f32,
    },
}

/// Train an autoencoder or a VAE from scratch, or further.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TrainLatentRequest {
    pub job: JobId,
    pub net: LatentNet,
    /// Names the first weights and the order of the digits. A run of the same seed and kind goes
    /// on where it is, with the rate and the weight given here, unless it is beyond `until`.
    pub seed: u64,
    /// Steps of the run when it ends.
    pub until: u32,
    /// Adam's.
    pub learning_rate: f32,
    /// Pictures are sent after every so many steps, at least 1, and after the last.
    pub draw_every: u32,
}

/// A posterior, or a code without spread.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Code {
    pub mean: Vec<f32>,
    /// Standard deviation by axis; empty for an autoencoder.
    pub deviation: Vec<f32>,
    /// Divergence from the prior by axis, in nats; empty for an autoencoder.
    pub kl: Vec<f32>,
}

/// Where an estimate's latents come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Proposal {
    /// The encoder's q(z | x).
    Posterior,
    /// The prior: nothing is known of the image.
    Prior,
}

/// The integral over a plane of latents, by a grid.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Integral {
    /// Exact but for the grid, in nats.
    pub log_likelihood: f32,
    /// The true posterior on a square of `side` by `side` points, rows downwards from the largest
    /// second axis: densities in parts of the largest.
    pub posterior: Vec<f32>,
    pub side: u16,
    /// The square's middle, and half its width.
    pub middle: [f32; 2],
    pub half_width: f32,
}

/// How the classifier finds some images.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Images judged so far.
    pub n: u16,
    /// `exp of mean KL(p(class | image) || p(class))`, 1 to 10.
    pub score: f32,
    /// p(class) over all images.
    pub shares: Vec<f32>,
    /// Mean probability of the likeliest class.
    pub confidence: f32,
}

/// What one draw of labels brought: parts of the test digits told right.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    pub code: f32,
    pub pixels: f32,
    pub scratch: f32,
    /// Test digits.
    pub n_tested: u32,
}
