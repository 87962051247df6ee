//! What the worker holds: the files that it has fetched, and nets in training.

use std::collections::BTreeMap;

use super::clock::Clock;
use super::manifest::figures;
use super::models::{LoadedLatent, LoadedPixelNet, model};
use super::task::{Bench, Replay, Scattered, gan_pair};
use crate::ml::dataset::Images;
use crate::ml::idx;
use crate::ml::metrics::GreyHistogram;
use crate::ml::models::{Classifier, classifier};
use crate::ml::training::live::LiveTraining;
use crate::ml::training::live_latent::LatentTraining;
use crate::protocol::{
    Asset, Event, Failure, FileProblem, GanMoment, GanNet, ImageSet, LatentModel, ModelId, PixelNet,
};

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

/// All files, and what is trained while the visitor watches.
#[derive(Debug, Default)]
pub struct Store {
    /// By which tasks say what took how long.
    pub clock: Clock,
    pub classifier: Slot<Classifier>,
    pub grey_histogram: Slot<GreyHistogram>,
    pub training: Option<LiveTraining>,
    pub latent_training: Option<LatentTraining>,
    /// What every draw of few labels is told on.
    pub few_labels: Option<Bench>,
    /// The digits on the plane.
    pub scattered: Scattered,
    pub gan: Option<Replay>,
    /// Bytes of each file that is there.
    sizes: BTreeMap<Asset, u64>,
    manifests: BTreeMap<ModelId, Slot<Vec<f64>>>,
    pixel_nets: BTreeMap<PixelNet, Slot<LoadedPixelNet>>,
    moments: BTreeMap<GanMoment, Slot<Vec<u8>>>,
    latents: BTreeMap<LatentModel, Slot<LoadedLatent>>,
    images: BTreeMap<ImageSet, Slot<Images>>,
    labels: BTreeMap<ImageSet, Slot<Vec<u8>>>,
}

impl Store {
    /// An empty one.
    pub fn new(clock: Clock) -> Self {
        Self {
            clock,
            ..Self::default()
        }
    }

    pub fn standing(&self, asset: Asset) -> Standing {
        fn of<K: Ord, T>(slots: &BTreeMap<K, Slot<T>>, key: &K) -> Standing {
            slots.get(key).map_or(Standing::Absent, Slot::standing)
        }
        match asset {
            Asset::Weights(ModelId::PixelNet(net)) => of(&self.pixel_nets, &net),
            Asset::Weights(ModelId::Classifier) => self.classifier.standing(),
            Asset::Weights(ModelId::Autoencoder(size)) => {
                of(&self.latents, &LatentModel::Autoencoder(size))
            }
            Asset::Weights(ModelId::Vae(id)) => of(&self.latents, &LatentModel::Vae(id)),
            Asset::Weights(ModelId::Gan(moment)) => of(&self.moments, &moment),
            Asset::Manifest(model) => of(&self.manifests, &model),
            Asset::Images(set) => of(&self.images, &set),
            Asset::Labels(set) => of(&self.labels, &set),
            Asset::GreyCounts => self.grey_histogram.standing(),
        }
    }

    /// The images of a set, once they are there.
    pub fn images(&self, set: ImageSet) -> Option<&Images> {
        self.images.get(&set)?.get()
    }

    /// What the images of a set show, once it is there.
    pub fn labels(&self, set: ImageSet) -> Option<&[u8]> {
        Some(self.labels.get(&set)?.get()?)
    }

    /// A net that draws pixel by pixel, once it is there.
    pub fn pixel_net(&mut self, net: PixelNet) -> Option<&mut LoadedPixelNet> {
        self.pixel_nets.get_mut(&net)?.get_mut()
    }

    /// What the manifest of a model says, as [`ModelId::recorded`] lists it, once it is there.
    pub fn recorded(&self, model: ModelId) -> Option<&[f64]> {
        Some(self.manifests.get(&model)?.get()?)
    }

    /// How many bytes a file has, once it is there.
    pub fn n_bytes(&self, asset: Asset) -> Option<u64> {
        self.sizes.get(&asset).copied()
    }

    /// The bytes of a pair of the long run.
    pub fn moment(&self, moment: GanMoment) -> Option<&[u8]> {
        Some(self.moments.get(&moment)?.get()?)
    }

    pub fn latent(&self, model: LatentModel) -> Option<&LoadedLatent> {
        self.latents.get(&model)?.get()
    }

