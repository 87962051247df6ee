//! A small network trained from scratch on the labelled pixels: what is done without a code.
//!
//! Pixels (n, 784), brought to mean 0 and deviation 1 all together, to logits (n, 10), trained on
//! the softmax cross-entropy by Adam with decoupled weight decay (Loshchilov & Hutter 2019), and
//! with dropout of pixels where that helps.

use std::sync::Arc;

use candle_core::{Device, Tensor, Var};

use super::kernel::{TILE, part};
use super::validation::{Fold, Tally, chosen, folds, sub_seed, validated};
use super::{Choice, Features, FewLabelsError, N_CLASSES, classes};
use crate::ml::Result;
use crate::ml::dataset::Batches;
use crate::ml::layers::Mlp;
use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::training::{LearningRate, Optimizer, Rule};
use crate::ml::weights::FreshVars;

/// Widths of the hidden layers: as many weights as an encoder has, and a classifier's layer.
const HIDDEN: [usize; 2] = [136, 32];
/// Images of a step.
const BATCH_SIZE: usize = 32;
/// The length to which a step's gradient is cut.
const MAX_GRADIENT_NORM: f64 = 5.0;
/// Ways of leaving labelled images out.
const N_FOLDS: usize = 3;

/// Share of a weight that a step at a rate of 1 takes away.
const WEIGHT_DECAY: f64 = 1.0;

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScratchSettings {
    /// At its peak.
    pub learning_rate: f64,
    /// Share of an image's pixels that a step does not see.
    pub dropout: f64,
}

impl ScratchSettings {
    /// What is chosen from.
    pub fn grid() -> Vec<Self> {
        let of_rate = |learning_rate| {
            [0.0, 0.5].map(|dropout| Self {
                learning_rate,
                dropout,
            })
        };
        [3e-3, 1e-2].into_iter().flat_map(of_rate).collect()
    }

    /// Where there is nothing to choose by, one label of each class: what does about best over
    /// many draws of ten.
    pub const fn usual() -> Self {
        Self {
            learning_rate: 3e-3,
            dropout: 0.5,
        }
    }
}

/// Steps for `n` labels.
fn n_steps(n: usize) -> u64 {
    (150 + n as u64 / 3).min(1_200)
}

/// Learning and telling under way.
#[derive(Debug)]
pub struct Scratch {
    set: Set,
    test: Arc<Features>,
    seed: u64,
    grid: Vec<ScratchSettings>,
    /// Of the labelled images that the settings are chosen on.
    folds: Vec<Fold>,
    tallies: Vec<Tally>,
    n_fits: usize,
    choice: Option<Choice<ScratchSettings>>,
    fit: Option<Fit>,
    predictions: Vec<u8>,
}

/// The labelled images.
#[derive(Debug)]
struct Set {
    pixels: Arc<Features>,
    labels: Arc<[u8]>,
    mean: f32,
    deviation: f32,
}

/// One network in training.
#[derive(Debug)]
struct Fit {
    network: Mlp,
    vars: Vec<Var>,
    optimizer: Optimizer,
    settings: ScratchSettings,
    schedule: LearningRate,
    batches: Batches,
    /// Which of the labelled images it learns.
    training: Vec<u32>,
    /// Which pixels it does not see.
    losses: Draws,
}

impl Set {
    fn new(pixels: Arc<Features>, labels: Arc<[u8]>) -> Self {
        let n = pixels.values.len().max(1) as f64;
        let values = || pixels.values.iter().map(|&x| f64::from(x));
        let mean = values().sum::<f64>() / n;
        let variance = values().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        Self {
            mean: mean as f32,
            deviation: (variance.sqrt() as f32).max(f32::MIN_POSITIVE.sqrt()),
            pixels,
            labels,
        }
    }

    /// Numbers of images, (n, 784), as the network reads them.
    fn input(&self, mut values: Vec<f32>) -> Result<Tensor> {
        let n_dims = self.pixels.n_dims;
        for x in &mut values {
            *x = (*x - self.mean) / self.deviation;
        }
        Tensor::from_vec(values, ((), n_dims), &Device::Cpu)
    }
}

