//! Few labels: draws, kernel ridge regression against a plain solver, choices that see no more
//! than the drawn labels, and trials that repeat themselves.

use std::sync::Arc;

use density_lab::ml::few_labels::{
    Features, FewLabelsError, KernelRidge, KernelSettings, Labelled, Outcome, Progress, Scratch,
    ScratchSettings, Test, Trial, draw,
};
use density_lab::ml::rng::{Draws, Purpose};

const N_CLASSES: usize = 10;

/// `n` images of `n_dims` numbers around a centre for each class, `spread` from it; their classes
/// take turns.
fn clusters(n: usize, n_dims: usize, spread: f64, seed: u64) -> (Features, Vec<u8>) {
    let centres = Draws::new(1, Purpose::Noise);
    let noise = Draws::new(seed, Purpose::Latent);
    let number = |i: usize| {
        let (class, dim) = (i / n_dims % N_CLASSES, i % n_dims);
        let centre = centres.uniform((class * n_dims + dim) as u64);
        (centre + spread * noise.normal(i as u64)) as f32
    };
    let features = Features {
        values: (0..n * n_dims).map(number).collect(),
        n_dims,
    };
    (features, (0..n).map(|i| (i % N_CLASSES) as u8).collect())
}

fn labels(n: usize) -> Vec<u8> {
    let draws = Draws::new(2, Purpose::Noise);
    (0..n as u64).map(|i| (draws.bits(i) % 10) as u8).collect()
}

#[test]
fn draws_are_balanced_without_repeats_and_their_seeds() -> Result<(), FewLabelsError> {
    let labels = labels(2_000);
    let drawn = draw(&labels, 300, 7)?;
    for class in 0..10 {
        let of_class = drawn.iter().filter(|&&i| labels[i as usize] == class);
        assert_eq!(of_class.count(), 30);
    }
    let mut once = drawn.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), 300);
    assert_eq!(draw(&labels, 300, 7)?, drawn);
    assert_ne!(draw(&labels, 300, 8)?, drawn);
    // A smaller draw of the seed is part of a larger one.
    assert!(draw(&labels, 30, 7)?.iter().all(|i| drawn.contains(i)));
    Ok(())
}

#[test]
fn a_draw_that_cannot_be_says_why() {
    let mut labels = labels(500);
    assert_eq!(
        draw(&labels, 25, 1),
        Err(FewLabelsError::Unbalanced { n_labels: 25 })
    );
    assert_eq!(
        draw(&labels, 0, 1),
        Err(FewLabelsError::Unbalanced { n_labels: 0 })
    );
    labels.retain(|&label| label != 3);
    labels.extend([3, 3]);
    let n_images = 2;
    assert_eq!(
        draw(&labels, 30, 1),
        Err(FewLabelsError::TooFew {
            class: 3,
            n_images,
            n_wanted: 3,
        })
    );
    labels.push(10);
    assert_eq!(
        draw(&labels, 20, 1),
        Err(FewLabelsError::NoClass { label: 10 })
    );
}

/// The scores of kernel ridge regression in f64 by Gauss and Jordan's elimination with pivots.
fn direct(
    labelled: &Features,
    labels: &[u8],
    test: &Features,
    settings: KernelSettings,
) -> Vec<f64> {
    let n = labels.len();
    let rows = |f: &Features| -> Vec<Vec<f64>> {
        let rows = f.values.chunks(f.n_dims);
        rows.map(|row| row.iter().map(|&x| f64::from(x)).collect())
            .collect()
    };
    let (labelled, test) = (rows(labelled), rows(test));
    let distance =
        |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum() };
    let mut between: Vec<f64> = (0..n)
        .flat_map(|i| (i + 1..n).map(move |j| (i, j)))
        .map(|(i, j)| distance(&labelled[i], &labelled[j]))
        .collect();
    between.sort_by(f64::total_cmp);
    let scale = f64::from(settings.width) * between[between.len() / 2];
    let kernel = |a: &[f64], b: &[f64]| (-distance(a, b) / scale).exp();
    let mut system: Vec<Vec<f64>> = (0..n)
        .map(|i| {
            let mut row: Vec<f64> = labelled.iter().map(|x| kernel(&labelled[i], x)).collect();
            row[i] += f64::from(settings.ridge);
            row.extend((0..10).map(|class| f64::from(u8::from(labels[i] == class)) - 0.1));
            row
        })
        .collect();
    for column in 0..n {
        let largest =
            |&a: &usize, &b: &usize| system[a][column].abs().total_cmp(&system[b][column].abs());
        let pivot = (column..n).max_by(largest).unwrap();
        system.swap(column, pivot);
        let row = system[column].clone();
        for (i, other) in system.iter_mut().enumerate() {
            let factor = match i == column {
                true => 1.0 - 1.0 / row[column],
                false => other[column] / row[column],
            };
            for (x, y) in other.iter_mut().zip(&row) {
                *x -= factor * y;
            }
        }
    }
    let score = |x: &[f64], class: usize| -> f64 {
        let rows = labelled.iter().zip(&system);
        rows.map(|(l, row)| kernel(x, l) * row[n + class]).sum()
    };
    (test.iter())
        .flat_map(|x| (0..N_CLASSES).map(move |class| score(x, class)))
        .collect()
}

