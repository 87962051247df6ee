//! The work of one job, done a little at a time.

mod compare;
mod explore;
mod few_labels;
mod gan;
mod latent;
mod look;
mod nearest;
mod race;
mod sample;
mod score;
mod states;
mod train;

pub use compare::compare;
pub use explore::{Scattered, explore};
pub use few_labels::{Bench, few_labels};
pub use gan::{GanTask, Replay, gan, gan_pair};
pub use latent::{bound, decode, encode, judge, train_latent};
pub use look::look;
pub use nearest::{Nearest, nearest};
pub use race::{Racing, race};
pub use sample::{Sampling, sample};
pub use score::{Scoring, score};
pub use states::states;
pub use train::{Training, train};

use self::compare::Comparing;
use self::explore::Exploration;
use self::few_labels::FewLabels;
use self::latent::{Bounding, Decoding, Judging, LatentRun};
use super::store::Store;
use crate::ml::check;
use crate::ml::dataset::Images;
use crate::ml::sampling::categorical;
use crate::protocol::{
    Asset, CheckLine, CodesRequest, Distribution, Drawn, EncodeRequest, Event, Failure, ImageSet,
    JobId, LookRequest, PixelNet, RequestProblem, StatesRequest, TEMPERATURES,
};

/// What a job does.
#[derive(Debug)]
pub enum Task {
    Look(LookRequest),
    States(StatesRequest),
    Load(Asset),
    Images(ImageSet),
    /// Of a seed.
    Noise(u64),
    Score(Scoring),
    Nearest(Nearest),
    Sample(Sampling),
    Race(Racing),
    Train(Box<Training>),
    Encode(EncodeRequest),
    Decode(Decoding),
    Codes(CodesRequest),
    Judge(Judging),
    Bound(Box<Bounding>),
    FewLabels(FewLabels),
    TrainLatent(LatentRun),
    Gan(Box<GanTask>),
    Compare(Box<Comparing>),
    Explore(Box<Exploration>),
    Check(Vec<CheckLine>),
}

/// What one step of a task brought.
#[derive(Debug)]
pub enum Progress {
    /// Nothing to show yet.
    Working,
    /// Something to hear; the work goes on.
    Told(Event),
    /// Something to show; there is more to come once it is on the screen.
    Frame(Event),
    /// The last word, after what there is still to show.
    Finished(Option<Event>),
}

