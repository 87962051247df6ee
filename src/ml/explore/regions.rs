//! A classifier of points by their labels: from the two numbers of a point to a class, trained by
//! softmax cross-entropy on all points at once.

use candle_core::{Device, Result, Tensor, Var};

use super::Point;
use crate::ml::layers::Mlp;
use crate::ml::metrics::classes::likeliest;
use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;
use crate::ml::training::{Optimizer, Rule};
use crate::ml::weights::FreshVars;

/// Classes that a point can have.
pub const N_CLASSES: usize = 10;

/// Adam's.
const LEARNING_RATE: f64 = 0.03;
/// The length to which a step's gradient is cut.
const MAX_GRADIENT_NORM: f64 = 5.0;

/// A classifier in training.
#[derive(Debug)]
pub struct Regions {
    network: Mlp,
    optimizer: Optimizer,
    /// Around their mean, in parts of their spread, (n, 2).
    points: Tensor,
    labels: Vec<u8>,
    mean: Point,
    spread: f32,
}

impl Regions {
    /// A classifier that has seen nothing, of `points` with `labels` of 0 to 9: with a layer of
    /// `hidden` units, or, for none, one whose regions end at straight lines.
    ///
    /// # Errors
    /// Where there are no points, or not as many labels.
    pub fn new(points: &[Point], labels: &[u8], hidden: Option<usize>, seed: u64) -> Result<Self> {
        let fresh = FreshVars::new(seed);
        let sizes: Vec<usize> = [Some(2), hidden, Some(N_CLASSES)]
            .into_iter()
            .flatten()
            .collect();
        let network = Mlp::new(Activation::Silu, &sizes, &fresh.builder())?;
        let vars: Vec<Var> = fresh.vars().into_values().collect();
        let (mean, spread) = mean_and_spread(points);
        Ok(Self {
            network,
            optimizer: Optimizer::new(vars.into_iter().map(|var| (var, Rule::ADAM))),
            points: input(points, mean, spread)?,
            labels: labels.to_vec(),
            mean,
            spread,
        })
    }

    /// Steps made.
    pub const fn n_steps(&self) -> u64 {
        self.optimizer.n_steps()
    }

    /// A step; the loss before it, in nats a point.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self) -> Result<f32> {
        let mut tape = Tape::on();
        let logits = self.network.forward_on(&mut tape, &self.points)?;
        let loss = tape.softmax_cross_entropy(&logits, &self.labels)?;
        let report = (self.optimizer).step_along(&tape, &loss, LEARNING_RATE, MAX_GRADIENT_NORM)?;
        Ok(report.loss)
    }

    /// The likeliest class at each of `points`.
    ///
    /// # Errors
    /// Where there are none.
    pub fn classes(&self, points: &[Point]) -> Result<Vec<u8>> {
        let logits = (self.network).forward(&input(points, self.mean, self.spread)?)?;
        let logits: Vec<f32> = logits.flatten_all()?.to_vec1()?;
        let of_points = logits.chunks_exact(N_CLASSES);
        Ok(of_points.map(|logits| likeliest(logits) as u8).collect())
    }
}

/// Share of `classes` that are as `labels` have them, 0 to 1.
pub fn accuracy(classes: &[u8], labels: &[u8]) -> f64 {
    let n_right = classes.iter().zip(labels).filter(|(a, b)| a == b).count();
    n_right as f64 / labels.len().max(1) as f64
}

/// The mean, and the root of the mean squared distance along an axis.
fn mean_and_spread(points: &[Point]) -> (Point, f32) {
    let n = points.len().max(1) as f64;
    let mean = [0, 1].map(|axis: usize| {
        let sum: f64 = points.iter().map(|at| f64::from(at[axis])).sum();
        (sum / n) as f32
    });
    let square: f64 = (points.iter())
        .map(|at| super::squared_distance(*at, mean))
        .sum();
    let spread = libm::sqrt(square / (2.0 * n)) as f32;
    (mean, if spread > 0.0 { spread } else { 1.0 })
}

fn input(points: &[Point], mean: Point, spread: f32) -> Result<Tensor> {
    let numbers =
        (points.iter()).flat_map(|at| [0, 1].map(|axis| (at[axis] - mean[axis]) / spread));
    Tensor::from_iter(numbers, &Device::Cpu)?.reshape((points.len(), 2))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ml::rng::{Draws, Purpose};

    /// A ring around a heap: no line tells them apart.
    fn ring() -> (Vec<Point>, Vec<u8>) {
        let draws = Draws::new(2, Purpose::Noise);
        let point = |i: u64| {
            let radius = if i.is_multiple_of(2) { 1.0 } else { 4.0 };
            let angle = std::f64::consts::TAU * draws.uniform(i);
            [
                7.0 + (radius * libm::cos(angle)) as f32,
                (radius * libm::sin(angle)) as f32,
            ]
        };
        (0..120).map(|i| (point(i), (i % 2) as u8)).unzip()
    }

    fn trained(hidden: Option<usize>) -> f64 {
        let (points, labels) = ring();
        let mut regions = Regions::new(&points, &labels, hidden, 1).expect("a classifier");
        for _ in 0..200 {
            regions.step().expect("a step");
        }
        assert_eq!(regions.n_steps(), 200);
        accuracy(&regions.classes(&points).expect("classes"), &labels)
    }

    #[test]
    fn a_hidden_layer_learns_what_no_line_can() {
        assert!(trained(Some(24)) > 0.95);
        assert!(trained(None) < 0.75);
    }

    #[test]
    fn a_run_is_a_function_of_its_seed() {
        let (points, labels) = ring();
        let loss = |seed| {
            let mut regions = Regions::new(&points, &labels, Some(8), seed).expect("a classifier");
            regions.step().expect("a step");
            regions.step().expect("a step").to_bits()
        };
        assert_eq!(loss(3), loss(3));
        assert_ne!(loss(3), loss(4));
    }

    #[test]
    fn points_that_are_all_the_same_are_no_trouble() {
        let mut regions = Regions::new(&[[2.0, 2.0]; 3], &[1, 1, 4], None, 1).expect("one");
        assert!(regions.step().expect("a step").is_finite());
        assert_eq!(accuracy(&[], &[]), 0.0);
    }
}
