//! What is known of one image's density so far.

use std::sync::Arc;

use crate::plot::Spread;
use crate::protocol::{Event, Integral, Proposal};

/// The bound's terms, the estimates that tighten it, and the truth where it can be had; in nats.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// `E_q[log p(x | z)]`.
    pub log_likelihood: f64,
    /// Latents behind it.
    pub n_latents: u32,
    /// `KL(q(z | x) || p(z))` by axis, the largest first.
    pub kl: Vec<f64>,
    /// With 1, 2, 4, ... latents of the posterior.
    pub by_posterior: Vec<Estimate>,
    /// The same with latents of the prior.
    pub by_prior: Vec<Estimate>,
    /// On a plane of latents.
    pub integral: Option<Arc<Integral>>,
}

/// An estimate of log p(x), in nats.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Latents of each repeat.
    pub n_samples: u16,
    pub mean: f64,
    pub lowest: f64,
    pub highest: f64,
    pub n_repeats: usize,
}

impl Estimate {
    /// Of some repeats; None of none.
    fn of(n_samples: u16, repeats: &[f32]) -> Option<Self> {
        let repeats = || repeats.iter().map(|&value| f64::from(value));
        let n_repeats = repeats().len();
        (n_repeats > 0).then(|| Self {
            n_samples,
            mean: repeats().sum::<f64>() / n_repeats as f64,
            lowest: repeats().fold(f64::INFINITY, f64::min),
            highest: repeats().fold(f64::NEG_INFINITY, f64::max),
            n_repeats,
        })
    }

    pub const fn spread(&self) -> Spread {
        Spread {
            low: self.lowest,
            middle: self.mean,
            high: self.highest,
        }
    }
}

impl Bound {
    pub fn new(log_likelihood: f32, n_latents: u32, kl: &[f32]) -> Self {
        let mut kl: Vec<f64> = kl.iter().map(|&nats| f64::from(nats)).collect();
        kl.sort_by(|a, b| b.total_cmp(a));
        Self {
            log_likelihood: log_likelihood.into(),
            n_latents,
            kl,
            by_posterior: vec![],
            by_prior: vec![],
            integral: None,
        }
    }

    /// Takes in what a frame adds.
    pub fn hear(&mut self, event: &Event) {
        match event {
            Event::Estimated {
                proposal,
                n_samples,
                estimates,
                ..
            } => {
                let of = match proposal {
                    Proposal::Posterior => &mut self.by_posterior,
                    Proposal::Prior => &mut self.by_prior,
                };
                // A new worker makes the estimates of the old one again.
                of.retain(|known| known.n_samples < *n_samples);
                of.extend(Estimate::of(*n_samples, estimates));
            }
            Event::Integrated { integral, .. } => self.integral = Some(Arc::new(integral.clone())),
            _ => {}
        }
    }

    pub fn kl_sum(&self) -> f64 {
        self.kl.iter().sum()
    }

    pub fn elbo(&self) -> f64 {
        self.log_likelihood - self.kl_sum()
    }

    /// The tightest estimate so far.
    pub fn estimate(&self) -> Option<&Estimate> {
        self.by_posterior.last()
    }

    /// log p(x), where the integral tells it.
    pub fn exact(&self) -> Option<f64> {
        let integral = self.integral.as_ref()?;
        Some(integral.log_likelihood.into())
    }

    /// From the bound up to the truth where it is known, or else to the tightest estimate.
    pub fn gap(&self) -> Option<f64> {
        let up_to = self.exact().or_else(|| Some(self.estimate()?.mean))?;
        Some(up_to - self.elbo())
    }

    /// How far the estimate is from the truth.
    pub fn difference(&self) -> Option<f64> {
        Some(self.estimate()?.mean - self.exact()?)
    }

