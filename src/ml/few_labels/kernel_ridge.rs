//! Kernel ridge regression on one-against-all targets, also known as the least-squares support
//! vector machine (Suykens & Vandewalle 1999), with a Gaussian kernel.
//!
//! A class's score is `f(x) = sum_i weight_i exp(-|x - x_i|^2 / (width m))`, where m is the median
//! squared distance between labelled images, the one scale of all their numbers, and the weights
//! solve `(K + ridge) weights = targets`: 0.9 for images of the class and -0.1 for others, so that
//! far from all of them no class is ahead. As the variance of a label's noise in a Gaussian
//! process, the ridge is what it is for any number of labels (Rasmussen & Williams 2006, eq. 2.25).

use std::sync::Arc;

use super::kernel::{Points, Symmetric, TILE, gaussian, part, squared_distances};
use super::kernel_choice::{Chosen, KernelChoice, KernelSettings, targets};
use super::solve::{ConjugateGradients, DOUBLE_COST, TOLERANCE, cholesky};
use super::validation::{folds, validated};
use super::{Choice, EXP_COST, Features, FewLabelsError, MOST_VALIDATED, N_CLASSES, classes};
use crate::ml::ops::gemm::{View, add_product};

/// Folds, and how often up to a hundred labels are cut into them.
const N_FOLDS: usize = 5;
const N_ROUNDS: usize = 4;
const MOST_IN_ROUNDS: usize = 100;

/// Iterations that the equations of thousands of labels take, about.
const USUAL_ITERATIONS: f64 = 60.0;

/// Numbers of the kernel that are multiplied at once.
const N_AT_ONCE: usize = 1 << 20;

/// Learning and telling under way.
#[derive(Debug)]
pub struct KernelRidge {
    labelled: Points,
    labels: Arc<[u8]>,
    test: Points,
    choice: KernelChoice,
    chosen: Option<Chosen>,
    stage: Stage,
}

#[derive(Debug)]
enum Stage {
    Choice,
    /// The kernel of all labelled images.
    Kernel(Symmetric),
    Equations(Vec<f32>, Box<ConjugateGradients>),
    Telling(Telling),
}

#[derive(Debug)]
struct Telling {
    /// (labelled, 10)
    weights: Vec<f32>,
    /// (test, 10)
    scores: Vec<f32>,
    n_tiles: usize,
}

impl KernelRidge {
    /// Learns the classes `labels` of the images `labelled` and tells those of `test`, with the
    /// settings of `grid` that cross-validation finds best.
    ///
    /// # Errors
    /// Where labels are not as many of each class, or shapes do not fit.
    pub fn new(
        labelled: Arc<Features>,
        labels: Arc<[u8]>,
        test: Arc<Features>,
        grid: Vec<KernelSettings>,
        seed: u64,
    ) -> Result<Self, FewLabelsError> {
        labelled.check(labels.len())?;
        test.check_like(&labelled)?;
        let validated = validated(&labels, seed)?;
        let seen: Vec<u8> = validated.iter().map(|&i| labels[i as usize]).collect();
        let n_rounds = match seen.len() <= MOST_IN_ROUNDS {
            true => N_ROUNDS,
            false => 1,
        };
        let folds = folds(&seen, N_FOLDS, n_rounds, seed);
        let points = Points::new(Arc::new(labelled.gather(&validated)));
        Ok(Self {
            labelled: Points::new(labelled),
            labels,
            test: Points::new(test),
            choice: KernelChoice::new(points, seen, grid, folds),
            chosen: None,
            stage: Stage::Choice,
        })
    }

    /// What was chosen, once it is.
    pub fn choice(&self) -> Option<Choice<KernelSettings>> {
        self.chosen.as_ref().map(|chosen| chosen.choice)
    }

    /// Scores (test, 10), once all is done.
    pub fn scores(&self) -> Option<&[f32]> {
        match &self.stage {
            Stage::Telling(telling) if self.is_done() => Some(&telling.scores),
            _ => None,
        }
    }

    /// The classes that the test images are told to show, once all is done.
    pub fn predictions(&self) -> Option<Vec<u8>> {
        self.scores().map(classes)
    }

    pub fn is_done(&self) -> bool {
        matches!(&self.stage, Stage::Telling(telling) if telling.n_tiles == self.n_tiles())
    }

    /// All of it, in multiplications with an addition.
    pub fn cost(&self) -> f64 {
        self.choice.cost() + self.stage_costs().iter().sum::<f64>()
    }

    /// How much of [`cost`](Self::cost) is done.
    pub fn done(&self) -> f64 {
        let [kernel, equations, telling] = self.stage_costs();
        let before = self.choice.cost();
        match &self.stage {
            Stage::Choice => self.choice.done(),
            Stage::Kernel(matrix) => before + kernel * matrix.fraction(),
            Stage::Equations(_, solver) => before + kernel + equations * solver.fraction(TOLERANCE),
            Stage::Telling(Telling { n_tiles, .. }) => {
                let share = *n_tiles as f64 / self.n_tiles().max(1) as f64;
                before + kernel + equations + telling * share
            }
        }
    }