impl Fit {
    fn new(set: &Set, training: Vec<u32>, settings: ScratchSettings, seed: u64) -> Result<Self> {
        let fresh = FreshVars::new(seed);
        let sizes = [&[set.pixels.n_dims], &HIDDEN[..], &[N_CLASSES]].concat();
        let network = Mlp::new(Activation::Silu, &sizes, &fresh.builder())?;
        let vars: Vec<Var> = fresh.vars().into_values().collect();
        let n_steps = n_steps(training.len());
        Ok(Self {
            network,
            optimizer: Optimizer::new(vars.iter().map(|var| (var.clone(), Rule::ADAM))),
            vars,
            settings,
            schedule: LearningRate {
                peak: settings.learning_rate,
                last: settings.learning_rate / 100.0,
                n_warmup: 5,
                n_steps,
            },
            batches: Batches::new(seed, training.len(), BATCH_SIZE.min(training.len())),
            training,
            losses: Draws::new(seed, Purpose::Corrupt),
        })
    }

    const fn is_trained(&self) -> bool {
        self.optimizer.n_steps() >= self.schedule.n_steps
    }

    /// One step; its cost, in multiplications with an addition.
    fn step(&mut self, set: &Set) -> Result<f64> {
        let at = self.optimizer.n_steps();
        let batch: Vec<u32> = (self.batches.at(at).iter())
            .map(|&i| self.training[i as usize])
            .collect();
        let labels: Vec<u8> = batch.iter().map(|&i| set.labels[i as usize]).collect();
        let mut pixels = set.pixels.gather(&batch).values;
        self.drop_out(&mut pixels, at);
        let mut tape = Tape::on();
        let logits = (self.network).forward_on(&mut tape, &set.input(pixels)?)?;
        let loss = tape.softmax_cross_entropy(&logits, &labels)?;
        let rate = self.schedule.at(at);
        (self.optimizer).step_along(&tape, &loss, rate, MAX_GRADIENT_NORM)?;
        let kept = 1.0 - rate * WEIGHT_DECAY;
        for var in &self.vars {
            var.set(&(var.as_tensor() * kept)?)?;
        }
        Ok(step_cost(set.pixels.n_dims, batch.len()))
    }

    /// Makes a share of a step's pixels black, and the others brighter for it, so that their sum
    /// stays what it is (Srivastava et al. 2014).
    fn drop_out(&self, pixels: &mut [f32], step: u64) {
        let share = self.settings.dropout;
        if share == 0.0 {
            return;
        }
        let n = pixels.len() as u64;
        let scale = (1.0 / (1.0 - share)) as f32;
        for (i, x) in (step * n..).zip(pixels) {
            let is_dropped = *x != 0.0 && self.losses.uniform(i) < share;
            *x *= if is_dropped { 0.0 } else { scale };
        }
    }

    /// Logits (n, 10) of the images whose numbers are `values`.
    fn logits(&self, set: &Set, values: &[f32]) -> Result<Vec<f32>> {
        let logits = self.network.forward(&set.input(values.to_vec())?)?;
        logits.flatten_all()?.to_vec1()
    }
}

/// Weights that meet one image's numbers.
fn n_weights(n_dims: usize) -> f64 {
    (n_dims * HIDDEN[0] + HIDDEN[0] * HIDDEN[1] + HIDDEN[1] * N_CLASSES) as f64
}

/// Forward and backward, and what each weight's own step costs.
fn step_cost(n_dims: usize, n_images: usize) -> f64 {
    n_weights(n_dims) * (2.0 * n_images as f64 + 20.0)
}

impl Scratch {
    /// Learns the classes `labels` of the images `labelled` and tells those of `test`, with the
    /// settings of `grid` that cross-validation finds best.
    ///
    /// # Errors
    /// Where labels are not as many of each class, or shapes do not fit.
    pub fn new(
        labelled: Arc<Features>,
        labels: Arc<[u8]>,
        test: Arc<Features>,
        grid: Vec<ScratchSettings>,
        seed: u64,
    ) -> std::result::Result<Self, FewLabelsError> {
        labelled.check(labels.len())?;
        test.check_like(&labelled)?;
        let validated = validated(&labels, seed)?;
        let seen: Vec<u8> = validated.iter().map(|&i| labels[i as usize]).collect();
        let of_labelled = |i: &mut u32| *i = validated[*i as usize];
        let mut folds = match grid.len() {
            0 | 1 => Vec::new(),
            _ => folds(&seen, N_FOLDS, 1, seed),
        };
        for fold in &mut folds {
            fold.training.iter_mut().for_each(of_labelled);
            fold.left_out.iter_mut().for_each(of_labelled);
        }
        Ok(Self {
            set: Set::new(labelled, labels),
            test,
            seed,
            tallies: vec![Tally::default(); grid.len()],
            grid,
            folds,
            n_fits: 0,
            choice: None,
            fit: None,
            predictions: Vec::new(),
        })
    }

