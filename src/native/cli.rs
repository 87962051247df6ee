//! The commands of the `train` program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::fit::pixel_cnn::{Kind, PixelCnnRun};
use super::{Result, bench, data, eval, fit};
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

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Model {
    #[value(name = "pixelcnn")]
    PixelCnn,
    #[value(name = "pixelcnn_binary")]
    PixelCnnBinary,
}

impl Model {
    const fn pixel_cnn(self) -> Kind {
        match self {
            Self::PixelCnn => Kind::Grey,
            Self::PixelCnnBinary => Kind::Binary,
        }
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
    #[arg(long, default_value_t = 16)]
    batch: usize,
    #[arg(long, default_value_t = 2e-3)]
    learning_rate: f64,
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
            let models = args
                .model
                .map_or(Model::value_variants().to_vec(), |m| vec![m]);
            for model in models {
                eval::pixel_cnn(model.pixel_cnn(), &options)?;
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
    let kind = args.model.pixel_cnn();
    let checkpoint = args
        .checkpoint
        .unwrap_or_else(|| format!("target/checkpoints/{}.safetensors", kind.name()).into());
    let settings = fit::Settings {
        checkpoint,
        out: args.out,
        seed: args.seed,
        n_steps: args.steps.unwrap_or(kind.n_steps()),
        batch_size: args.batch,
        learning_rate: args.learning_rate,
    };
    let fresh = FreshVars::new(settings.seed);
    let run = PixelCnnRun::new(kind, &args.data, &settings, fresh.builder())?;
    fit::train(run, &fresh, &settings)
}
