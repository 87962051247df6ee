//! What brings the view in sight to the screen.

use super::{N_ALONG, N_TILES, Show, State};
use crate::protocol::{
    Codes, DecodeRequest, EXPLORED_MODEL, ExploreAct, ExploreRequest, JobId, Pixels, Request,
};

/// Pictures of the page that are decoded here.
const TILES: u8 = 70;
const WAYS: u8 = 71;

const fn explore(job: JobId, act: ExploreAct) -> Request {
    Request::Explore(ExploreRequest { job, act })
}

const fn decode(job: JobId, codes: Vec<f32>, picture: u8) -> Request {
    Request::Decode(DecodeRequest {
        job,
        model: EXPLORED_MODEL,
        codes: Codes::Given(codes),
        pixels: Pixels::Means,
        picture,
    })
}

impl State {
    /// Asks for all that the view in sight needs and that is neither there nor on its way.
    pub(super) fn enter(&mut self) -> Vec<Request> {
        let mut requests: Vec<Request> = self.scatter_digits().into_iter().collect();
        let (seed, ids) = (self.seed, &mut self.ids);
        match self.show {
            Show::Classes if self.classifying.is_blank() => {
                let n_steps = self.classifying.n_steps();
                requests.extend(self.classifying.open(n_steps, seed, ids));
            }
            Show::Clusters if self.clustering.is_blank() => {
                let at = self.clustering.n_half_steps();
                requests.extend(self.clustering.open(at, seed, ids));
            }
            Show::Axes if self.axes.is_none() && self.turning.is_none() => {
                let job = ids.next_id();
                self.turning = Some(job);
                requests.push(explore(job, ExploreAct::Axes));
            }
            Show::Features => {
                requests.extend(self.tile());
                requests.extend(self.go_along());
            }
            Show::Density if !self.has_density() => requests.extend(self.estimate()),
            Show::Classes | Show::Clusters | Show::Axes | Show::Density => {}
        }
        requests
    }

    /// Whether the density that is there is of the bandwidth chosen.
    fn has_density(&self) -> bool {
        let density = self.density.as_ref();
        density.is_some_and(|density| density.notch == self.notch)
    }

    fn scatter_digits(&mut self) -> Option<Request> {
        if self.scatter.is_some() || self.scattering.is_some() {
            return None;
        }
        let job = self.ids.next_id();
        self.scattering = Some(job);
        Some(explore(job, ExploreAct::Scatter))
    }

    /// All of the plane, decoded, once it is known how far the digits reach.
    fn tile(&mut self) -> Option<Request> {
        let scatter = self.scatter.as_ref()?;
        if !self.tiles.is_empty() || self.tiling.is_some() {
            return None;
        }
        let place = |along: usize, sign: f32, axis: usize| {
            let share = (2 * along + 1) as f32 / N_TILES as f32 - 1.0;
            scatter.middle[axis] + sign * scatter.half_width * share
        };
        let places = (0..N_TILES * N_TILES).map(|tile| (tile % N_TILES, tile / N_TILES));
        let codes = places.flat_map(|(column, row)| [place(column, 1.0, 0), place(row, -1.0, 1)]);
        let codes = codes.collect();
        let job = self.ids.next_id();
        self.tiling = Some(job);
        Some(decode(job, codes, TILES))
    }

    /// Along each number through the place that is looked at.
    pub(super) fn go_along(&mut self) -> Option<Request> {
        if self.show != Show::Features {
            return None;
        }
        let scatter = self.scatter.as_ref()?;
        let (middle, half_width) = (scatter.middle, scatter.half_width);
        let at = *self.at.get_or_insert(super::settled(middle));
        let along = |axis: usize| {
            (0..N_ALONG).flat_map(move |step| {
                let share = 2.0 * step as f32 / (N_ALONG - 1) as f32 - 1.0;
                let mut code = at;
                code[axis] = middle[axis] + half_width * share;
                code
            })
        };
        let codes = along(0).collect::<Vec<f32>>();
        let codes = codes.into_iter().chain(along(1)).collect();
        let job = self.going.ask(&mut self.ids)?;
        Some(decode(job, codes, WAYS))
    }

    pub(super) fn estimate(&mut self) -> Option<Request> {
        let job = self.estimating.ask(&mut self.ids)?;
        let act = ExploreAct::Density { notch: self.notch };
        Some(explore(job, act))
    }

    /// What is on its way no longer counts.
    pub(super) fn stop(&mut self) -> Vec<Request> {
        let jobs = [
            self.scattering.take(),
            self.turning.take(),
            self.tiling.take(),
        ];
        let jobs = jobs.into_iter().flatten();
        let mut requests: Vec<Request> = jobs.map(|job| Request::Cancel { job }).collect();
        requests.extend(self.classifying.stop());
        requests.extend(self.clustering.stop());
        requests.extend(self.estimating.stop());
        requests.extend(self.going.stop());
        requests
    }
}
