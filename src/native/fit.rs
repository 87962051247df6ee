//! Training a model's shipped weights: checkpointed, resumable, with progress and time left.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use candle_core::{Tensor, Var};

use super::checkpoint::{self, Checkpoint};
use super::manifest::{Manifest, Training};
use super::{Result, manifest, mnist, write_file};
use crate::ml::dataset::Batches;
use crate::ml::metrics::bits_per_dim;
use crate::ml::models::{PixelCnn, pixel_cnn};
use crate::ml::ops::adam::{self, Adam};
use crate::ml::training::{Average, LearningRate, step};
use crate::ml::weights::{FreshVars, write_f16};

/// One run.
#[derive(Debug, Clone)]
pub struct Options {
    pub data: PathBuf,
    /// Where the run is kept while it lasts.
    pub checkpoint: PathBuf,
    /// The folder that weights and manifest are written to.
    pub out: PathBuf,
    pub seed: u64,
    pub n_steps: u64,
    pub batch_size: usize,
    pub learning_rate: f64,
}

const ADAM: adam::Config = adam::Config {
    beta1: 0.9,
    beta2: 0.99,
    epsilon: 1e-8,
};
const AVERAGING: f32 = 0.999;
const MAX_GRADIENT_NORM: f64 = 1.0;
const N_WARMUP: u64 = 200;
/// Held-out images that the running validation figure is taken on; the last is on all.
const N_QUICK_VALIDATION: usize = 200;
const SAVE_EVERY: Duration = Duration::from_secs(60);
const VALIDATE_EVERY: Duration = Duration::from_secs(150);

/// Trains the PixelCNN and writes its weights, going on from the checkpoint if there is one.
pub fn pixel_cnn(options: &Options) -> Result<()> {
    let (training, validation) = mnist::images(&options.data, mnist::TRAINING)?.split();
    let fresh = FreshVars::new(options.seed);
    let config = pixel_cnn::Config::small_28();
    let model = PixelCnn::new(&config, fresh.builder())?;
    let named = fresh.vars();
    let vars: Vec<Var> = named.values().cloned().collect();

    let (mut optimizer, mut average) = if options.checkpoint.exists() {
        let state = checkpoint::load(&options.checkpoint, &named)?;
        eprintln!(
            "going on from step {} of {}",
            state.n_steps,
            options.checkpoint.display()
        );
        (
            Adam::resume(ADAM, state.n_steps, state.moments),
            Average::resume(AVERAGING, state.average),
        )
    } else {
        (Adam::new(ADAM, &vars), Average::new(AVERAGING, &vars)?)
    };

    let learning_rate = LearningRate {
        peak: options.learning_rate,
        last: options.learning_rate * 0.01,
        n_warmup: N_WARMUP,
        n_steps: options.n_steps,
    };
    let mut batches = Batches::new(options.seed, training.len(), options.batch_size);
    let started = Instant::now();
    let first_step = optimizer.n_steps();
    let (mut saved, mut validated) = (Instant::now(), Instant::now());
    let mut mean_bits = None;
    while optimizer.n_steps() < options.n_steps {
        let at = optimizer.n_steps();
        let images = training.gather(batches.at(at));
        let loss = model.loss(&images)?;
        let rate = learning_rate.at(at);
        let report = step(&mut optimizer, &vars, &loss, rate, MAX_GRADIENT_NORM)?;
        average.update(at, &vars)?;

        let bits = f64::from(report.loss) / std::f64::consts::LN_2;
        let mean = mean_bits.map_or(bits, |mean: f64| mean + 0.02 * (bits - mean));
        mean_bits = Some(mean);
        let done = optimizer.n_steps();
        if done.is_multiple_of(20) {
            let each = started.elapsed() / (done - first_step) as u32;
            let left = each * (options.n_steps - done) as u32;
            progress(&format!(
                "step {done} of {}, {mean:.4} bits a pixel, {:.1} images a second, {} left",
                options.n_steps,
                options.batch_size as f64 / each.as_secs_f64(),
                in_words(left),
            ));
        }
        if saved.elapsed() > SAVE_EVERY {
            save(options, &named, &optimizer, &average)?;
            saved = Instant::now();
        }
        if validated.elapsed() > VALIDATE_EVERY {
            let averaged = with_average(&named, &average)?;
            let bits = bits_per_dim(&averaged, validation.first(N_QUICK_VALIDATION), |_| ())?;
            eprintln!(
                "\nstep {done}: {bits:.4} bits a pixel on {N_QUICK_VALIDATION} held-out images"
            );
            validated = Instant::now();
        }
    }
    save(options, &named, &optimizer, &average)?;
    eprintln!("\nmeasuring on the held-out images");
    let tensors = average_tensors(&named, &average)?;
    let bytes = write_f16(&tensors)?;
    write_file(&options.out.join("pixelcnn.safetensors"), &bytes)?;
    let shipped = load_shipped(&options.out)?;
    let bits = bits_per_dim(&shipped, validation.pixels(), |_| ())?;
    eprintln!(
        "{bits:.4} bits a pixel on {} held-out images",
        validation.len()
    );
    let manifest = Manifest {
        model: "pixelcnn".to_owned(),
        n_parameters: vars.iter().map(|var| var.elem_count() as u64).sum(),
        data: "MNIST training images, 5,000 held out".to_owned(),
        training: Training {
            seed: options.seed,
            n_steps: optimizer.n_steps(),
            batch_size: options.batch_size,
            learning_rate: options.learning_rate,
            averaging: AVERAGING,
            validation_bits_per_dim: super::report::round(bits),
        },
        figures: std::collections::BTreeMap::new(),
    };
    manifest::write(&options.out.join("pixelcnn.json"), &manifest)
}