    /// What was chosen, once it is.
    pub const fn choice(&self) -> Option<Choice<ScratchSettings>> {
        self.choice
    }

    /// The classes that the test images are told to show, once all is done.
    pub fn predictions(&self) -> Option<Vec<u8>> {
        self.is_done().then(|| self.predictions.clone())
    }

    pub fn is_done(&self) -> bool {
        self.predictions.len() == self.test.len()
    }

    /// Networks that are trained to choose by.
    fn n_trials(&self) -> usize {
        self.grid.len() * self.folds.len()
    }

    fn fit_cost(&self, n: usize) -> f64 {
        n_steps(n) as f64 * step_cost(self.set.pixels.n_dims, n.min(BATCH_SIZE))
    }

    /// Of all trials, of the last fit, of telling.
    fn costs(&self) -> [f64; 3] {
        let of_fold = |fold: &Fold| self.fit_cost(fold.training.len());
        let n_dims = self.set.pixels.n_dims;
        [
            self.grid.len() as f64 * self.folds.iter().map(of_fold).sum::<f64>(),
            self.fit_cost(self.set.labels.len()),
            self.test.len() as f64 * n_weights(n_dims),
        ]
    }

    /// All of it, in multiplications with an addition.
    pub fn cost(&self) -> f64 {
        self.costs().iter().sum()
    }

    /// How much of [`cost`](Self::cost) is done.
    pub fn done(&self) -> f64 {
        let [trials, fit, telling] = self.costs();
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let in_hand = self.fit.as_ref().map_or(0.0, |fit| {
            share(
                fit.optimizer.n_steps() as usize,
                fit.schedule.n_steps as usize,
            )
        });
        match self.n_fits < self.n_trials() {
            true => trials * (self.n_fits as f64 + in_hand) / self.n_trials() as f64,
            false => {
                let told = share(self.predictions.len(), self.test.len());
                trials + fit * in_hand + telling * told
            }
        }
    }

    /// One step of a network, or what some images are told to show; its cost. None where all is
    /// done.
    ///
    /// # Errors
    /// Where candle fails, or training diverges.
    pub fn go_on(&mut self) -> Result<Option<f64>> {
        if self.is_done() {
            return Ok(None);
        }
        let n_folds = self.folds.len().max(1);
        let (setting, fold) = (self.n_fits / n_folds, self.n_fits % n_folds);
        let is_trial = self.n_fits < self.n_trials();
        let fit = match &mut self.fit {
            Some(fit) => fit,
            None if is_trial => {
                let training = self.folds[fold].training.clone();
                let seed = sub_seed(self.seed, fold as u64);
                let fit = Fit::new(&self.set, training, self.grid[setting], seed)?;
                self.fit.insert(fit)
            }
            None => {
                let choice = chosen(&self.grid, &self.tallies, ScratchSettings::usual());
                self.choice = Some(choice);
                let training = (0..self.set.labels.len() as u32).collect();
                let fit = Fit::new(&self.set, training, choice.settings, self.seed)?;
                self.fit.insert(fit)
            }
        };
        if !fit.is_trained() {
            return fit.step(&self.set).map(Some);
        }
        if is_trial {
            let left_out = &self.folds[fold].left_out;
            let tally = &mut self.tallies[setting];
            let logits = fit.logits(&self.set, &self.set.pixels.gather(left_out).values)?;
            for (logits, &i) in logits.chunks_exact(N_CLASSES).zip(left_out) {
                let label = self.set.labels[i as usize];
                tally.add(classes(logits) == [label], nats(logits, label));
            }
            self.n_fits += 1;
            let n = left_out.len();
            self.fit = None;
            return Ok(Some(n as f64 * n_weights(self.set.pixels.n_dims)));
        }
        let rows = part(self.predictions.len() / TILE, self.test.len());
        let logits = fit.logits(&self.set, self.test.rows(rows.clone()))?;
        self.predictions.extend(classes(&logits));
        Ok(Some(rows.len() as f64 * n_weights(self.set.pixels.n_dims)))
    }
}

/// `-ln softmax(logits)[label]`.
fn nats(logits: &[f32], label: u8) -> f64 {
    let max = logits.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f64 = logits.iter().map(|&x| libm::exp(f64::from(x - max))).sum();
    libm::log(sum) - f64::from(logits[usize::from(label)] - max)
}
