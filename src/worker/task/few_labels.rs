//! What a few labels are worth: one draw of them, tried by three methods.

use std::sync::Arc;

use candle_core::{Result, bail};

use super::{Progress, Task};
use crate::ml::N_PIXELS;
use crate::ml::few_labels::{self, Features, Labelled, Test};
use crate::protocol::{
    self, Asset, Event, FewLabelsRequest, ImageSet, LABEL_COUNTS, LatentModel, MOST_LABELLED_SHOWN,
    RequestProblem,
};
use crate::worker::models::LoadedLatent;
use crate::worker::store::Store;

/// Images encoded in one step.
const CHUNK: usize = 250;

/// Digits without labels over which the spread of each number of a code is taken.
const N_UNLABELLED: usize = 2_000;

/// Parts of the job between two frames.
const FRAME: f64 = 0.01;

/// The images that methods are told apart by, and the scale of each number of their codes: the
/// same for every draw.
#[derive(Debug, Clone)]
pub struct Bench {
    model: LatentModel,
    test: Test,
    /// Standard deviations over digits without labels.
    scales: Vec<f32>,
}

/// A draw under way.
#[derive(Debug)]
pub struct FewLabels {
    request: FewLabelsRequest,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    /// Codes so far, of digits without labels, then of test digits.
    Encoding {
        unlabelled: Vec<f32>,
        test: Vec<f32>,
    },
    Drawing(Box<Bench>),
    Trying {
        trial: Box<few_labels::Trial>,
        /// The part done at the last frame.
        told: f64,
    },
}

/// A draw of so many labels.
///
/// # Errors
/// Where the number is not one of those that are tried.
pub fn few_labels(request: FewLabelsRequest) -> std::result::Result<Task, RequestProblem> {
    if !LABEL_COUNTS.contains(&request.n_labels) {
        return Err(RequestProblem::Count {
            given: request.n_labels.into(),
            most: LABEL_COUNTS[LABEL_COUNTS.len() - 1].into(),
        });
    }
    Ok(Task::FewLabels(FewLabels {
        request,
        stage: Stage::Encoding {
            unlabelled: Vec::new(),
            test: Vec::new(),
        },
    }))
}

impl FewLabels {
    /// The files that must be there first.
    pub fn needs(&self) -> Vec<Asset> {
        let sets = [ImageSet::TrainingDigits, ImageSet::MoreTestDigits];
        let images = sets.into_iter().map(Asset::Images);
        let labels = sets.into_iter().map(Asset::Labels);
        let weights = Asset::Weights(self.request.model.id());
        images.chain(labels).chain([weights]).collect()
    }

    /// Some codes, the draw itself, or a few milliseconds of a method.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, store: &mut Store) -> Result<Progress> {
        let known = (store.few_labels.clone()).filter(|bench| bench.model == self.request.model);
        let (Some(model), Some(training), Some(more)) = (
            store.latent(self.request.model),
            store.images(ImageSet::TrainingDigits),
            store.images(ImageSet::MoreTestDigits),
        ) else {
            return Ok(Progress::Working);
        };
        match &mut self.stage {
            Stage::Encoding { unlabelled, test } => {
                if let Some(bench) = known {
                    self.stage = Stage::Drawing(Box::new(bench));
                    return Ok(Progress::Working);
                }
                let n_code = self.request.model.n_code();
                let is_going_on =
                    go_on_encoding(model, n_code, training.first(N_UNLABELLED), unlabelled)?
                        || go_on_encoding(model, n_code, more.pixels(), test)?;
                if is_going_on {
                    return Ok(Progress::Working);
                }
                let features = |values: &mut Vec<f32>| Features {
                    values: std::mem::take(values),
                    n_dims: n_code,
                };
                let scales = features(unlabelled).deviations();
                let codes = features(test).divided_by(&scales);
                let labels = store.labels(ImageSet::MoreTestDigits).unwrap_or_default();
                store.few_labels = Some(Bench {
                    model: self.request.model,
                    test: Test {
                        codes: Arc::new(codes),
                        pixels: Arc::new(pixels(more.pixels())),
                        labels: labels.into(),
                    },
                    scales,
                });
                Ok(Progress::Working)
            }
            Stage::Drawing(bench) => {
                let all = store.labels(ImageSet::TrainingDigits).unwrap_or_default();
                let n_labels = usize::from(self.request.n_labels);
                let order = match few_labels::draw(all, n_labels, self.request.seed) {
                    Ok(order) => order,
                    Err(error) => bail!("{error}"),
                };
                let labels: Vec<u8> = order.iter().map(|&i| all[i as usize]).collect();
                let digits = training.gather(&order);
                let codes = Features {
                    values: encoded(model, &digits)?,
                    n_dims: self.request.model.n_code(),
                };
                let labelled = Labelled {
                    codes: codes.divided_by(&bench.scales),
                    pixels: pixels(&digits),
                    labels: labels.clone(),
                };
                let trial = few_labels::Trial::new(labelled, &bench.test, self.request.seed);
                let n_shown = n_labels.min(MOST_LABELLED_SHOWN);
                self.stage = match trial {
                    Ok(trial) => Stage::Trying {
                        trial: Box::new(trial),
                        told: 0.0,
                    },
                    Err(error) => bail!("{error}"),
                };
                Ok(Progress::Frame(Event::Labelled {
                    job: self.request.job,
                    pixels: digits[..n_shown * N_PIXELS].to_vec(),
                    labels: labels[..n_shown].to_vec(),
                }))
            }
            Stage::Trying { trial, told } => {
                let job = self.request.job;
                match trial.step()? {
                    few_labels::Progress::Working(part) if part >= *told + FRAME => {
                        *told = part;
                        Ok(Progress::Frame(Event::Progressed {
                            job,
                            part: part as f32,
                        }))
                    }
                    few_labels::Progress::Working(_) => Ok(Progress::Working),
                    few_labels::Progress::Finished => {
                        let Some(outcome) = trial.outcome() else {
                            bail!("few labels: a method has not ended")
                        };
                        Ok(Progress::Finished(Some(Event::Tried {
                            job,
                            trial: protocol::Trial {
                                code: outcome.codes.accuracy as f32,
                                pixels: outcome.pixels.accuracy as f32,
                                scratch: outcome.scratch.accuracy as f32,
                                n_tested: more.len() as u32,
                            },
                        })))
                    }
                }
            }
        }
    }
}

/// Appends the codes of some more of `digits`; whether there were any.
///
/// # Errors
/// Where candle fails.
pub fn go_on_encoding(
    model: &LoadedLatent,
    n_code: usize,
    digits: &[u8],
    codes: &mut Vec<f32>,
) -> Result<bool> {
    let first = codes.len() / n_code * N_PIXELS;
    let chunk = &digits[first..(first + CHUNK * N_PIXELS).min(digits.len())];
    if chunk.is_empty() {
        return Ok(false);
    }
    codes.extend(encoded(model, chunk)?);
    Ok(true)
}

/// The codes of grey `digits`; for a VAE, which sees binary ones, drawn by a fixed seed.
fn encoded(model: &LoadedLatent, digits: &[u8]) -> Result<Vec<f32>> {
    const SEED: u64 = 1;
    let seen = model.seen(digits, SEED, 0);
    model.encode(&seen)?.0.flatten_all()?.to_vec1()
}

fn pixels(greys: &[u8]) -> Features {
    Features {
        values: greys.iter().map(|&grey| f32::from(grey) / 255.0).collect(),
        n_dims: N_PIXELS,
    }
}
