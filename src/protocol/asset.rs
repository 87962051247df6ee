use serde::{Deserialize, Serialize};

use super::{CodeSize, GanMoment, PixelNet, VaeId};

/// The models that the worker can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ModelId {
    PixelNet(PixelNet),
    Autoencoder(CodeSize),
    Vae(VaeId),
    /// Both nets, at a moment of the long run.
    Gan(GanMoment),
    /// Which judges what the others make.
    Classifier,
}

impl ModelId {
    /// Every model, in the order of the lecture.
    pub const ALL: [Self; 14] = [
        Self::PixelNet(PixelNet::Rnn),
        Self::PixelNet(PixelNet::Cnn),
        Self::PixelNet(PixelNet::CnnBinary),
        Self::Autoencoder(CodeSize::Two),
        Self::Autoencoder(CodeSize::Eight),
        Self::Autoencoder(CodeSize::ThirtyTwo),
        Self::Vae(VaeId::Good),
        Self::Vae(VaeId::Readable),
        Self::Vae(VaeId::Plane),
        Self::Gan(GanMoment::Step100),
        Self::Gan(GanMoment::Step500),
        Self::Gan(GanMoment::Step2000),
        Self::Gan(GanMoment::End),
        Self::Classifier,
    ];

    /// The name used in commands, file names and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PixelNet(PixelNet::Rnn) => "pixelrnn",
            Self::PixelNet(PixelNet::Cnn) => "pixelcnn",
            Self::PixelNet(PixelNet::CnnBinary) => "pixelcnn_binary",
            Self::Autoencoder(CodeSize::Two) => "autoencoder_2",
            Self::Autoencoder(CodeSize::Eight) => "autoencoder_8",
            Self::Autoencoder(CodeSize::ThirtyTwo) => "autoencoder_32",
            Self::Vae(VaeId::Good) => "vae",
            Self::Vae(VaeId::Readable) => "vae_readable",
            Self::Vae(VaeId::Plane) => "vae_plane",
            Self::Gan(GanMoment::Step100) => "gan_100",
            Self::Gan(GanMoment::Step500) => "gan_500",
            Self::Gan(GanMoment::Step2000) => "gan_2000",
            Self::Gan(GanMoment::End) => "gan",
            Self::Classifier => "classifier",
        }
    }
}

/// Real images that ship with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ImageSet {
    /// 200 of MNIST's test digits: no model has seen them.
    TestDigits,
    /// 2,000 more of MNIST's test digits.
    MoreTestDigits,
    /// 10,000 of MNIST's training digits.
    TrainingDigits,
    /// Two test images of each class of Fashion-MNIST.
    Fashion,
}

impl ImageSet {
    pub const ALL: [Self; 4] = [
        Self::TestDigits,
        Self::MoreTestDigits,
        Self::TrainingDigits,
        Self::Fashion,
    ];

    /// The stem of its files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TestDigits => "digits-test",
            Self::MoreTestDigits => "digits-test-more",
            Self::TrainingDigits => "digits-training",
            Self::Fashion => "fashion-test",
        }
    }
}

/// A file that the worker fetches when something first needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Asset {
    Weights(ModelId),
    /// What was measured of a model when its weights were made.
    Manifest(ModelId),
    Images(ImageSet),
    /// What the images of a set show.
    Labels(ImageSet),
    /// How often each grey value occurs in MNIST's training images.
    GreyCounts,
}

impl Asset {
    /// Where it is, relative to the page.
    pub fn file(self) -> String {
        match self {
            Self::Weights(model) => format!("weights/{}.safetensors", model.name()),
            Self::Manifest(model) => format!("weights/{}.json", model.name()),
            Self::Images(set) => format!("data/{}.idx.gz", set.name()),
            Self::Labels(set) => format!("data/{}-labels.idx.gz", set.name()),
            Self::GreyCounts => "data/grey-counts.idx".to_owned(),
        }
    }
}