    /// Kernel, equations, telling.
    fn stage_costs(&self) -> [f64; 3] {
        let (n, n_test) = (self.labelled.len() as f64, self.test.len() as f64);
        let of_number = self.labelled.features.n_dims as f64 + EXP_COST;
        let [kernel, equations] = match self.is_small() {
            true => [0.0, DOUBLE_COST * n * n * n / 6.0],
            false => [n * n / 2.0 * of_number, USUAL_ITERATIONS * 10.0 * n * n],
        };
        [kernel, equations, n * n_test * of_number]
    }

    /// Whether the equations are solved by Cholesky's factorisation. Their squared distances are
    /// then known from the choice.
    fn is_small(&self) -> bool {
        self.labelled.len() <= MOST_VALIDATED
    }

    fn n_tiles(&self) -> usize {
        self.test.len().div_ceil(TILE) * self.labelled.len().div_ceil(TILE)
    }

    /// One tile, one solution or a part of one; its cost. None where all is done.
    pub fn go_on(&mut self) -> Option<f64> {
        match &mut self.stage {
            Stage::Choice => {
                let cost = self.choice.go_on();
                Some(cost.unwrap_or_else(|| self.begin()))
            }
            Stage::Kernel(matrix) => {
                let scale = self.chosen.as_ref().map_or(1.0, Chosen::scale);
                let n = matrix.fill(&self.labelled, |tile| gaussian(tile, scale));
                if matrix.next().is_none() {
                    let kernel = std::mem::take(&mut matrix.values);
                    let ridge = self
                        .chosen
                        .as_ref()
                        .map_or(1.0, |c| c.choice.settings.ridge);
                    let solver = ConjugateGradients::new(ridge, targets(&self.labels));
                    self.stage = Stage::Equations(kernel, Box::new(solver));
                }
                Some(n as f64 * (self.labelled.features.n_dims as f64 + EXP_COST))
            }
            Stage::Equations(kernel, solver) => {
                let n_rows = (N_AT_ONCE / self.labelled.len()).max(1);
                solver.go_on(kernel, n_rows);
                if solver.is_done(TOLERANCE) {
                    let weights = solver.solution().to_vec();
                    self.stage = Stage::Telling(Telling::new(weights, self.test.len()));
                }
                Some((N_AT_ONCE * N_CLASSES) as f64)
            }
            Stage::Telling(telling) => {
                let scale = self.chosen.as_ref().map_or(1.0, Chosen::scale);
                telling.go_on(&self.labelled, &self.test, scale)
            }
        }
    }

    /// From the choice to what it is for; the cost.
    fn begin(&mut self) -> f64 {
        let Some(mut chosen) = self.choice.chosen() else {
            return 0.0;
        };
        let mut cost = 0.0;
        self.stage = match self.is_small() {
            true => {
                let mut kernel = std::mem::take(&mut chosen.squared_distances);
                gaussian(&mut kernel, chosen.scale());
                let ridge = chosen.choice.settings.ridge;
                let weights = cholesky(&kernel, ridge, &targets(&self.labels));
                cost = self.stage_costs()[1];
                Stage::Telling(Telling::new(weights, self.test.len()))
            }
            false => Stage::Kernel(Symmetric::new(self.labelled.len())),
        };
        self.chosen = Some(chosen);
        cost
    }
}

impl Telling {
    fn new(weights: Vec<f32>, n_test: usize) -> Self {
        Self {
            weights,
            scores: vec![0.0; n_test * N_CLASSES],
            n_tiles: 0,
        }
    }

    /// What some labelled images say of some test images; its cost.
    fn go_on(&mut self, labelled: &Points, test: &Points, scale: f32) -> Option<f64> {
        let n_columns = labelled.len().div_ceil(TILE);
        let rows = part(self.n_tiles / n_columns.max(1), test.len());
        if rows.is_empty() {
            return None;
        }
        let columns = part(self.n_tiles % n_columns, labelled.len());
        let mut tile = Vec::new();
        squared_distances((test, rows.clone()), (labelled, columns.clone()), &mut tile);
        gaussian(&mut tile, scale);
        let weights = View::rows(&self.weights, columns.start * N_CLASSES, N_CLASSES);
        let scores = &mut self.scores[rows.start * N_CLASSES..rows.end * N_CLASSES];
        let (m, k) = (rows.len(), columns.len());
        add_product(m, k, N_CLASSES, View::rows(&tile, 0, k), weights, scores);
        self.n_tiles += 1;
        Some(tile.len() as f64 * (labelled.features.n_dims as f64 + EXP_COST))
    }
}
