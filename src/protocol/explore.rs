//! What is asked of some digits on the plane of an autoencoder's codes, with their labels and
//! without.

use serde::{Deserialize, Serialize};

use super::{ImageSet, JobId, LatentModel};
use crate::protocol::CodeSize;

/// Whose codes they are.
pub const EXPLORED_MODEL: LatentModel = LatentModel::Autoencoder(CodeSize::Two);

/// Of which digits.
pub const EXPLORED_SET: ImageSet = ImageSet::MoreTestDigits;

/// Digits on the plane: the first ones of the set. All that is learnt is learnt of them.
pub const N_EXPLORED: usize = 300;

/// The digits after them, of which nothing is learnt: what was learnt is tried on them.
pub const N_HELD_OUT: usize = 700;

/// Points along a side of what is told of the whole plane.
pub const EXPLORED_SIDE: usize = 48;

/// Clusters, at the most.
pub const MOST_CLUSTERS: u8 = 16;

/// Steps of a classifier, at the most.
pub const MOST_REGION_STEPS: u32 = 300;

/// Bandwidths to choose from.
pub const N_BANDWIDTHS: u8 = 25;

/// How wide each point's Gaussian is, in units of the code: rising with `notch`, from 0 to
/// [`N_BANDWIDTHS`] less 1, by equal ratios.
pub fn bandwidth_at(notch: u8) -> f32 {
    const NARROWEST: f32 = 0.25;
    const RATIO: f32 = 1.14;
    (0..notch).fold(NARROWEST, |bandwidth, _| bandwidth * RATIO)
}

/// Do something with the digits on the plane.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ExploreRequest {
    pub job: JobId,
    pub act: ExploreAct,
}

/// What to do with them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum ExploreAct {
    /// Find where they are. Answered by one `Scattered`.
    Scatter,
    /// Train a classifier on their labels up to step `until`, at most [`MOST_REGION_STEPS`].
    /// Answered by `Classified` after step `from` and every step from there on.
    Classify {
        net: RegionNet,
        /// Names the first weights.
        seed: u64,
        from: u32,
        until: u32,
    },
    /// Run k-means without labels, from centres drawn by the seed: 1 to [`MOST_CLUSTERS`].
    /// Answered by one `Clustered`.
    Cluster { n_clusters: u8, seed: u64 },
    /// Find the directions in which codes and images vary most. Answered by one `Axes`.
    Axes,
    /// Estimate their density. Answered by one `Density`.
    Density {
        /// Of [`bandwidth_at`].
        notch: u8,
    },
}

/// Which classifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RegionNet {
    /// Softmax regression: regions end at straight lines.
    Linear,
    /// With a hidden layer.
    Hidden,
}

impl RegionNet {
    /// Units of the hidden layer.
    pub const fn n_hidden(self) -> Option<usize> {
        match self {
            Self::Linear => None,
            Self::Hidden => Some(24),
        }
    }
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum ExploreEvent {
    Scattered(Scatter),
    /// The job rests until it is acknowledged.
    Classified(Regions),
    /// Half steps from the first centres to the end: points are assigned, centres move, in turn.
    Clustered(Vec<HalfStep>),
    Axes(Box<Axes>),
    Density(Density),
}

/// The digits on the plane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Scatter {
    /// Two numbers a digit.
    pub codes: Vec<f32>,
    /// What each shows, 0 to 9.
    pub labels: Vec<u8>,
    /// `N_PIXELS` of grey 0-255 a digit.
    #[serde(with = "super::bytes")]
    pub pixels: Vec<u8>,
    /// The square of the plane on which most of them are, and of which maps are told.
    pub middle: [f32; 2],
    pub half_width: f32,
}

/// What a classifier makes of the plane.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Regions {
    /// Steps made.
    pub n_steps: u32,
    /// Before the last step, in nats a digit; none before the first.
    pub loss: Option<f32>,
    /// The likeliest class at each of `EXPLORED_SIDE` by `EXPLORED_SIDE` points of the square,
    /// rows downwards.
    #[serde(with = "super::bytes")]
    pub classes: Vec<u8>,
    /// Parts of the digits told right: of those that it learns from, and of those held out.
    pub accuracy: f32,
    pub held_out_accuracy: f32,
}

/// k-means after half a step.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HalfStep {
    pub centres: Vec<[f32; 2]>,
    /// The centre of each digit, by its place.
    #[serde(with = "super::bytes")]
    pub clusters: Vec<u8>,
    /// Mean squared distance of a digit to its centre.
    pub inertia: f32,
    /// Part of the digits whose label is the most frequent one of their cluster: what labels say
    /// of it, who had no part in it.
    pub purity: f32,
}

/// Directions in which the digits vary most, the first one first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Axes {
    /// Of the codes: their mean, directions of length 1, and standard deviations along them.
    pub mean: [f32; 2],
    pub directions: [[f32; 2]; 2],
    pub deviations: [f32; 2],
    /// Of the images, `N_PIXELS` each in 0..1: their mean, and two directions of length 1.
    pub mean_image: Vec<f32>,
    pub images: [Vec<f32>; 2],
    /// Standard deviations along these, and the parts of the images' variance that they carry.
    pub image_deviations: [f32; 2],
    pub shares: [f32; 2],
    /// How far along the two directions each image is: the best linear code of two numbers.
    pub linear_codes: Vec<f32>,
}

/// A density estimate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Density {
    pub notch: u8,
    /// On `EXPLORED_SIDE` by `EXPLORED_SIDE` points of the square, rows downwards, in parts of the
    /// largest.
    pub map: Vec<f32>,
    /// At each bandwidth the mean log density, in nats, of the digits themselves.
    pub own: Vec<f32>,
    /// And of digits held out.
    pub held_out: Vec<f32>,
}
