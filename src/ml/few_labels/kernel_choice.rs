//! Which width and ridge: cross-validation on the labelled images alone.

use super::kernel::{Points, Symmetric, gaussian, median};
use super::solve::{DOUBLE_COST, cholesky};
use super::validation::{Fold, Tally, chosen};
use super::{Choice, EXP_COST, N_CLASSES, classes};

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KernelSettings {
    /// The kernel's width, in median squared distances.
    pub width: f32,
    pub ridge: f32,
}

const WIDTHS: [f32; 5] = [0.125, 0.25, 0.5, 1.0, 2.0];
const RIDGES: [f32; 3] = [0.01, 0.1, 0.5];

impl KernelSettings {
    /// What is chosen from, each width's together.
    pub fn grid() -> Vec<Self> {
        let of_width = |width| RIDGES.map(|ridge| Self { width, ridge });
        WIDTHS.into_iter().flat_map(of_width).collect()
    }

    /// Where there is nothing to choose by, one label of each class: what does about best over
    /// many draws of ten.
    pub const fn usual() -> Self {
        Self {
            width: 1.0,
            ridge: 0.5,
        }
    }
}

/// A choice under way.
#[derive(Debug)]
pub struct KernelChoice {
    points: Points,
    labels: Vec<u8>,
    grid: Vec<KernelSettings>,
    folds: Vec<Fold>,
    squared_distances: Symmetric,
    /// The median squared distance, once all are known.
    median: Option<f32>,
    /// The kernel of the width in hand.
    kernel: Vec<f32>,
    /// One for each of the grid.
    tallies: Vec<Tally>,
    n_solved: usize,
}

/// What came of it.
#[derive(Debug)]
pub struct Chosen {
    pub choice: Choice<KernelSettings>,
    /// The median squared distance.
    pub median: f32,
    /// Between the images that the choice was made on.
    pub squared_distances: Vec<f32>,
}

impl Chosen {
    /// What squared distances are divided by in the kernel.
    pub fn scale(&self) -> f32 {
        self.choice.settings.width * self.median
    }
}

impl KernelChoice {
    /// Between the settings of `grid` by `folds` of the images of `points`, whose classes are
    /// `labels`. Where there is one of either, or none, nothing is tried.
    pub fn new(
        points: Points,
        labels: Vec<u8>,
        grid: Vec<KernelSettings>,
        folds: Vec<Fold>,
    ) -> Self {
        Self {
            squared_distances: Symmetric::new(points.len()),
            median: None,
            kernel: Vec::new(),
            tallies: vec![Tally::default(); grid.len()],
            n_solved: 0,
            points,
            labels,
            grid,
            folds,
        }
    }

    /// Equations to solve.
    fn n_equations(&self) -> usize {
        match self.grid.len() {
            0 | 1 => 0,
            n => n * self.folds.len(),
        }
    }

    fn distances_cost(&self) -> f64 {
        let n = self.points.len() as f64;
        n * n / 2.0 * self.points.features.n_dims as f64
    }

    fn equations_cost(&self) -> f64 {
        let n = self.n_equations() / self.folds.len().max(1);
        n as f64 * self.folds.iter().map(fold_cost).sum::<f64>()
    }

    /// All of it, in multiplications with an addition.
    pub fn cost(&self) -> f64 {
        self.distances_cost() + self.equations_cost()
    }

    /// How much of [`cost`](Self::cost) is done.
    pub fn done(&self) -> f64 {
        let share = self.n_solved as f64 / self.n_equations().max(1) as f64;
        self.distances_cost() * self.squared_distances.fraction() + self.equations_cost() * share
    }

    /// One tile of distances or one solution; its cost, or None where all is done.
    pub fn go_on(&mut self) -> Option<f64> {
        if self.squared_distances.next().is_some() {
            let n = self.squared_distances.fill(&self.points, |_| ());
            return Some((n * self.points.features.n_dims) as f64);
        }
        let n = self.points.len();
        let values = &self.squared_distances.values;
        let median = *self.median.get_or_insert_with(|| median(values, n));
        if self.n_solved == self.n_equations() {
            return None;
        }
        let setting = self.n_solved / self.folds.len();
        let fold = &self.folds[self.n_solved % self.folds.len()];
        let KernelSettings { width, ridge } = self.grid[setting];
        let is_new = setting == 0 || self.grid[setting - 1].width != width;
        if is_new && self.n_solved.is_multiple_of(self.folds.len()) {
            self.kernel.clone_from(values);
            gaussian(&mut self.kernel, width * median);
        }
        let tally = &mut self.tallies[setting];
        tell_left_out(&self.kernel, n, &self.labels, fold, ridge, tally);
        self.n_solved += 1;
        Some(fold_cost(fold))
    }

    /// The best settings; None before all is done.
    pub fn chosen(&mut self) -> Option<Chosen> {
        let median = self.median?;
        if self.n_solved < self.n_equations() {
            return None;
        }
        let choice = chosen(&self.grid, &self.tallies, KernelSettings::usual());
        Some(Chosen {
            choice,
            median,
            squared_distances: std::mem::take(&mut self.squared_distances.values),
        })
    }
}

fn fold_cost(fold: &Fold) -> f64 {
    let (n, n_out) = (fold.training.len() as f64, fold.left_out.len() as f64);
    DOUBLE_COST * (n * n * n / 6.0 + 10.0 * n * n) + n * (n + n_out) + EXP_COST
}

/// Learns a fold's training images with `ridge`, and adds to `tally` how those left out are told.
/// `kernel` (n, n) is of all images.
fn tell_left_out(
    kernel: &[f32],
    n: usize,
    labels: &[u8],
    fold: &Fold,
    ridge: f32,
    tally: &mut Tally,
) {
    let row = |i: u32| {
        let row = &kernel[i as usize * n..][..n];
        fold.training.iter().map(move |&j| row[j as usize])
    };
    let among: Vec<f32> = fold.training.iter().flat_map(|&i| row(i)).collect();
    let learned: Vec<u8> = fold.training.iter().map(|&i| labels[i as usize]).collect();
    let weights = cholesky(&among, ridge, &targets(&learned));
    for &i in &fold.left_out {
        let mut scores = [0.0; N_CLASSES];
        for (k, weights) in row(i).zip(weights.chunks_exact(N_CLASSES)) {
            for (score, weight) in scores.iter_mut().zip(weights) {
                *score += k * weight;
            }
        }
        let label = labels[i as usize];
        let wanted = targets(&[label]);
        let squares = scores.iter().zip(&wanted).map(|(s, t)| (s - t).powi(2));
        tally.add(classes(&scores) == [label], f64::from(squares.sum::<f32>()));
    }
}

/// What each class's score should be, (n, 10): 0.9 for the image's class, -0.1 for others.
pub fn targets(labels: &[u8]) -> Vec<f32> {
    let base = 1.0 / N_CLASSES as f32;
    let mut targets = vec![-base; labels.len() * N_CLASSES];
    for (row, &label) in targets.chunks_exact_mut(N_CLASSES).zip(labels) {
        row[usize::from(label)] += 1.0;
    }
    targets
}
