//! All models side by side: what is measured of each, on this machine and at this moment.

use serde::{Deserialize, Serialize};

use super::{Asset, CodeSize, GanMoment, JobId, LatentModel, ModelId, PixelNet, VaeId};

/// A way to come by images.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Contender {
    /// Drawn pixel by pixel.
    Pixels(PixelNet),
    /// Decoded codes from the Gaussian fitted to the codes of real digits.
    Autoencoder(CodeSize),
    /// What the VAE's decoder says of latents from the prior: each pixel's probability of ink.
    VaeMeans,
    /// Pixels drawn with these probabilities: samples of the VAE's p(x).
    VaeDrawn,
    /// The generator at the end of the long run.
    Gan,
    /// Test digits.
    Real,
    /// The same, made binary by drawing, from the seed that all likelihoods are taken with.
    RealBinary,
}

/// The VAE that is compared, the one with the best likelihood.
const VAE: LatentModel = LatentModel::Vae(VaeId::Good);

impl Contender {
    /// In the order of the lecture, real digits last.
    pub const ALL: [Self; 11] = [
        Self::Pixels(PixelNet::Rnn),
        Self::Pixels(PixelNet::Cnn),
        Self::Pixels(PixelNet::CnnBinary),
        Self::Autoencoder(CodeSize::Two),
        Self::Autoencoder(CodeSize::Eight),
        Self::Autoencoder(CodeSize::ThirtyTwo),
        Self::VaeMeans,
        Self::VaeDrawn,
        Self::Gan,
        Self::Real,
        Self::RealBinary,
    ];

    /// The model that makes the images; real ones none does.
    pub const fn model(self) -> Option<ModelId> {
        Some(match self {
            Self::Pixels(net) => net.id(),
            Self::Autoencoder(size) => ModelId::Autoencoder(size),
            Self::VaeMeans | Self::VaeDrawn => VAE.id(),
            Self::Gan => ModelId::Gan(GanMoment::End),
            Self::Real | Self::RealBinary => return None,
        })
    }

    /// The model, where it has a code in its middle.
    pub const fn latent(self) -> Option<LatentModel> {
        match self {
            Self::Autoencoder(size) => Some(LatentModel::Autoencoder(size)),
            Self::VaeMeans | Self::VaeDrawn => Some(VAE),
            _ => None,
        }
    }

    /// Whether its pixels are ink or none: then it is held against binary digits.
    pub const fn is_binary(self) -> bool {
        matches!(
            self,
            Self::Pixels(PixelNet::CnnBinary) | Self::VaeDrawn | Self::RealBinary
        )
    }

    /// Whether it has a density that is told: a mean is no sample of its model's, and neither
    /// autoencoder nor GAN has one.
    pub const fn is_scored(self) -> bool {
        matches!(self, Self::Pixels(_) | Self::VaeDrawn)
    }

    /// The files that it takes to measure it.
    pub fn needs(self) -> Vec<Asset> {
        let mut needs = vec![
            Asset::Weights(ModelId::Classifier),
            Asset::Images(super::ImageSet::TrainingDigits),
            Asset::Images(super::ImageSet::TestDigits),
        ];
        if let Some(model) = self.model() {
            needs.push(Asset::Weights(model));
            if self.is_scored() {
                needs.push(Asset::Manifest(model));
            }
        }
        needs
    }
}

impl ModelId {
    /// The figures of its manifest that are told, each taken on all 10,000 test digits.
    pub const fn recorded(self) -> &'static [&'static str] {
        match self {
            Self::PixelNet(PixelNet::Rnn) => &["pixelrnn.bits_per_dim"],
            Self::PixelNet(PixelNet::Cnn) => &["pixelcnn.bits_per_dim"],
            Self::PixelNet(PixelNet::CnnBinary) => &["pixelcnn_binary.nll"],
            Self::Vae(VaeId::Good) => &["vae.elbo", "vae.nll"],
            _ => &[],
        }
    }
}

/// Make some images in one way, and measure all that is measured of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CompareRequest {
    pub job: JobId,
    pub contender: Contender,
    /// Names the images; of real digits, which they are.
    pub seed: u64,
    /// 1 to [`MOST_COMPARED`](super::MOST_COMPARED).
    pub n_images: u16,
    /// Whether the likelihood of test digits is taken too, which no seed changes.
    pub wants_likelihood: bool,
}

/// What is known of a model before it has made an image.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ModelFacts {
    /// Numbers of the layers that an image is drawn through.
    pub n_parameters: u64,
    /// Of the file of weights, in which there may be layers beside these.
    pub n_bytes: u64,
    /// Of one image: multiplications, each with its addition.
    pub multiply_adds: u64,
    /// Stages of one image of which each needs the one before.
    pub n_stages: u64,
    /// What the manifest says, as [`ModelId::recorded`] lists it.
    pub recorded: Vec<f64>,
}

/// What is found of the images as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// `exp of mean KL(p(class | image) || p(class))` by the classifier, 1 to 10.
    pub score: f32,
    /// Classes that hold their part of the images.
    pub n_covered: u8,
    /// Distance from real digits' distribution of steps between neighbouring pixels, greys in 0..1.
    pub sharpness: f32,
    /// The mean step less that of the same real digits: below 0 where images are blurred.
    pub excess: f32,
}

/// How likely the model finds test digits, a mean over them.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub enum Likelihood {
    /// Exact, of greys: `-log2 p(x)` a pixel, in bits.
    Grey { bits_per_pixel: f32 },
    /// Exact, of ink and none: `-ln p(x)` an image, in nats.
    Binary { nats: f32 },
    /// Two bounds on the same from above, in nats: the negative ELBO, and the tighter one of
    /// `n_latents` weighted latents (Burda et al. 2016, eq. 8).
    Bound {
        elbo: f32,
        weighted: f32,
        n_latents: u16,
    },
}

/// What a comparison tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CompareEvent {
    /// The first word; of real digits there is none.
    Facts(ModelFacts),
    /// Images made since the last frame, `N_PIXELS` each, grey 0-255; `first` is the number of the
    /// first.
    Drawn {
        first: u16,
        pixels: Vec<u8>,
    },
    /// How long an image took, a mean over the last `n_timed` made, some of them side by side.
    Timed {
        ms_per_image: f32,
        n_timed: u32,
    },
    Judged(Judgement),
    /// The training digit nearest to each image so far, and how far it is: root of the mean squared
    /// difference, greys in 0..1.
    Near {
        pixels: Vec<u8>,
        distances: Vec<f32>,
    },
    /// Over the first `n_digits` test digits.
    Scored {
        n_digits: u16,
        likelihood: Likelihood,
    },
}