fn kernel_scores(n: usize, n_test: usize, settings: KernelSettings) -> f64 {
    let (labelled, labels) = clusters(n, 6, 0.3, 3);
    let (test, _) = clusters(n_test, 6, 0.3, 4);
    let expected = direct(&labelled, &labels, &test, settings);
    let (labelled, test) = (Arc::new(labelled), Arc::new(test));
    let grid = vec![settings];
    let mut ours = KernelRidge::new(labelled, labels.into(), test, grid, 5).unwrap();
    while ours.go_on().is_some() {}
    assert_eq!(ours.choice().unwrap().settings, settings);
    let differences = (ours.scores().unwrap().iter().zip(&expected))
        .map(|(&ours, expected)| (f64::from(ours) - expected).abs());
    differences.fold(0.0, f64::max)
}

#[test]
fn kernel_ridge_is_a_direct_solution() {
    let settings = KernelSettings {
        width: 0.5,
        ridge: 0.01,
    };
    let off = kernel_scores(60, 150, settings);
    assert!(off < 1e-4, "scores are off by {off:e}");
}

/// 310 labels are past Cholesky's factorisation. The median is then that of 300 of the images: a
/// wide kernel hardly depends on it.
#[test]
fn with_many_labels_it_is_still_close_to_one() {
    let settings = KernelSettings {
        width: 2.0,
        ridge: 0.1,
    };
    let off = kernel_scores(310, 40, settings);
    assert!(off < 2e-2, "scores are off by {off:e}");
}

fn trial(n: usize, seed: u64, test_labels: impl Fn(&[u8]) -> Vec<u8>) -> (Trial, Vec<f64>) {
    let (pixels, labels) = clusters(n, 40, 0.6, seed);
    let (codes, _) = clusters(n, 8, 0.15, seed);
    let (test_pixels, told) = clusters(200, 40, 0.6, 99);
    let (test_codes, _) = clusters(200, 8, 0.15, 99);
    let test = Test {
        codes: Arc::new(test_codes),
        pixels: Arc::new(test_pixels),
        labels: test_labels(&told).into(),
    };
    let labelled = Labelled {
        codes,
        pixels,
        labels,
    };
    let mut trial = Trial::new(labelled, &test, seed).unwrap();
    let mut fractions = vec![trial.fraction()];
    while let Progress::Working(fraction) = trial.step().unwrap() {
        assert!(trial.outcome().is_none() || fraction > 0.99);
        fractions.push(fraction);
    }
    (trial, fractions)
}

fn outcome(n: usize, seed: u64, test_labels: impl Fn(&[u8]) -> Vec<u8>) -> Outcome {
    trial(n, seed, test_labels).0.outcome().unwrap()
}

#[test]
fn a_trial_learns_and_repeats_itself_and_its_progress_only_rises() {
    let (done, fractions) = trial(60, 3, <[u8]>::to_vec);
    let first = done.outcome().unwrap();
    assert_eq!(outcome(60, 3, <[u8]>::to_vec), first);
    for (name, accuracy) in [
        ("codes", first.codes.accuracy),
        ("pixels", first.pixels.accuracy),
        ("scratch", first.scratch.accuracy),
    ] {
        assert!(accuracy > 0.5, "{name}: {accuracy}");
    }
    assert!(fractions.len() > 3 && fractions.is_sorted());
    assert_eq!(fractions[0], 0.0);
    assert!((done.fraction() - 1.0).abs() < 1e-9);
}

/// What the test images show changes no choice and no prediction, only the accuracy.
#[test]
fn choices_see_the_drawn_labels_alone() {
    let honest = outcome(30, 4, <[u8]>::to_vec);
    let wrong = |labels: &[u8]| labels.iter().map(|label| (label + 1) % 10).collect();
    let poisoned = outcome(30, 4, wrong);
    assert_eq!(poisoned.codes.choice, honest.codes.choice);
    assert_eq!(poisoned.pixels.choice, honest.pixels.choice);
    assert_eq!(poisoned.scratch.choice, honest.scratch.choice);
    assert_eq!(poisoned.codes.predictions, honest.codes.predictions);
    assert_eq!(poisoned.scratch.predictions, honest.scratch.predictions);
    assert!(poisoned.codes.accuracy < honest.codes.accuracy);
    assert!(honest.codes.choice.validated.is_some());
}

#[test]
fn of_one_label_a_class_nothing_is_chosen() {
    let first = outcome(10, 5, <[u8]>::to_vec);
    assert_eq!(first.codes.choice.settings, KernelSettings::usual());
    assert_eq!(first.scratch.choice.settings, ScratchSettings::usual());
    assert_eq!(first.codes.choice.validated, None);
    assert_eq!(first.scratch.choice.validated, None);
}

#[test]
fn what_does_not_fit_is_an_error() {
    let (labelled, labels) = clusters(20, 6, 0.3, 1);
    let (test, _) = clusters(5, 7, 0.3, 2);
    let (labelled, test) = (Arc::new(labelled), Arc::new(test));
    let labels: Arc<[u8]> = labels.into();
    let grid = KernelSettings::grid;
    let narrow = KernelRidge::new(labelled.clone(), labels.clone(), test, grid(), 1);
    assert!(matches!(narrow, Err(FewLabelsError::Shape { .. })));
    let few = Scratch::new(
        labelled.clone(),
        labels[..10].into(),
        labelled.clone(),
        ScratchSettings::grid(),
        1,
    );
    assert!(matches!(few, Err(FewLabelsError::Shape { .. })));
    let mut infinite = (*labelled).clone();
    infinite.values[3] = f32::INFINITY;
    let infinite = KernelRidge::new(Arc::new(infinite), labels, labelled, grid(), 1);
    assert!(matches!(infinite, Err(FewLabelsError::NotFinite)));
}