    /// Takes a loaded model out, to be changed beside what else is held; to be put back.
    pub fn take_latent(&mut self, model: LatentModel) -> Option<LoadedLatent> {
        match self.latents.remove(&model)? {
            Slot::Loaded(loaded) => Some(loaded),
            other @ (Slot::Absent | Slot::Fetching) => {
                self.latents.insert(model, other);
                None
            }
        }
    }

    pub fn put_latent(&mut self, model: LatentModel, loaded: LoadedLatent) {
        self.latents.insert(model, Slot::Loaded(loaded));
    }

    /// The file is on its way, or it has not come.
    pub fn set_fetching(&mut self, asset: Asset, is_fetching: bool) {
        match asset {
            Asset::Weights(ModelId::PixelNet(net)) => {
                let slot = self.pixel_nets.entry(net);
                slot.or_default().set_fetching(is_fetching);
            }
            Asset::Weights(ModelId::Classifier) => self.classifier.set_fetching(is_fetching),
            Asset::Weights(ModelId::Autoencoder(size)) => {
                let slot = self.latents.entry(LatentModel::Autoencoder(size));
                slot.or_default().set_fetching(is_fetching);
            }
            Asset::Weights(ModelId::Vae(id)) => {
                let slot = self.latents.entry(LatentModel::Vae(id));
                slot.or_default().set_fetching(is_fetching);
            }
            Asset::Weights(ModelId::Gan(moment)) => {
                let slot = self.moments.entry(moment);
                slot.or_default().set_fetching(is_fetching);
            }
            Asset::Manifest(model) => {
                let slot = self.manifests.entry(model);
                slot.or_default().set_fetching(is_fetching);
            }
            Asset::Images(set) => self
                .images
                .entry(set)
                .or_default()
                .set_fetching(is_fetching),
            Asset::Labels(set) => self
                .labels
                .entry(set)
                .or_default()
                .set_fetching(is_fetching),
            Asset::GreyCounts => self.grey_histogram.set_fetching(is_fetching),
        }
    }

    /// Takes in the bytes of a file; what the page is told of it, if anything.
    ///
    /// # Errors
    /// Where the bytes are not what the file should hold.
    pub fn load(&mut self, asset: Asset, bytes: &[u8]) -> Result<Option<Event>, Failure> {
        self.sizes.insert(asset, bytes.len() as u64);
        let not_idx = || Failure::File {
            file: asset.file(),
            problem: FileProblem::NotIdx,
        };
        match asset {
            Asset::Weights(ModelId::PixelNet(net)) => {
                let loaded = LoadedPixelNet::new(net, bytes)?;
                let event = loaded.event();
                self.pixel_nets.insert(net, Slot::Loaded(loaded));
                return Ok(Some(event));
            }
            Asset::Weights(ModelId::Classifier) => {
                let config = classifier::Config::shipped();
                self.classifier = Slot::Loaded(model(ModelId::Classifier, &config, bytes)?);
            }
            Asset::Weights(ModelId::Autoencoder(size)) => {
                self.load_latent(LatentModel::Autoencoder(size), bytes)?;
            }
            Asset::Weights(ModelId::Vae(id)) => self.load_latent(LatentModel::Vae(id), bytes)?,
            Asset::Weights(ModelId::Gan(moment)) => {
                // Read when a run begins with it; refused at once where it is no pair.
                gan_pair(GanNet::Convolutional, bytes, || asset.file())?;
                self.moments.insert(moment, Slot::Loaded(bytes.to_vec()));
            }
            Asset::Manifest(model) => {
                let figures =
                    figures(bytes, model.recorded()).map_err(|problem| Failure::File {
                        file: asset.file(),
                        problem,
                    })?;
                self.manifests.insert(model, Slot::Loaded(figures));
            }
            Asset::Images(set) => {
                let images = idx::images(bytes).ok_or_else(not_idx)?;
                self.images.insert(set, Slot::Loaded(images));
            }
            Asset::Labels(set) => {
                let labels = idx::labels(bytes).ok_or_else(not_idx)?;
                self.labels.insert(set, Slot::Loaded(labels));
            }
            Asset::GreyCounts => {
                let counts = idx::grey_counts(bytes).ok_or_else(not_idx)?;
                self.grey_histogram = Slot::Loaded(GreyHistogram::new(&counts));
            }
        }
        Ok(None)
    }

    fn load_latent(&mut self, model: LatentModel, bytes: &[u8]) -> Result<(), Failure> {
        let loaded = LoadedLatent::new(model, bytes)?;
        self.latents.insert(model, Slot::Loaded(loaded));
        Ok(())
    }
}
