//! k-means by Lloyd's algorithm (Lloyd 1982, "Least squares quantization in PCM"): points go to
//! the nearest centre, centres to the mean of their points, in turn, until nothing changes.

use super::{Point, squared_distance};
use crate::ml::rng::{Draws, Purpose};

/// Half a step of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct HalfStep {
    pub centres: Vec<Point>,
    /// The centre of each point, by its place among `centres`.
    pub clusters: Vec<u8>,
    /// Mean squared distance of a point to its centre.
    pub inertia: f64,
}

/// More than any run takes: each round that does not end it makes the inertia smaller.
const MOST_ROUNDS: usize = 100;

/// A whole run of `k` clusters, of which the first centres are points drawn by `seed`: points are
/// assigned in the first half step, centres move in the second, and so on; the last one changes
/// nothing. Empty where there are no points, or no clusters.
pub fn run(points: &[Point], k: usize, seed: u64) -> Vec<HalfStep> {
    let drawn = Draws::new(seed, Purpose::Cluster).permutation(points.len());
    let first = drawn.iter().take(k.min(usize::from(u8::MAX)));
    let mut centres: Vec<Point> = first.map(|&i| points[i as usize]).collect();
    let mut run: Vec<HalfStep> = Vec::new();
    if centres.is_empty() {
        return run;
    }
    for _ in 0..MOST_ROUNDS {
        let clusters: Vec<u8> = points.iter().map(|at| nearest(*at, &centres)).collect();
        let is_still = run.last().is_some_and(|last| last.clusters == clusters);
        run.push(half_step(points, &centres, &clusters));
        if is_still {
            break;
        }
        for (cluster, centre) in centres.iter_mut().enumerate() {
            // A centre without points stays where it is.
            *centre = mean(points, &clusters, cluster).unwrap_or(*centre);
        }
        run.push(half_step(points, &centres, &clusters));
    }
    run
}

fn half_step(points: &[Point], centres: &[Point], clusters: &[u8]) -> HalfStep {
    let of_point = |(at, cluster): (&Point, &u8)| squared_distance(*at, centres[*cluster as usize]);
    let sum: f64 = points.iter().zip(clusters).map(of_point).sum();
    HalfStep {
        centres: centres.to_vec(),
        clusters: clusters.to_vec(),
        inertia: sum / points.len() as f64,
    }
}

/// The place of the nearest of `centres`, the first among equals.
pub fn nearest(at: Point, centres: &[Point]) -> u8 {
    let distance = |centre: &Point| squared_distance(at, *centre);
    let mut places = 0..centres.len();
    let first = places.next().unwrap_or_default();
    let nearer =
        |best: usize, place: usize| match distance(&centres[place]) < distance(&centres[best]) {
            true => place,
            false => best,
        };
    places.fold(first, nearer) as u8
}

fn mean(points: &[Point], clusters: &[u8], cluster: usize) -> Option<Point> {
    let (mut sum, mut n) = ([0.0f64; 2], 0u32);
    for (at, _) in (points.iter().zip(clusters)).filter(|(_, own)| usize::from(**own) == cluster) {
        sum[0] += f64::from(at[0]);
        sum[1] += f64::from(at[1]);
        n += 1;
    }
    (n > 0).then(|| sum.map(|sum| (sum / f64::from(n)) as f32))
}

/// Share of points whose label is the most frequent one of their cluster, 0 to 1 (Manning et al.
/// 2008, section 16.3); labels are 0 to 9.
pub fn purity(clusters: &[u8], labels: &[u8]) -> f64 {
    let mut counts = vec![[0u32; 10]; usize::from(u8::MAX) + 1];
    for (cluster, label) in clusters.iter().zip(labels) {
        if let Some(count) = counts[usize::from(*cluster)].get_mut(usize::from(*label)) {
            *count += 1;
        }
    }
    let most: u32 = counts.iter().filter_map(|of| of.iter().max()).sum();
    f64::from(most) / clusters.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two heaps, left and right.
    fn heaps() -> Vec<Point> {
        let draws = Draws::new(3, Purpose::Noise);
        let point = |i: u64| {
            let side = if i < 20 { -5.0 } else { 5.0 };
            let along = |at: u64| draws.normal(at) as f32;
            [side + along(2 * i), along(2 * i + 1)]
        };
        (0..40).map(point).collect()
    }

    #[test]
    fn two_heaps_are_two_clusters_from_any_seed() {
        for seed in 0..20 {
            let run = run(&heaps(), 2, seed);
            let last = run.last().expect("a step");
            let labels: Vec<u8> = (0..40).map(|i| u8::from(i >= 20)).collect();
            assert_eq!(purity(&last.clusters, &labels), 1.0, "seed {seed}");
        }
    }

    #[test]
    fn the_inertia_never_rises_and_the_last_step_changes_nothing() {
        for k in 1..=9 {
            let run = run(&heaps(), k, 7);
            assert!(run.len() % 2 == 1, "it ends with points that stay");
            for pair in run.windows(2) {
                assert!(pair[1].inertia <= pair[0].inertia + 1e-9);
            }
            let [.., before, last] = &run[..] else {
                panic!("{k}: {} half steps", run.len());
            };
            assert_eq!(before.clusters, last.clusters);
        }
    }

    #[test]
    fn a_run_is_a_function_of_its_seed() {
        assert_eq!(run(&heaps(), 3, 5), run(&heaps(), 3, 5));
        assert_ne!(run(&heaps(), 3, 5)[0], run(&heaps(), 3, 6)[0]);
    }

    #[test]
    fn nothing_and_less_than_enough_are_no_trouble() {
        assert_eq!(run(&[], 3, 1), []);
        assert_eq!(run(&heaps(), 0, 1), []);
        assert_eq!(run(&heaps()[..2], 9, 1)[0].centres.len(), 2);
        let same = run(&[[1.0, 1.0]; 5], 3, 1);
        assert_eq!(same.last().map(|last| last.inertia), Some(0.0));
    }

    #[test]
    fn purity_is_the_share_of_the_most_frequent() {
        assert_eq!(purity(&[0, 0, 0, 1], &[3, 3, 5, 5]), 0.75);
        assert_eq!(purity(&[], &[]), 0.0);
    }
}
