//! What brings the view in sight to the screen.

use std::sync::Arc;

use super::{N_DRAWS, N_SAMPLES, N_STEPS, Show, State};
use crate::protocol::{
    Code, Codes, CodesRequest, EncodeRequest, Event, ImageSet, LatentModel, Pixels, Request, VaeId,
};
use crate::ui::panels::vae::sampling::manifold;

/// Names the draws that make an image binary: alike each time.
const BINARY_SEED: u64 = 1;

impl State {
    /// Asks for all that the view in sight needs and that is not there.
    pub(super) fn enter(&mut self) -> Vec<Request> {
        let (model, seed) = (self.model, self.seed);
        match self.show {
            Show::Prior => {
                let codes = Codes::Normal {
                    n: N_SAMPLES as u16,
                    seed,
                };
                let asked = self.samples.ask(model, codes, Pixels::Means, &mut self.ids);
                vec![asked]
            }
            Show::Between => {
                let mut requests = self.encode();
                requests.extend(self.ask_way());
                requests
            }
            Show::Manifold => self.enter_manifold(),
            Show::Blur => {
                let codes = Codes::Normal { n: 1, seed };
                let asked = self.mean.ask(model, codes, Pixels::Means, &mut self.ids);
                vec![asked]
            }
        }
    }

    fn enter_manifold(&mut self) -> Vec<Request> {
        let mut requests = self.ask_pointed();
        if self.tiles.is_blank() {
            let codes = Codes::Given(manifold::latents());
            let tiles = &mut self.tiles;
            requests.push(tiles.ask(VaeId::Plane, codes, Pixels::Means, &mut self.ids));
        }
        if self.ellipses.is_empty() && self.placing.is_none() {
            let job = self.ids.next_id();
            self.placing = Some(job);
            requests.push(Request::Codes(CodesRequest {
                job,
                model: LatentModel::Vae(VaeId::Plane),
                set: ImageSet::TestDigits,
            }));
        }
        requests
    }

    /// The image at the pointer on the manifold.
    pub(super) fn ask_pointed(&mut self) -> Vec<Request> {
        let codes = Codes::Given(manifold::latent_at(self.at).to_vec());
        let pointed = &mut self.pointed;
        vec![pointed.ask(VaeId::Plane, codes, Pixels::Means, &mut self.ids)]
    }

    /// Encodes the first end that is not encoded, one at a time: the worker would drop the older
    /// of two.
    pub(super) fn encode(&mut self) -> Vec<Request> {
        let missing = [self.picked, 1 - self.picked];
        let missing = missing
            .into_iter()
            .find(|&end| self.ends[end].mean.is_none());
        let Some(end) = missing else {
            return vec![];
        };
        let Some(pixels) = self.pixels_of(end) else {
            let asked = self.sets.ask(ImageSet::TestDigits, &mut self.ids);
            return asked.into_iter().collect();
        };
        let job = self.ids.next_id();
        self.encoding = Some((job, end));
        vec![Request::Encode(EncodeRequest {
            job,
            model: LatentModel::Vae(self.model),
            pixels,
            seed: BINARY_SEED,
        })]
    }

    pub(super) fn take_encoded(&mut self, end: usize, code: &Code, seen: &[u8]) -> Vec<Request> {
        if code.mean.len() != self.model.n_axes() {
            return vec![];
        }
        self.ends[end].mean = Some(Arc::new(code.mean.clone()));
        self.ends[end].seen = Arc::new(seen.to_vec());
        let mut requests = self.encode();
        requests.extend(self.ask_way());
        requests
    }

    /// All images on the way, and the one seen large, once both ends are encoded.
    pub(super) fn ask_way(&mut self) -> Vec<Request> {
        let steps: Option<Vec<f32>> = (0..N_STEPS)
            .map(|step| self.code_at(step as f32 / (N_STEPS - 1) as f32))
            .collect::<Option<Vec<_>>>()
            .map(|codes| codes.concat());
        let Some(steps) = steps else {
            return vec![];
        };
        let mut requests = self.go_along(self.along);
        let codes = Codes::Given(steps);
        requests.push((self.steps).ask(self.model, codes, Pixels::Means, &mut self.ids));
        requests
    }

    pub(super) fn go_along(&mut self, along: f32) -> Vec<Request> {
        self.along = (along.clamp(0.0, 1.0) * 1e3).round() / 1e3;
        let Some(code) = self.code_at(self.along) else {
            return vec![];
        };
        let codes = Codes::Given(code);
        vec![(self.step).ask(self.model, codes, Pixels::Means, &mut self.ids)]
    }

    /// On the straight line between the means.
    pub(super) fn code_at(&self, along: f32) -> Option<Vec<f32>> {
        let [first, second] = [0, 1].map(|end: usize| self.ends[end].mean.clone());
        let (first, second) = (first?, second?);
        let pairs = first.iter().zip(second.iter());
        Some(pairs.map(|(a, b)| a + (b - a) * along).collect())
    }

    /// Draws of pixels from the mean that has come.
    pub(super) fn ask_draws(&mut self) -> Vec<Request> {
        let codes = Codes::Given(self.mean.codes.repeat(N_DRAWS));
        let pixels = Pixels::Drawn { seed: self.seed };
        vec![(self.draws).ask(self.model, codes, pixels, &mut self.ids)]
    }

    /// What was made by another model.
    pub(super) fn forget(&mut self) -> Vec<Request> {
        for end in &mut self.ends {
            end.mean = None;
        }
        let slots = [
            &mut self.samples,
            &mut self.steps,
            &mut self.step,
            &mut self.mean,
            &mut self.draws,
        ];
        slots.into_iter().filter_map(super::Slot::clear).collect()
    }

    /// What is on its way no longer counts.
    pub(super) fn stop(&mut self) -> Vec<Request> {
        self.walk = None;
        let encoding = self.encoding.take().map(|(job, _)| job);
        let jobs = encoding.into_iter().chain(self.placing.take());
        let mut requests: Vec<_> = jobs.map(|job| Request::Cancel { job }).collect();
        for slot in self.slots() {
            if slot.is_waiting() {
                requests.extend(slot.clear());
            }
        }
        requests
    }

    pub(super) fn take_placed(&mut self, event: &Event) {
        if let Event::Codes {
            job,
            means,
            deviations,
            labels,
            ..
        } = event
            && self.placing == Some(*job)
        {
            self.ellipses = Arc::new(manifold::ellipses(means, deviations, labels));
        }
    }
}