impl Task {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        match self {
            Self::Load(asset) => vec![*asset],
            Self::Look(request) => vec![Asset::Weights(request.model.id())],
            Self::States(_) => vec![Asset::Weights(PixelNet::Rnn.id())],
            Self::Sample(sampling) => vec![Asset::Weights(sampling.model().id())],
            Self::Score(scoring) => vec![Asset::Weights(scoring.model().id()), Asset::GreyCounts],
            Self::Images(set) => vec![Asset::Images(*set)],
            Self::Nearest(_) | Self::Race(_) | Self::Train(_) => {
                vec![Asset::Images(ImageSet::TrainingDigits)]
            }
            Self::Encode(request) => vec![Asset::Weights(request.model.id())],
            Self::Decode(decoding) => decoding.needs(),
            Self::Codes(request) => vec![
                Asset::Weights(request.model.id()),
                Asset::Images(request.set),
                Asset::Labels(request.set),
            ],
            Self::Judge(judging) => judging.needs(),
            Self::Bound(bounding) => vec![Asset::Weights(bounding.model().id())],
            Self::FewLabels(trial) => trial.needs(),
            Self::TrainLatent(_) => vec![
                Asset::Images(ImageSet::TrainingDigits),
                Asset::Images(ImageSet::TestDigits),
            ],
            Self::Gan(task) => task.needs(),
            Self::Compare(comparing) => comparing.needs(),
            Self::Explore(_) => explore::needs(),
            Self::Noise(_) | Self::Check(_) => vec![],
        }
    }

    /// Its place in the queue: what a hand waits for comes before an image, and an image before
    /// training.
    pub const fn urgency(&self) -> u8 {
        match self {
            Self::Look(_) | Self::States(_) | Self::Encode(_) | Self::Decode(_) => 0,
            Self::Load(_)
            | Self::Images(_)
            | Self::Noise(_)
            | Self::Score(_)
            | Self::Nearest(_)
            | Self::Codes(_) => 1,
            Self::Sample(_) | Self::Judge(_) | Self::Bound(_) | Self::Compare(_) => 2,
            Self::Race(_) | Self::Train(_) | Self::TrainLatent(_) | Self::FewLabels(_) => 3,
            Self::Gan(task) => task.urgency(),
            Self::Explore(task) => task.urgency(),
            Self::Check(_) => 4,
        }
    }

    /// Whether `newer` makes this one pointless: the same kind of work.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        match (self, newer) {
            (Self::Load(_), _) => false,
            (Self::Images(set), Self::Images(other)) => set == other,
            (Self::Decode(one), Self::Decode(other)) => one.is_for_picture_of(other),
            (Self::Judge(one), Self::Judge(other)) => one.is_of_candidate_of(other),
            (Self::Gan(one), Self::Gan(other)) => one.is_replaced_by(other),
            (Self::Compare(one), Self::Compare(other)) => one.is_of_contender_of(other),
            (Self::Explore(one), Self::Explore(other)) => one.is_replaced_by(other),
            (Self::Codes(one), Self::Codes(other)) => {
                (one.model, one.set) == (other.model, other.set)
            }
            _ => std::mem::discriminant(self) == std::mem::discriminant(newer),
        }
    }

    /// A few milliseconds of work.
    ///
    /// # Errors
    /// Where the arithmetic fails.
    pub fn step(&mut self, job: JobId, store: &mut Store) -> Result<Progress, Failure> {
        match self {
            Self::Look(request) => Ok(look::step(request, store)),
            Self::States(request) => states::step(request, store).map_err(Failure::Request),
            Self::Load(_) => Ok(Progress::Finished(None)),
            Self::Images(set) => Ok(images(job, *set, store)),
            Self::Noise(seed) => Ok(Progress::Finished(Some(Event::Noise {
                job,
                pixels: Images::noise(*seed).pixels().to_vec(),
            }))),
            Self::Score(scoring) => Ok(scoring.step(store)),
            Self::Nearest(nearest) => Ok(nearest.step(store)),
            Self::Sample(sampling) => Ok(sampling.step(store)),
            Self::Race(racing) => racing.step(job, store).map_err(internal),
            Self::Train(training) => training.step(store).map_err(internal),
            Self::Encode(request) => latent::encoding(request, store).map_err(internal),
            Self::Decode(decoding) => decoding.step(store).map_err(internal),
            Self::Codes(request) => latent::codes(request, store).map_err(internal),
            Self::Judge(judging) => judging.step(store).map_err(internal),
            Self::Bound(bounding) => bounding.step(store).map_err(internal),
            Self::FewLabels(trial) => trial.step(store).map_err(internal),
            Self::TrainLatent(run) => run.step(store).map_err(internal),
            Self::Gan(task) => task.step(store),
            Self::Compare(comparing) => comparing.step(store),
            Self::Explore(task) => task.step(store).map_err(internal),
            Self::Check(lines) => check_step(job, lines),
        }
    }
}

fn images(job: JobId, set: ImageSet, store: &Store) -> Progress {
    let images = store.images(set);
    Progress::Finished(images.map(|images| Event::Images {
        job,
        set,
        pixels: images.pixels().to_vec(),
    }))
}

/// The next line of the check.
fn check_step(job: JobId, lines: &mut Vec<CheckLine>) -> Result<Progress, Failure> {
    match check::line(lines.len()).map_err(internal)? {
        Some((name, digest)) => {
            lines.push(CheckLine {
                name: name.to_owned(),
                digest,
            });
            Ok(Progress::Working)
        }
        None => Ok(Progress::Finished(Some(Event::Checked {
            job,
            lines: std::mem::take(lines),
        }))),
    }
}

/// The arithmetic's own failure.
pub fn internal(error: candle_core::Error) -> Failure {
    Failure::Internal {
        detail: error.to_string(),
    }
}

fn check_temperature(temperature: f32) -> Result<(), RequestProblem> {
    if TEMPERATURES.contains(&temperature) {
        return Ok(());
    }
    Err(RequestProblem::Temperature { temperature })
}

/// What the page is told of one pixel.
fn distribution(
    pixel: usize,
    temperature: f32,
    logits: &[f32],
    value: Option<u8>,
    receptive_field: Vec<u16>,
) -> Distribution {
    let untempered = match temperature {
        1.0 => Vec::new(),
        _ => categorical::softmax(logits, 1.0),
    };
    Distribution {
        pixel: pixel as u16,
        temperature,
        probabilities: categorical::softmax(logits, temperature),
        untempered,
        drawn: value.map(|value| Drawn {
            value,
            bits: categorical::bits(logits, usize::from(value)),
        }),
        receptive_field,
    }
}