/// The PixelCNN of the weights in `folder`.
pub fn load_shipped(folder: &Path) -> Result<PixelCnn> {
    let path = folder.join("pixelcnn.safetensors");
    let bytes = super::read_file(&path)?;
    let weights = crate::ml::models::pixel_cnn::Config::small_28();
    PixelCnn::from_weights(&weights, &bytes)?
        .map_err(|source| super::Error::Weights { path, source })
}

type Named = std::collections::BTreeMap<String, Var>;

fn average_tensors(
    named: &Named,
    average: &Average,
) -> Result<std::collections::BTreeMap<String, Tensor>> {
    let tensors = named
        .iter()
        .zip(average.values())
        .map(|((name, var), values)| {
            let tensor = Tensor::from_slice(values, var.shape(), var.device())?;
            Ok((name.clone(), tensor))
        });
    Ok(tensors.collect::<candle_core::Result<_>>()?)
}

fn with_average(named: &Named, average: &Average) -> Result<PixelCnn> {
    let tensors = average_tensors(named, average)?.into_iter().collect();
    let vb = candle_nn::VarBuilder::from_tensors(
        tensors,
        candle_core::DType::F32,
        &candle_core::Device::Cpu,
    );
    Ok(PixelCnn::new(&pixel_cnn::Config::small_28(), vb)?)
}

fn save(options: &Options, named: &Named, optimizer: &Adam, average: &Average) -> Result<()> {
    let state = Checkpoint {
        n_steps: optimizer.n_steps(),
        moments: optimizer.moments(),
        average: average.values().to_vec(),
    };
    checkpoint::save(&options.checkpoint, named, &state)
}

/// Rewrites the terminal's line.
fn progress(line: &str) {
    eprint!("\r{line}    ");
    // A closed terminal must not end a training.
    std::io::stderr().flush().ok();
}

fn in_words(left: Duration) -> String {
    let minutes = left.as_secs() / 60;
    match minutes {
        0 => format!("{} s", left.as_secs()),
        1..120 => format!("{minutes} min"),
        _ => format!("{:.1} h", minutes as f64 / 60.0),
    }
}
