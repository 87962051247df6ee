//! Training a model's shipped weights: checkpointed, resumable, with progress and time left.
//!
//! One loop for every model; what differs between them is a [`Run`].

pub mod autoencoder;
mod checkpoint;
pub mod classifier;
pub mod gan;
pub mod pixel_nets;
mod progress;
pub mod vae;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use candle_core::{DType, Device, Tensor, Var};
use candle_nn::VarBuilder;

use self::checkpoint::Checkpoint;
use self::progress::Progress;
use super::manifest::{Manifest, Training, Validation};
use super::{Result, manifest, report, write_file};
use crate::ml::models::Model;
use crate::ml::training::{Average, LearningRate, Optimizer, Rule};
use crate::ml::weights::{self, FreshVars, Precision, write};

/// What a model brings to the training loop.
pub trait Run {
    /// The stem of its files.
    fn name(&self) -> &'static str;
    /// What it learns from, in words.
    fn data(&self) -> &'static str;
    /// What [`Self::measure`] counts in.
    fn unit(&self) -> &'static str;
    /// A training loss in that unit.
    fn in_unit(&self, loss: f64) -> f64;
    /// The loss of step `step`, counted from 0: a function of seed and step, so that a run
    /// resumes where it was.
    fn loss(&mut self, step: u64) -> Result<Tensor>;
    /// Whether a parameter is a matrix between hidden layers.
    fn is_hidden(&self, parameter: &str) -> bool;
    /// The figure of these weights on the first `n_images` held-out images.
    fn measure(&self, vb: VarBuilder<'_>, n_images: usize) -> Result<f64>;
}

/// The run that made the shipped weights.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Defaults {
    pub n_steps: u64,
    pub batch_size: usize,
    pub learning_rate: f64,
}

/// What the command line chooses.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the run is kept while it lasts.
    pub checkpoint: PathBuf,
    /// The folder that weights and manifest are written to.
    pub out: PathBuf,
    pub seed: u64,
    pub n_steps: u64,
    pub batch_size: usize,
    pub learning_rate: f64,
}

const AVERAGING: f32 = 0.999;
const MAX_GRADIENT_NORM: f64 = 1.0;
const N_WARMUP: u64 = 200;
/// Held-out images that the running figure is taken on; the last is on all.
const N_QUICK_VALIDATION: usize = 200;
const SAVE_EVERY: Duration = Duration::from_secs(60);
const VALIDATE_EVERY: Duration = Duration::from_secs(150);

type Named = BTreeMap<String, Var>;

/// Trains `run`, whose variables are `fresh`, and writes its weights; goes on from the checkpoint
/// if there is one.
pub fn train(mut run: impl Run, fresh: &FreshVars, settings: &Settings) -> Result<()> {
    let named = fresh.vars();
    let vars: Vec<Var> = named.values().cloned().collect();
    let mut optimizer = Optimizer::new(named.iter().map(|(name, var)| {
        let rule = match run.is_hidden(name) {
            true => Rule::MUON,
            false => Rule::ADAM,
        };
        (var.clone(), rule)
    }));
    let mut average = Average::new(AVERAGING, &vars)?;
    if settings.checkpoint.exists() {
        let state = checkpoint::load(&settings.checkpoint, &named)?;
        eprintln!(
            "going on from step {} of {}",
            state.n_steps,
            settings.checkpoint.display()
        );
        optimizer.resume(state.n_steps, state.moments);
        average = Average::resume(AVERAGING, state.average);
    }
    let learning_rate = LearningRate {
        peak: settings.learning_rate,
        last: settings.learning_rate * 0.01,
        n_warmup: N_WARMUP,
        n_steps: settings.n_steps,
    };
    let mut progress = Progress::new(optimizer.n_steps(), settings);
    let (mut saved, mut validated) = (Instant::now(), Instant::now());
    while optimizer.n_steps() < settings.n_steps {
        let at = optimizer.n_steps();
        let loss = run.loss(at)?;
        let rate = learning_rate.at(at);
        let report = optimizer.step(&loss, rate, MAX_GRADIENT_NORM)?;
        average.update(at, &vars)?;
        progress.step(run.in_unit(f64::from(report.loss)), run.unit());
        if saved.elapsed() > SAVE_EVERY {
            save(settings, &named, &optimizer, &average)?;
            saved = Instant::now();
        }
        if validated.elapsed() > VALIDATE_EVERY {
            let vb = builder(average_tensors(&named, &average)?);
            let figure = run.measure(vb, N_QUICK_VALIDATION)?;
            progress.note(&format!(
                "{figure:.4} {} on {N_QUICK_VALIDATION} held-out images",
                run.unit()
            ));
            validated = Instant::now();
        }
    }
    save(settings, &named, &optimizer, &average)?;
    progress.note("measuring on the held-out images");
    let bytes = write(&average_tensors(&named, &average)?, Precision::Half)?;
    let path = settings.out.join(format!("{}.safetensors", run.name()));
    write_file(&path, &bytes)?;
    // The figure is of the file as it ships, rounded to f16.
    let shipped = weights::read(&bytes, &fresh.spec())
        .map_err(|source| super::Error::Weights { path, source })?;
    let figure = run.measure(builder(shipped), usize::MAX)?;
    progress.note(&format!("{figure:.4} {} held out", run.unit()));
    let manifest = Manifest {
        model: run.name().to_owned(),
        n_parameters: vars.iter().map(|var| var.elem_count() as u64).sum(),
        data: run.data().to_owned(),
        training: Training {
            seed: settings.seed,
            n_steps: optimizer.n_steps(),
            batch_size: settings.batch_size,
            learning_rate: settings.learning_rate,
            averaging: AVERAGING,
            validation: Validation {
                value: report::round(figure),
                unit: run.unit().to_owned(),
            },
        },
        figures: BTreeMap::new(),
    };
    let path = settings.out.join(format!("{}.json", run.name()));
    manifest::write(&path, &manifest)
}

/// The model of the weights `name` in `folder`.
fn load_shipped<M: Model>(name: &str, config: &M::Config, folder: &Path) -> Result<M> {
    let path = folder.join(format!("{name}.safetensors"));
    let bytes = super::read_file(&path)?;
    M::from_weights(config, &bytes)?.map_err(|source| super::Error::Weights { path, source })
}

fn average_tensors(named: &Named, average: &Average) -> Result<BTreeMap<String, Tensor>> {
    let tensors = named
        .iter()
        .zip(average.values())
        .map(|((name, var), values)| {
            let tensor = Tensor::from_slice(values, var.shape(), var.device())?;
            Ok((name.clone(), tensor))
        });
    Ok(tensors.collect::<candle_core::Result<_>>()?)
}

fn builder(tensors: impl IntoIterator<Item = (String, Tensor)>) -> VarBuilder<'static> {
    VarBuilder::from_tensors(tensors.into_iter().collect(), DType::F32, &Device::Cpu)
}

fn save(
    settings: &Settings,
    named: &Named,
    optimizer: &Optimizer,
    average: &Average,
) -> Result<()> {
    let state = Checkpoint {
        n_steps: optimizer.n_steps(),
        moments: optimizer.moments(),
        average: average.values().to_vec(),
    };
    checkpoint::save(&settings.checkpoint, named, &state)
}
