//! What the run made at moments on its way.

use std::sync::Arc;

use super::Sketch;

/// Moments that are kept, at the most: about 50 kB each.
const MOST_KEPT: usize = 24;

/// Sketches by rising steps, spread over the whole run however long it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Gallery(Vec<Arc<Sketch>>);

impl Gallery {
    pub fn sketches(&self) -> &[Arc<Sketch>] {
        &self.0
    }

    /// Keeps a sketch; where that is one too many, the one goes whose neighbours are nearest to each
    /// other, but neither the first nor the last.
    pub fn keep(&mut self, sketch: Arc<Sketch>) {
        self.0.retain(|kept| kept.n_steps < sketch.n_steps);
        self.0.push(sketch);
        if self.0.len() <= MOST_KEPT {
            return;
        }
        let gaps = self.0.windows(3).enumerate().map(|(i, three)| {
            let steps = |sketch: Option<&Arc<Sketch>>| sketch.map_or(0, |sketch| sketch.n_steps);
            (i + 1, steps(three.last()) - steps(three.first()))
        });
        if let Some((place, _)) = gaps.min_by_key(|(_, gap)| *gap) {
            self.0.remove(place);
        }
    }

    /// Forgets what was made after the first steps.
    pub fn cut(&mut self, n_steps: u32) {
        self.0.retain(|kept| kept.n_steps <= n_steps);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Verdict;

    fn sketch(n_steps: u32) -> Arc<Sketch> {
        Arc::new(Sketch {
            n_steps,
            pixels: vec![],
            logits: vec![],
            classes: vec![],
            verdict: Verdict {
                n: 0,
                score: 1.0,
                shares: vec![],
                confidence: 0.0,
            },
        })
    }

    fn steps(gallery: &Gallery) -> Vec<u32> {
        gallery.0.iter().map(|sketch| sketch.n_steps).collect()
    }

    #[test]
    fn a_long_run_is_kept_in_moments_all_over_it() {
        let mut gallery = Gallery::default();
        for i in 0..=1_000 {
            gallery.keep(sketch(i * 10));
        }
        let kept = steps(&gallery);
        assert_eq!(kept.len(), MOST_KEPT);
        assert_eq!((kept[0], kept.last()), (0, Some(&10_000)));
        let gaps: Vec<u32> = kept.windows(2).map(|pair| pair[1] - pair[0]).collect();
        // Spread evenly they would be 435 apart.
        assert!(gaps.iter().all(|gap| *gap <= 1_280), "{gaps:?}");
    }

    #[test]
    fn a_moment_is_kept_once_and_what_is_undone_goes() {
        let mut gallery = Gallery::default();
        for n_steps in [0, 10, 10, 20] {
            gallery.keep(sketch(n_steps));
        }
        assert_eq!(steps(&gallery), [0, 10, 20]);
        gallery.cut(15);
        assert_eq!(steps(&gallery), [0, 10]);
        gallery.keep(sketch(3));
        assert_eq!(steps(&gallery), [0, 3]);
    }
}
