//! The chores of Density Lab, run as `cargo xtask COMMAND`.

mod commands;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The chores of Density Lab")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the site and serve it on this machine, setting up whatever is missing
    Serve {
        /// The port on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the page in the default browser
        #[arg(long)]
        open: bool,
    },
    /// Run every check, cheapest first, setting up whatever is missing
    Test,
    /// Build the site into dist/ and check its size
    Dist,
    /// Train a model and write its weights; further arguments go to the trainer
    Train {
        model: String,
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Compute the quality figures of the shipped weights: eval [MODEL] [--data FOLDER]
    Eval {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Measure the timings in a real browser
    Bench {
        /// Measure the native code instead
        #[arg(long)]
        native: bool,
        /// Of these parts alone, such as `race`; of all where none is named
        parts: Vec<String>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<()> {
    match command {
        Command::Serve { port, open } => commands::serve::serve(port, open),
        Command::Test => commands::test::test(),
        Command::Dist => commands::dist::dist(),
        Command::Train { model, args } => commands::train::fit(&model, &args),
        Command::Eval { args } => commands::train::eval(&args),
        Command::Bench { native: true, .. } => commands::train::bench(),
        Command::Bench {
            native: false,
            parts,
        } => commands::bench::in_browser(&parts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(line: &str) -> Command {
        Cli::try_parse_from(line.split(' ')).unwrap().command
    }

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn arguments_of_the_trainer_are_passed_on() {
        let Command::Train { model, args } = parse("xtask train pixelcnn --minutes 20 --resume")
        else {
            panic!("another command");
        };
        assert_eq!(model, "pixelcnn");
        assert_eq!(args, ["--minutes", "20", "--resume"]);

        let Command::Eval { args } = parse("xtask eval --data digits") else {
            panic!("another command");
        };
        assert_eq!(args, ["--data", "digits"]);
    }
}
