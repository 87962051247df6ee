//! What the worker holds: the files that it has fetched, and a net in training.

use super::models::LoadedPixelCnn;
use crate::ml::dataset::Images;
use crate::ml::idx;
use crate::ml::metrics::GreyHistogram;
use crate::ml::training::live::LiveTraining;
use crate::protocol::{Asset, Event, Failure, FileProblem, ImageSet, ModelId};

/// Where one file stands.
#[derive(Debug, Default)]
pub enum Slot<T> {
    #[default]
    Absent,
    Fetching,
    Loaded(T),
}

impl<T> Slot<T> {
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Loaded(loaded) => Some(loaded),
            Self::Absent | Self::Fetching => None,
        }
    }

    pub const fn get_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::Loaded(loaded) => Some(loaded),
            Self::Absent | Self::Fetching => None,
        }
    }

    const fn standing(&self) -> Standing {
        match self {
            Self::Absent => Standing::Absent,
            Self::Fetching => Standing::Fetching,
            Self::Loaded(_) => Standing::Loaded,
        }
    }

    fn set_fetching(&mut self, is_fetching: bool) {
        *self = match is_fetching {
            true => Self::Fetching,
            false => Self::Absent,
        };
    }
}

/// A slot without what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Absent,
    Fetching,
    Loaded,
}

/// All files, and the net that is trained while the visitor watches.
#[derive(Debug, Default)]
pub struct Store {
    pub pixel_cnn: Slot<Box<LoadedPixelCnn>>,
    pub test_digits: Slot<Images>,
    pub training_digits: Slot<Images>,
    pub fashion: Slot<Images>,
    pub grey_histogram: Slot<GreyHistogram>,
    pub training: Option<LiveTraining>,
}

impl Store {
    pub const fn standing(&self, asset: Asset) -> Standing {
        match asset {
            Asset::Weights(ModelId::PixelCnn) => self.pixel_cnn.standing(),
            Asset::Images(set) => self.images(set).standing(),
            Asset::GreyCounts => self.grey_histogram.standing(),
        }
    }

    pub const fn images(&self, set: ImageSet) -> &Slot<Images> {
        match set {
            ImageSet::TestDigits => &self.test_digits,
            ImageSet::TrainingDigits => &self.training_digits,
            ImageSet::Fashion => &self.fashion,
        }
    }

    const fn images_mut(&mut self, set: ImageSet) -> &mut Slot<Images> {
        match set {
            ImageSet::TestDigits => &mut self.test_digits,
            ImageSet::TrainingDigits => &mut self.training_digits,
            ImageSet::Fashion => &mut self.fashion,
        }
    }

    /// The file is on its way, or it has not come.
    pub fn set_fetching(&mut self, asset: Asset, is_fetching: bool) {
        match asset {
            Asset::Weights(ModelId::PixelCnn) => self.pixel_cnn.set_fetching(is_fetching),
            Asset::Images(set) => self.images_mut(set).set_fetching(is_fetching),
            Asset::GreyCounts => self.grey_histogram.set_fetching(is_fetching),
        }
    }

    /// Takes in the bytes of a file; what the page is told of it, if anything.
    ///
    /// # Errors
    /// Where the bytes are not what the file should hold.
    pub fn load(&mut self, asset: Asset, bytes: &[u8]) -> Result<Option<Event>, Failure> {
        let not_idx = || Failure::File {
            file: asset.file(),
            problem: FileProblem::NotIdx,
        };
        match asset {
            Asset::Weights(ModelId::PixelCnn) => {
                let loaded = LoadedPixelCnn::new(bytes)?;
                let event = loaded.event();
                self.pixel_cnn = Slot::Loaded(Box::new(loaded));
                return Ok(Some(event));
            }
            Asset::Images(set) => {
                let images = idx::images(bytes).ok_or_else(not_idx)?;
                *self.images_mut(set) = Slot::Loaded(images);
            }
            Asset::GreyCounts => {
                let counts = idx::grey_counts(bytes).ok_or_else(not_idx)?;
                self.grey_histogram = Slot::Loaded(GreyHistogram::new(&counts));
            }
        }
        Ok(None)
    }
}
