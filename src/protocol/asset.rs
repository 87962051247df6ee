use serde::{Deserialize, Serialize};

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
}

/// Real images that ship with the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ImageSet {
    /// 200 of MNIST's test digits: no model has seen them.
    TestDigits,
    /// 10,000 of MNIST's training digits.
    TrainingDigits,
    /// Two test images of each class of Fashion-MNIST.
    Fashion,
}

/// A file that the worker fetches when something first needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asset {
    Weights(ModelId),
    Images(ImageSet),
    /// How often each grey value occurs in MNIST's training images.
    GreyCounts,
}

impl Asset {
    /// Where it is, relative to the page.
    pub fn file(self) -> String {
        match self {
            Self::Weights(model) => format!("weights/{}.safetensors", model.name()),
            Self::Images(ImageSet::TestDigits) => "data/digits-test.idx.gz".to_owned(),
            Self::Images(ImageSet::TrainingDigits) => "data/digits-training.idx.gz".to_owned(),
            Self::Images(ImageSet::Fashion) => "data/fashion-test.idx.gz".to_owned(),
            Self::GreyCounts => "data/grey-counts.idx".to_owned(),
        }
    }
}