    /// The part of the work that is done, in 0..1, by latents decoded.
    pub fn part(&self, n_samples: u16, has_grid: bool) -> f64 {
        /// A grid of 128 by 128 points, a coarse and a fine one, beside ten repeats.
        const GRID: f64 = 2.0 * 128.0 * 128.0 / 10.0;
        let grid = if has_grid { GRID } else { 0.0 };
        let of = |estimates: &[Estimate]| estimates.last().map_or(0, |last| last.n_samples);
        let done = f64::from(of(&self.by_posterior)) + f64::from(of(&self.by_prior));
        let integrated = if self.integral.is_some() { grid } else { 0.0 };
        (done + integrated) / (2.0 * f64::from(n_samples) + grid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::JobId;

    fn estimated(proposal: Proposal, n_samples: u16, estimates: &[f32]) -> Event {
        Event::Estimated {
            job: JobId(1),
            proposal,
            n_samples,
            estimates: estimates.to_vec(),
        }
    }

    fn integrated(log_likelihood: f32) -> Event {
        Event::Integrated {
            job: JobId(1),
            integral: Integral {
                log_likelihood,
                posterior: vec![1.0; 4],
                side: 2,
                middle: [0.0; 2],
                half_width: 1.0,
            },
        }
    }

    #[test]
    fn the_bound_is_the_likelihood_less_the_axes() {
        let bound = Bound::new(-60.0, 256, &[3.0, 0.5, 7.5]);
        assert_eq!(bound.kl, [7.5, 3.0, 0.5]);
        assert_eq!(bound.kl_sum(), 11.0);
        assert_eq!(bound.elbo(), -71.0);
        assert_eq!(bound.gap(), None);
    }

    #[test]
    fn estimates_are_kept_by_proposal_and_those_of_a_new_worker_once() {
        let mut bound = Bound::new(-60.0, 256, &[10.0]);
        bound.hear(&estimated(Proposal::Posterior, 1, &[-70.0, -72.0]));
        bound.hear(&estimated(Proposal::Posterior, 2, &[-69.0, -68.0]));
        bound.hear(&estimated(Proposal::Prior, 1, &[-400.0]));
        bound.hear(&estimated(Proposal::Posterior, 1, &[-70.0, -72.0]));
        assert_eq!(bound.by_posterior.len(), 1);
        bound.hear(&estimated(Proposal::Posterior, 2, &[-69.0, -68.0]));
        bound.hear(&estimated(Proposal::Posterior, 4, &[]));
        let last = bound.estimate().expect("an estimate");
        assert_eq!((last.n_samples, last.mean), (2, -68.5));
        assert_eq!(
            (last.lowest, last.highest, last.n_repeats),
            (-69.0, -68.0, 2)
        );
        assert_eq!(bound.gap(), Some(1.5));
        assert_eq!(bound.by_prior.len(), 1);
        assert_eq!(bound.difference(), None);
    }

    #[test]
    fn the_truth_takes_the_estimates_place_where_it_is_known() {
        let mut bound = Bound::new(-60.0, 256, &[10.0]);
        bound.hear(&integrated(-67.5));
        assert_eq!(bound.gap(), Some(2.5));
        bound.hear(&estimated(Proposal::Posterior, 4, &[-67.5625]));
        assert_eq!(bound.gap(), Some(2.5));
        assert_eq!(bound.difference(), Some(-0.0625));
    }

    #[test]
    fn all_is_done_when_both_proposals_are() {
        let mut bound = Bound::new(-60.0, 256, &[10.0]);
        assert_eq!(bound.part(64, false), 0.0);
        bound.hear(&estimated(Proposal::Posterior, 64, &[-67.0]));
        assert_eq!(bound.part(64, false), 0.5);
        bound.hear(&estimated(Proposal::Prior, 64, &[-67.0]));
        assert_eq!(bound.part(64, false), 1.0);
        assert!(bound.part(64, true) < 0.1);
        bound.hear(&integrated(-67.5));
        assert_eq!(bound.part(64, true), 1.0);
    }
}
