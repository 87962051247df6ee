//! What the steps of a run said.

use crate::plot::thinned;

/// By step; what is not known is no number.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    reconstruction: Vec<f32>,
    /// Of all axes together.
    kl: Vec<f32>,
    /// The axes of each step, one step after the other.
    axes: Vec<f32>,
}

impl History {
    /// Steps that it tells of.
    pub fn n_steps(&self) -> usize {
        self.reconstruction.len()
    }

    /// Forgets all but the first steps.
    pub fn cut(&mut self, n_steps: usize) {
        let n_axes = self.n_axes();
        self.reconstruction.truncate(n_steps);
        self.kl.truncate(n_steps);
        self.axes.truncate(n_steps * n_axes);
    }

    /// Takes in step `n_steps`, counted from 1. Steps in between that nobody told of are gaps, and
    /// what was known of later ones no longer holds.
    pub fn learn(&mut self, n_steps: usize, reconstruction: f32, kl: &[f32]) {
        let before = n_steps.saturating_sub(1);
        self.cut(before);
        self.reconstruction.resize(before, f32::NAN);
        self.reconstruction.push(reconstruction);
        if kl.is_empty() {
            return;
        }
        self.kl.resize(before, f32::NAN);
        self.kl.push(kl.iter().sum());
        self.axes.resize(before * kl.len(), f32::NAN);
        self.axes.extend_from_slice(kl);
    }

    /// The last step's reconstruction term.
    pub fn reconstruction(&self) -> Option<f32> {
        self.reconstruction.last().copied()
    }

    /// The last step's KL term, all axes together.
    pub fn kl(&self) -> Option<f32> {
        self.kl.last().copied()
    }

    /// The last step's KL term, axis by axis.
    pub fn axes(&self) -> &[f32] {
        let n_axes = self.n_axes();
        self.axes.get(self.axes.len() - n_axes..).unwrap_or(&[])
    }

    /// The loss of each step: the reconstruction term, and the KL term where there is one.
    pub fn losses(&self) -> impl Iterator<Item = f64> {
        let kl = self.kl.iter().copied().chain(std::iter::repeat(0.0));
        let losses = self.reconstruction.iter().copied().zip(kl);
        losses.map(|(reconstruction, kl)| f64::from(reconstruction) + f64::from(kl))
    }

    /// The reconstruction term over the steps.
    pub fn reconstruction_curve(&self) -> Vec<(f64, f64)> {
        thinned(&self.reconstruction)
    }

    /// The KL term over the steps, all axes together.
    pub fn kl_curve(&self) -> Vec<(f64, f64)> {
        thinned(&self.kl)
    }

    fn n_axes(&self) -> usize {
        self.axes.len().checked_div(self.kl.len()).unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_come_one_after_the_other_and_are_cut_back() {
        let mut history = History::default();
        history.learn(1, 9.0, &[1.0, 2.0]);
        history.learn(2, 8.0, &[3.0, 4.0]);
        assert_eq!(history.kl(), Some(7.0));
        assert_eq!(history.axes(), [3.0, 4.0]);
        assert_eq!(history.reconstruction_curve(), [(1.0, 9.0), (2.0, 8.0)]);
        history.cut(1);
        assert_eq!((history.n_steps(), history.axes()), (1, &[1.0, 2.0][..]));
        // A new worker makes the steps of the old one again.
        history.learn(1, 5.0, &[0.5, 0.5]);
        assert_eq!(history.reconstruction(), Some(5.0));
        assert_eq!(history.n_steps(), 1);
        history.cut(0);
        assert_eq!((history.kl(), history.axes()), (None, &[][..]));
    }

    #[test]
    fn a_step_that_nobody_told_of_is_a_gap() {
        let mut history = History::default();
        history.learn(3, 2.0, &[1.0]);
        assert_eq!(history.n_steps(), 3);
        let curve = history.kl_curve();
        assert!(curve[0].1.is_nan() && curve[1].1.is_nan());
        assert_eq!(curve[2], (3.0, 1.0));
    }

    #[test]
    fn an_autoencoder_has_no_axes() {
        let mut history = History::default();
        history.learn(1, 0.2, &[]);
        assert_eq!((history.kl(), history.axes()), (None, &[][..]));
        assert!(history.kl_curve().is_empty());
    }
}
