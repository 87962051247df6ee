//! Digits on a plane, and what is found in them with their labels and without.

mod asking;
mod panel_state;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::link::settled;
use super::{Classifying, Clustering, Show};
use crate::protocol::{
    Axes, Density, JobId, N_BANDWIDTHS, N_PIXELS, RegionNet, Request, Scatter, bandwidth_at,
};
use crate::ui::client::JobIds;
use crate::ui::panels::{Newest, Trouble};
use crate::ui::widgets::TransportAction;

/// Images along a side of the decoded plane.
pub const N_TILES: usize = 14;
/// Images on the way along each number of the code.
pub const N_ALONG: usize = 11;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub show: Show,
    pub seed: u64,
    /// Whether labels are shown where none were given.
    pub reveals: bool,
    /// The density's bandwidth.
    pub notch: u8,
    /// The place that is looked at.
    pub at: Option<[f32; 2]>,
    pub scatter: Option<Arc<Scatter>>,
    pub classifying: Classifying,
    pub clustering: Clustering,
    pub axes: Option<Arc<Axes>>,
    pub density: Option<Arc<Density>>,
    /// What the decoder makes of the plane, rows downwards.
    pub tiles: Arc<Vec<u8>>,
    /// And of places along each number through the place that is looked at, the first number's
    /// first.
    pub ways: Arc<Vec<u8>>,
    /// Brings the digits.
    scattering: Option<JobId>,
    /// Brings the axes.
    turning: Option<JobId>,
    /// Brings the tiles.
    tiling: Option<JobId>,
    estimating: Newest,
    going: Newest,
    has_moved: bool,
    is_open: bool,
    trouble: Trouble,
    ids: JobIds,
}

impl State {
    pub fn set_show(&mut self, show: Show) -> Vec<Request> {
        let mut requests = self.stop();
        self.show = show;
        requests.extend(self.enter());
        requests
    }

    /// Other first weights, or other first centres.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        // A run out of sight is made anew when it comes into it.
        if self.show != Show::Classes {
            self.classifying = Classifying::new(self.classifying.net);
        }
        if self.show != Show::Clusters {
            self.clustering = Clustering::new(self.clustering.n_clusters);
        }
        match self.show {
            Show::Classes => self.classifying.open(0, seed, &mut self.ids),
            Show::Clusters => self.cluster_again(),
            Show::Axes | Show::Features | Show::Density => vec![],
        }
    }

    pub fn set_net(&mut self, net: RegionNet) -> Vec<Request> {
        self.classifying.net = net;
        self.classifying.open(0, self.seed, &mut self.ids)
    }

    pub fn set_n_clusters(&mut self, n: u8) -> Vec<Request> {
        let asked = (self.clustering).set_n_clusters(n, self.seed, &mut self.ids);
        asked.into_iter().collect()
    }

    fn cluster_again(&mut self) -> Vec<Request> {
        let asked = self.clustering.open(0, self.seed, &mut self.ids);
        asked.into_iter().collect()
    }

    pub fn set_notch(&mut self, notch: u8) -> Vec<Request> {
        self.notch = notch.min(N_BANDWIDTHS - 1);
        self.estimate().into_iter().collect()
    }

    /// The bandwidth that digits held out find best, once that is known.
    pub fn best_notch(&self) -> Option<u8> {
        let held_out = &self.density.as_ref()?.held_out;
        let notches = (0u8..).zip(held_out);
        let best = notches.max_by(|(_, a), (_, b)| a.total_cmp(b));
        best.map(|(notch, _)| notch)
    }

    pub fn choose_best(&mut self) -> Vec<Request> {
        match self.best_notch() {
            Some(notch) => self.set_notch(notch),
            None => vec![],
        }
    }

    pub fn bandwidth(&self) -> f32 {
        bandwidth_at(self.notch)
    }

    pub fn reveal(&mut self, reveals: bool) -> Vec<Request> {
        self.reveals = reveals;
        vec![]
    }

    /// Whether the digits wear their labels.
    pub fn has_labels(&self) -> bool {
        self.show == Show::Classes || self.reveals
    }

    /// Looks at a place of the plane.
    pub fn look_at(&mut self, at: [f32; 2]) -> Vec<Request> {
        self.at = Some(settled(at));
        self.go_along().into_iter().collect()
    }

    /// The digit nearest to the place that is looked at.
    pub fn looked_at(&self) -> Option<usize> {
        let ([x, y], scatter) = (self.at?, self.scatter.as_ref()?);
        let distance = |code: &[f32; 2]| (code[0] - x).powi(2) + (code[1] - y).powi(2);
        let digits = scatter.codes.as_chunks::<2>().0.iter().enumerate();
        let nearest = digits.min_by(|(_, a), (_, b)| distance(a).total_cmp(&distance(b)));
        nearest.map(|(digit, _)| digit)
    }

    /// Looks at the digit nearest to a place of the best linear code.
    pub fn look_at_linear(&mut self, [x, y]: [f32; 2]) -> Vec<Request> {
        let (Some(axes), Some(scatter)) = (&self.axes, &self.scatter) else {
            return vec![];
        };
        let distance = |code: &[f32; 2]| (code[0] - x).powi(2) + (code[1] - y).powi(2);
        let digits = axes.linear_codes.as_chunks::<2>().0.iter();
        let digits = digits.zip(scatter.codes.as_chunks::<2>().0);
        let nearest = digits.min_by(|(a, _), (b, _)| distance(a).total_cmp(&distance(b)));
        match nearest.map(|(_, code)| *code) {
            Some(code) => self.look_at(code),
            None => vec![],
        }
    }

    /// The image and the label of a digit.
    pub fn digit(&self, digit: usize) -> Option<(&[u8], u8)> {
        let scatter = self.scatter.as_ref()?;
        let start = digit * N_PIXELS;
        let pixels = scatter.pixels.get(start..start + N_PIXELS)?;
        Some((pixels, *scatter.labels.get(digit)?))
    }

    /// What plays: the classifier, or k-means.
    pub fn act(&mut self, action: TransportAction) -> Vec<Request> {
        use TransportAction::{PlayPause, Restart, Step, StepBack, ToEnd};
        let (seed, ids) = (self.seed, &mut self.ids);
        let clusters = &mut self.clustering;
        let at = clusters.n_half_steps();
        match (self.show, action) {
            (Show::Classes, PlayPause) => return self.classifying.play_or_pause(seed, ids),
            (Show::Classes, Step) => return self.classifying.step(seed, ids),
            (Show::Classes, Restart) => return self.classifying.open(0, seed, ids),
            (Show::Clusters, PlayPause) => clusters.play_or_pause(),
            (Show::Clusters, Step) => clusters.go_to(at + 1),
            (Show::Clusters, StepBack) => clusters.go_to(at.saturating_sub(1)),
            (Show::Clusters, Restart) => clusters.go_to(0),
            (Show::Clusters, ToEnd) => clusters.go_to(usize::MAX),
            _ => {}
        }
        vec![]
    }

    /// Whether what is in sight is all that is asked for.
    pub fn is_settled(&self) -> bool {
        let is_there = match self.show {
            Show::Classes => self.classifying.regions.is_some(),
            Show::Clusters => self.clustering.length() > 0 && !self.clustering.is_waiting(),
            Show::Axes => self.axes.is_some(),
            Show::Features => {
                !self.tiles.is_empty() && !self.ways.is_empty() && !self.going.is_waiting()
            }
            Show::Density => self.density.is_some() && !self.estimating.is_waiting(),
        };
        is_there && self.scatter.is_some()
    }
}
