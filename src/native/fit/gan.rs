//! The GAN's long run: one pair trained far, kept at some moments on the way.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use candle_core::{Tensor, Var};
use serde::{Deserialize, Serialize};

use super::progress::Progress;
use super::{Defaults, SAVE_EVERY, Settings};
use crate::ml::dataset::Images;
use crate::ml::metrics::quality::Quality;
use crate::ml::models::Classifier;
use crate::ml::models::gan::Config;
use crate::ml::ops::adam::Moments;
use crate::ml::training::gan::{self, GanTraining, Memory, Outcome, Turn, sample};
use crate::ml::training::{Average, LearningRate};
use crate::ml::weights::Precision;
use crate::native::manifest::{Manifest, Training, Validation};
use crate::native::{Error, Result, manifest, mnist, read_file, report, write_file};
use crate::protocol::{GanMoment, LONG_RUN_SEED, LONG_RUN_STEPS, ModelId};

/// The stem of the file of its end.
pub const NAME: &str = "gan";

pub const DEFAULTS: Defaults = Defaults {
    n_steps: LONG_RUN_STEPS as u64,
    batch_size: 128,
    learning_rate: 1e-3,
};

/// Of the generator's weights, in whose average the game's swings cancel out (Yazici et al. 2019,
/// "The unusual effectiveness of averaging in GAN training").
const AVERAGING: f32 = 0.999;

/// Of the discriminator's usual rate. At its usual one it is soon too sure for the generator to
/// learn from it, and from some thousand steps on the samples get worse; the slower it is, the
/// longer they get better.
const DISCRIMINATOR_PART: f64 = 0.125;

/// The seed and number of the samples that are judged.
pub const SAMPLE_SEED: u64 = 1;
const N_JUDGED: usize = 1_000;
const JUDGE_EVERY: u64 = 1_000;

/// All that the run needs to go on as if it had never stopped.
#[derive(Serialize, Deserialize)]
struct Checkpoint {
    n_steps: u64,
    pair: Vec<u8>,
    memory: [Vec<(Vec<f32>, Vec<f32>)>; 2],
    average: Vec<Vec<f32>>,
}

/// Makes the run and writes its moments; goes on from the checkpoint if there is one.
pub fn train(data: &Path, settings: &Settings) -> Result<()> {
    let (training, _) = mnist::images(data, mnist::TRAINING)?.split();
    let classifier = super::classifier::load_shipped(&settings.out)?;
    let mut run = GanTraining::new(&Config::convolutional(), LONG_RUN_SEED, training.len())?;
    let vars = |run: &GanTraining| run.generator.vars().values().cloned().collect::<Vec<Var>>();
    let mut average = Average::new(AVERAGING, &vars(&run))?;
    if settings.checkpoint.exists() {
        (run, average) = load(&settings.checkpoint, training.len(), settings.batch_size)?;
        eprintln!("going on from step {}", run.n_rounds());
    }
    // The rates fall together: the pair comes to rest.
    let rate = LearningRate {
        peak: 1.0,
        last: 0.05,
        n_warmup: 0,
        n_steps: settings.n_steps,
    };
    let usual = gan::Settings::default();
    let mut progress = Progress::new(run.n_rounds(), settings);
    let mut saved = Instant::now();
    while run.n_rounds() < settings.n_steps {
        let at = run.n_rounds();
        if let Some(moment) = moment_at(at) {
            write(&run, moment, &settings.out)?;
        }
        let settings_now = gan::Settings {
            batch_size: settings.batch_size,
            discriminator_rate: DISCRIMINATOR_PART * usual.discriminator_rate * rate.at(at),
            generator_rate: usual.generator_rate * rate.at(at),
            ..usual
        };
        let loss = step(&mut run, &training, &settings_now)?;
        average.update(at, &vars(&run))?;
        progress.step(loss, "nats");
        if saved.elapsed() > SAVE_EVERY {
            save(&settings.checkpoint, &run, &average)?;
            saved = Instant::now();
        }
        if run.n_rounds().is_multiple_of(JUDGE_EVERY) {
            let quality = Quality::of(&classifier, &sample(&run, SAMPLE_SEED, 0, N_JUDGED)?)?;
            progress.note(&format!("{quality:?}"));
        }
    }
    save(&settings.checkpoint, &run, &average)?;
    for (var, values) in run.generator.vars().values().zip(average.values()) {
        var.set(&Tensor::from_slice(values, var.shape(), var.device())?)?;
    }
    write(&run, GanMoment::End, &settings.out)?;
    describe(&run, &classifier, settings)
}

