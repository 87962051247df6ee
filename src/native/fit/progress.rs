//! What a long run says of itself while it lasts.

use std::io::Write;
use std::time::{Duration, Instant};

use super::Settings;

pub struct Progress {
    started: Instant,
    first_step: u64,
    done: u64,
    n_steps: u64,
    batch_size: usize,
    mean: Option<f64>,
}

impl Progress {
    pub fn new(first_step: u64, settings: &Settings) -> Self {
        Self {
            started: Instant::now(),
            first_step,
            done: first_step,
            n_steps: settings.n_steps,
            batch_size: settings.batch_size,
            mean: None,
        }
    }

    /// Counts one step, whose loss was `loss`; now and then rewrites the terminal's line.
    pub fn step(&mut self, loss: f64, unit: &str) {
        let mean = self.mean.map_or(loss, |mean| mean + 0.02 * (loss - mean));
        self.mean = Some(mean);
        self.done += 1;
        if !self.done.is_multiple_of(20) {
            return;
        }
        let each = self.started.elapsed() / (self.done - self.first_step) as u32;
        let left = each * (self.n_steps - self.done) as u32;
        eprint!(
            "\rstep {} of {}, {mean:.4} {unit}, {:.1} images a second, {} left    ",
            self.done,
            self.n_steps,
            self.batch_size as f64 / each.as_secs_f64(),
            in_words(left),
        );
        // A closed terminal must not end a training.
        std::io::stderr().flush().ok();
    }

    /// A line that stays.
    pub fn note(&self, text: &str) {
        eprintln!("\nstep {}: {text}", self.done);
    }
}

fn in_words(left: Duration) -> String {
    let minutes = left.as_secs() / 60;
    match minutes {
        0 => format!("{} s", left.as_secs()),
        1..120 => format!("{minutes} min"),
        _ => format!("{:.1} h", minutes as f64 / 60.0),
    }
}
