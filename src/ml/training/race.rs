//! What one training step of each net that predicts pixel by pixel takes, stage by stage.
//!
//! Two nets with about as many parameters learn from the same images, whole or made smaller. On
//! one thread the time goes by multiply-adds; what differs is how many stages must wait for one
//! another.

use candle_core::Result;

use super::{Optimizer, Rule};
use crate::ml::layers::{Stage, StageKind};
use crate::ml::models::autoregressive::{is_hidden, multiply_adds};
use crate::ml::models::{Autoregressive, Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn};
use crate::ml::ops::tape::{Gradients, Tape};
use crate::ml::weights::FreshVars;
use crate::ml::{N_PIXELS, SIDE};

/// Pixels along one side of the images that are learnt from.
pub const SIDES: [usize; 3] = [7, 14, 28];

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Racer {
    Recurrent,
    Convolutional,
}

/// A net in training, whose steps are timed.
pub struct Race {
    net: Box<dyn Autoregressive>,
    optimizer: Optimizer,
    n_parameters: usize,
    pixels: Vec<u8>,
    n_images: usize,
}

/// One training step as it was measured, in milliseconds.
#[derive(Debug, Clone, PartialEq)]
pub struct Lap {
    /// Of the forward pass, in order, the loss the last one.
    pub stages: Vec<(Stage, f64)>,
    pub backward_ms: f64,
    pub update_ms: f64,
}

impl Lap {
    pub fn forward_ms(&self) -> f64 {
        self.stages.iter().map(|(_, ms)| ms).sum()
    }

    /// The whole step.
    pub fn total_ms(&self) -> f64 {
        self.forward_ms() + self.backward_ms + self.update_ms
    }
}

impl Race {
    /// A net for images of `side` pixels a side, one of [`SIDES`], to learn from `images`
    /// (n, 784), made as small.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(racer: Racer, side: usize, images: &[u8]) -> Result<Self> {
        let fresh = FreshVars::new(1);
        let net: Box<dyn Autoregressive> = match racer {
            Racer::Recurrent => {
                let config = pixel_rnn::Config::small_28();
                let config = pixel_rnn::Config { side, ..config };
                Box::new(PixelRnn::new(&config, fresh.builder())?)
            }
            Racer::Convolutional => {
                let config = pixel_cnn::Config::small_28();
                let config = pixel_cnn::Config { side, ..config };
                Box::new(PixelCnn::new(&config, fresh.builder())?)
            }
        };
        let named = fresh.vars();
        let rule = |name: &str| match is_hidden(name) {
            true => Rule::MUON,
            false => Rule::ADAM,
        };
        Ok(Self {
            net,
            n_parameters: named.values().map(|var| var.elem_count()).sum(),
            optimizer: Optimizer::new(named.iter().map(|(name, var)| (var.clone(), rule(name)))),
            pixels: smaller(images, side),
            n_images: images.len() / N_PIXELS,
        })
    }

    pub const fn n_parameters(&self) -> usize {
        self.n_parameters
    }

    pub const fn n_images(&self) -> usize {
        self.n_images
    }

    /// Multiply-adds of a step: forward, and backward to weights and to inputs.
    pub fn multiply_adds(&self) -> u64 {
        3 * multiply_adds(&*self.net) * self.n_images as u64
    }

    /// Makes a training step, by the clock `now_ms`.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn lap(&mut self, now_ms: &dyn Fn() -> f64) -> Result<Lap> {
        const RATE: f64 = 1e-3;
        let mut stages = Vec::new();
        let mut last = now_ms();
        let mut since_last = || {
            let now = now_ms();
            std::mem::replace(&mut last, now) - now
        };
        let mut watch = |stage| stages.push((stage, -since_last()));
        let mut tape = Tape::on();
        let loss = (self.net).loss_on(&mut tape, &self.pixels, Some(&mut watch))?;
        let side = self.net.input().side();
        watch(Stage {
            kind: StageKind::Softmax,
            width: side * side,
        });
        let mut gradients = Gradients::default();
        tape.backward_from_loss(&loss, &mut gradients)?;
        let backward_ms = -since_last();
        self.optimizer.apply(&gradients, RATE, 1.0)?;
        let update_ms = -since_last();
        Ok(Lap {
            stages,
            backward_ms,
            update_ms,
        })
    }
}

/// Images (n, 784) of `side` pixels a side, each the mean of those it stands for.
fn smaller(images: &[u8], side: usize) -> Vec<u8> {
    let factor = (SIDE / side.max(1)).max(1);
    let n = (factor * factor) as u32;
    let pixel = |image: &[u8], at: usize| -> u8 {
        let (row, col) = (at / side * factor, at % side * factor);
        let rows = (row..row + factor).map(|row| &image[row * SIDE + col..][..factor]);
        let sum: u32 = rows.flatten().map(|&value| u32::from(value)).sum();
        ((sum + n / 2) / n) as u8
    };
    (images.chunks_exact(N_PIXELS))
        .flat_map(|image| (0..side * side).map(move |at| pixel(image, at)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_smaller_image_is_made_of_means() {
        let mut image = vec![0; N_PIXELS];
        image[0] = 200;
        image[SIDE + 1] = 100;
        image[N_PIXELS - 1] = 8;
        assert_eq!(smaller(&image, 28), image);
        let half = smaller(&image, 14);
        assert_eq!((half.len(), half[0], half[195]), (196, 75, 2));
        assert_eq!(smaller(&image, 7)[0], 19);
    }

    /// Rows wait for one another in the recurrent net, layers alone in the other.
    #[test]
    fn stages_grow_with_the_side_where_there_is_a_state() -> Result<()> {
        let images = vec![7; 2 * N_PIXELS];
        let ticks = Cell::new(0.0);
        let clock = || {
            ticks.set(ticks.get() + 1.0);
            ticks.get()
        };
        let mut parameters = Vec::new();
        for (racer, n_expected) in [
            (Racer::Recurrent, [30, 51, 93]),
            (Racer::Convolutional, [25, 25, 25]),
        ] {
            for (side, n) in SIDES.into_iter().zip(n_expected) {
                let mut race = Race::new(racer, side, &images)?;
                let lap = race.lap(&clock)?;
                assert_eq!(lap.stages.len(), n, "{racer:?} {side}");
                assert_eq!(lap.total_ms(), n as f64 + 2.0);
                parameters.push(race.n_parameters() as f64);
                // Four times the pixels, and edges that cost less.
                let more = race.multiply_adds() as f64;
                assert!(more > 100.0 * race.n_parameters() as f64);
            }
        }
        let part = parameters[0] / parameters[3];
        assert!((0.95..1.05).contains(&part), "{part}");
        Ok(())
    }
}