fn step(run: &mut GanTraining, images: &Images, settings: &gan::Settings) -> Result<f64> {
    loop {
        match run.go_on(images, Turn::Both, settings)? {
            Outcome::Working => (),
            Outcome::Made(report) => {
                let loss = report.generator.map_or(f32::NAN, |step| step.loss);
                return Ok(loss.into());
            }
            Outcome::Diverged { n_rounds, .. } => {
                return Err(Error::Checkpoint {
                    path: NAME.into(),
                    detail: format!("step {n_rounds} diverges"),
                });
            }
        }
    }
}

/// The moment after so many steps, but for the end.
fn moment_at(n_steps: u64) -> Option<GanMoment> {
    let mut before = GanMoment::ALL
        .into_iter()
        .filter(|&moment| moment != GanMoment::End);
    before.find(|moment| u64::from(moment.n_steps()) == n_steps)
}

fn write(run: &GanTraining, moment: GanMoment, out: &Path) -> Result<()> {
    let name = ModelId::Gan(moment).name();
    let path = out.join(format!("{name}.safetensors"));
    write_file(&path, &run.to_bytes(Precision::Half)?)
}

/// The paper beside the end's weights, with what they score as they ship.
fn describe(run: &GanTraining, classifier: &Classifier, settings: &Settings) -> Result<()> {
    let shipped = load_shipped(&settings.out)?;
    let quality = Quality::of(classifier, &sample(&shipped, SAMPLE_SEED, 0, N_JUDGED)?)?;
    let all = run.tensors();
    let manifest = Manifest {
        model: NAME.to_owned(),
        n_parameters: all.values().map(|tensor| tensor.elem_count() as u64).sum(),
        data: "MNIST training images, 5,000 held out; the generator's weights are averaged"
            .to_owned(),
        training: Training {
            seed: run.seed(),
            n_steps: run.n_rounds(),
            batch_size: settings.batch_size,
            learning_rate: gan::Settings::default().generator_rate,
            averaging: AVERAGING,
            validation: Validation {
                value: report::round(quality.score),
                unit: "of 1 to 10, the classifier's score of 1,000 samples".to_owned(),
            },
        },
        figures: BTreeMap::new(),
    };
    manifest::write(&settings.out.join(format!("{NAME}.json")), &manifest)
}

/// The end of the long run, of the weights in `folder`.
pub fn load_shipped(folder: &Path) -> Result<GanTraining> {
    let path = folder.join(format!("{NAME}.safetensors"));
    let bytes = read_file(&path)?;
    GanTraining::from_bytes(&Config::convolutional(), &bytes, LONG_RUN_SEED, 0)?
        .map_err(|source| Error::Weights { path, source })
}

fn save(path: &Path, run: &GanTraining, average: &Average) -> Result<()> {
    let pairs = |moments: Vec<Moments>| -> Vec<(Vec<f32>, Vec<f32>)> {
        moments.into_iter().map(|m| (m.first, m.second)).collect()
    };
    let state = Checkpoint {
        n_steps: run.n_rounds(),
        pair: run.to_bytes(Precision::Single)?,
        memory: run.memory().moments.map(pairs),
        average: average.values().to_vec(),
    };
    let bytes = postcard::to_allocvec(&state).map_err(|error| damaged(path, &error))?;
    write_file(path, &bytes)
}

fn load(path: &Path, n_images: usize, batch_size: usize) -> Result<(GanTraining, Average)> {
    let state: Checkpoint =
        postcard::from_bytes(&read_file(path)?).map_err(|error| damaged(path, &error))?;
    let config = Config::convolutional();
    let mut run = GanTraining::from_bytes(&config, &state.pair, LONG_RUN_SEED, n_images)?
        .map_err(|error| damaged(path, &error))?;
    let moments = state.memory.map(|pairs| {
        (pairs.into_iter())
            .map(|(first, second)| Moments { first, second })
            .collect()
    });
    let memory = Memory {
        n_rounds: state.n_steps,
        moments,
    };
    run.remember(memory, batch_size);
    Ok((run, Average::resume(AVERAGING, state.average)))
}

fn damaged(path: &Path, detail: &dyn std::fmt::Display) -> Error {
    Error::Checkpoint {
        path: path.to_owned(),
        detail: detail.to_string(),
    }
}
