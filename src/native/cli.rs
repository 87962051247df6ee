//! The commands of the `train` program.

use std::path::PathBuf;
use std::process::ExitCode;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand};

use super::fit::autoencoder::{self, AutoencoderRun};
use super::fit::classifier::{self, ClassifierRun};
use super::fit::gan;
use super::fit::pixel_nets::{self, PixelNetRun};
use super::fit::vae::{self, VaeRun};
use super::fit::{self, Defaults, Settings};
use super::{Result, bench, data, eval};
use crate::ml::weights::FreshVars;

/// Trains and measures Density Lab's models.
#[derive(Debug, Parser)]
#[command(name = "train")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Train a model and write its weights; goes on from the checkpoint if there is one.
    Fit(Fit),
    /// Print every figure of quality, one JSON object a line.
    Eval(Eval),
    /// Write the images that ship with the page.
    Data(Data),
    /// Print the speed of training on this machine.
    Bench,
}

/// A model by the stem of its files.
#[derive(Debug, Clone, Copy)]
enum Model {
    PixelNet(pixel_nets::Kind),
    Autoencoder(autoencoder::Kind),
    Vae(vae::Kind),
    Classifier,
    Gan,
}

impl Model {
    fn all() -> impl Iterator<Item = Self> {
        let pixel_nets = pixel_nets::Kind::ALL.map(Self::PixelNet).into_iter();
        pixel_nets
            .chain(autoencoder::Kind::ALL.map(Self::Autoencoder))
            .chain(vae::Kind::ALL.map(Self::Vae))
            .chain([Self::Classifier, Self::Gan])
    }

    const fn name(self) -> &'static str {
        match self {
            Self::PixelNet(kind) => kind.name(),
            Self::Autoencoder(kind) => kind.name(),
            Self::Vae(kind) => kind.name(),
            Self::Classifier => classifier::NAME,
            Self::Gan => gan::NAME,
        }
    }

    const fn defaults(self) -> Defaults {
        match self {
            Self::PixelNet(kind) => kind.defaults(),
            Self::Autoencoder(kind) => kind.defaults(),
            Self::Vae(kind) => kind.defaults(),
            Self::Classifier => classifier::DEFAULTS,
            Self::Gan => gan::DEFAULTS,
        }
    }
}

impl FromStr for Model {
    type Err = String;

    fn from_str(name: &str) -> std::result::Result<Self, String> {
        Self::all()
            .find(|model| model.name() == name)
            .ok_or_else(|| {
                let names: Vec<_> = Self::all().map(Self::name).collect();
                format!("the models are {}", names.join(", "))
            })
    }
}

#[derive(Debug, Args)]
struct Fit {
    model: Model,
    /// The folder of MNIST's IDX files, plain or gzipped.
    #[arg(long, env = "DENSITY_LAB_DATA")]
    data: PathBuf,
    /// The file that keeps the run while it lasts: target/checkpoints/MODEL.safetensors.
    #[arg(long)]
    checkpoint: Option<PathBuf>,
    /// The folder for weights and manifest.
    #[arg(long, default_value = "public/weights")]
    out: PathBuf,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Steps of the whole run, over which the learning rate falls: those of the shipped weights,
    /// if none are given.
    #[arg(long)]
    steps: Option<u64>,
    #[arg(long)]
    batch: Option<usize>,
    #[arg(long)]
    learning_rate: Option<f64>,
}

#[derive(Debug, Args)]
struct Eval {
    /// Only this model.
    model: Option<Model>,
    /// The folder of MNIST's IDX files, plain or gzipped.
    #[arg(long, env = "DENSITY_LAB_DATA")]
    data: PathBuf,
    /// The folder of the weights.
    #[arg(long, default_value = "public/weights")]
    weights: PathBuf,
    /// Write the figures into the manifests.
    #[arg(long)]
    record: bool,
}

#[derive(Debug, Args)]
struct Data {
    /// The folder of MNIST's IDX files, plain or gzipped.
    #[arg(long, env = "DENSITY_LAB_DATA")]
    data: PathBuf,
    /// The folder of Fashion-MNIST's IDX files, plain or gzipped.
    #[arg(long)]
    fashion: PathBuf,
    /// The folder for the images.
    #[arg(long, default_value = "public/data")]
    out: PathBuf,
}

/// Runs the command line; an error is one line.
pub fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Fit(args) => fit(args),
        Command::Eval(args) => {
            let options = eval::Options {
                data: args.data,
                weights: args.weights,
                record: args.record,
            };
            let models = match args.model {
                Some(model) => vec![model],
                None => Model::all().collect(),
            };
            for model in models {
                match model {
                    Model::PixelNet(kind) => eval::pixel_net(kind, &options)?,
                    Model::Autoencoder(kind) => eval::autoencoder(kind, &options)?,
                    Model::Vae(kind) => eval::vae(kind, &options)?,
                    Model::Classifier => eval::classifier(&options)?,
                    Model::Gan => eval::gan(&options)?,
                }
            }
            Ok(())
        }
        Command::Data(args) => data::write(&data::Options {
            digits: args.data,
            fashion: args.fashion,
            out: args.out,
        }),
        Command::Bench => bench::native(),
    }
}

fn fit(args: Fit) -> Result<()> {
    let (model, defaults) = (args.model, args.model.defaults());
    let checkpoint = args
        .checkpoint
        .unwrap_or_else(|| format!("target/checkpoints/{}.safetensors", model.name()).into());
    let settings = Settings {
        checkpoint,
        out: args.out,
        seed: args.seed,
        n_steps: args.steps.unwrap_or(defaults.n_steps),
        batch_size: args.batch.unwrap_or(defaults.batch_size),
        learning_rate: args.learning_rate.unwrap_or(defaults.learning_rate),
    };
    let fresh = FreshVars::new(settings.seed);
    let (data, settings, vb) = (&args.data, &settings, fresh.builder());
    match model {
        Model::PixelNet(kind) => fit::train(
            PixelNetRun::new(kind, data, settings, vb)?,
            &fresh,
            settings,
        ),
        Model::Autoencoder(kind) => fit::train(
            AutoencoderRun::new(kind, data, settings, vb)?,
            &fresh,
            settings,
        ),
        Model::Vae(kind) => fit::train(VaeRun::new(kind, data, settings, vb)?, &fresh, settings),
        Model::Classifier => fit::train(ClassifierRun::new(data, settings, vb)?, &fresh, settings),
        Model::Gan => gan::train(data, settings),
    }
}
