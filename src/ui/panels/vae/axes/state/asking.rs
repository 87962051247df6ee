//! What brings the code in force to the screen: requests, and what comes of them.

use std::sync::Arc;

use super::{Origin, State};
use crate::protocol::{
    Code, Codes, DecodeRequest, EncodeRequest, ImageSet, JobId, LatentModel, Pixels, Request,
};
use crate::ui::panels::vae::axes::Side;

/// Pictures of the page, as requests name them.
const IMAGE: u8 = 20;
const EPSILON: u8 = 22;

impl State {
    /// Brings about what the origin says, or asks for what that takes.
    pub(super) fn settle(&mut self) -> Vec<Request> {
        match (self.origin, self.posterior.clone()) {
            (Origin::Hand, None) if self.side == Side::Encode => {
                let mut requests = self.decode();
                requests.extend(self.encode());
                requests
            }
            (Origin::Hand, _) => self.decode(),
            (Origin::Prior, _) => {
                let codes = Codes::Normal {
                    n: 1,
                    seed: self.seed,
                };
                vec![self.ask_image(codes)]
            }
            (Origin::Mean | Origin::Drawn(_), None) => self.encode(),
            (Origin::Mean, Some(posterior)) => {
                self.code.clone_from(&posterior.mean);
                self.strips.moved_all();
                self.decode()
            }
            (Origin::Drawn(number), Some(_)) => {
                let job = self.ids.next_id();
                self.drawing = Some(job);
                let codes = Codes::Normal {
                    n: 1,
                    seed: self.seed.wrapping_add(number.into()),
                };
                vec![self.decode_request(job, codes, EPSILON)]
            }
        }
    }

    pub(super) fn encode(&mut self) -> Vec<Request> {
        let Some(pixels) = self.source_pixels() else {
            let asked = self.sets.ask(ImageSet::TestDigits, &mut self.ids);
            return asked.into_iter().collect();
        };
        let job = self.ids.next_id();
        self.encoding = Some(job);
        vec![Request::Encode(EncodeRequest {
            job,
            model: LatentModel::Vae(self.model),
            pixels,
            seed: self.seed,
        })]
    }

    /// The image of the code in force.
    pub(super) fn decode(&mut self) -> Vec<Request> {
        // A draw that was on its way would come after it.
        self.drawing = None;
        vec![self.ask_image(Codes::Given(self.code.clone()))]
    }

    fn ask_image(&mut self, codes: Codes) -> Request {
        let job = self.ids.next_id();
        self.decoding = Some(job);
        self.decode_request(job, codes, IMAGE)
    }

    const fn decode_request(&self, job: JobId, codes: Codes, picture: u8) -> Request {
        Request::Decode(DecodeRequest {
            job,
            model: LatentModel::Vae(self.model),
            codes,
            pixels: Pixels::Means,
            picture,
        })
    }

    /// The next strip that is to follow, once the image has.
    pub(super) fn ask_strip(&mut self) -> Vec<Request> {
        if self.is_waiting() || self.image.is_empty() {
            return vec![];
        }
        let axes = self.places_in_sight();
        let asked = (self.strips).ask(self.model, &self.code, &axes, &mut self.ids);
        asked.into_iter().collect()
    }

    /// What is on its way no longer counts.
    pub(super) fn stop(&mut self) -> Vec<Request> {
        let jobs = [&mut self.decoding, &mut self.encoding, &mut self.drawing];
        let jobs = jobs.into_iter().filter_map(Option::take);
        let mut requests: Vec<_> = jobs.map(|job| Request::Cancel { job }).collect();
        requests.extend(self.strips.stop());
        requests.extend(self.mapping.stop());
        requests
    }

    pub(super) fn take_decoded(
        &mut self,
        job: JobId,
        codes: &[f32],
        pixels: &[u8],
    ) -> Vec<Request> {
        if self.decoding == Some(job) {
            self.decoding = None;
            self.image = Arc::new(pixels.to_vec());
            if self.origin == Origin::Prior && codes.len() == self.code.len() {
                self.code.copy_from_slice(codes);
                self.strips.moved_all();
            }
        } else if self.drawing == Some(job) {
            self.drawing = None;
            if let Some(posterior) = self.posterior.clone()
                && codes.len() == self.code.len()
            {
                let drawn = posterior.mean.iter().zip(&posterior.deviation).zip(codes);
                self.code = drawn.map(|((m, d), epsilon)| m + d * epsilon).collect();
                self.strips.moved_all();
                return self.decode();
            }
        } else {
            self.strips.take(job, pixels);
        }
        vec![]
    }

    pub(super) fn take_encoded(&mut self, code: &Code, seen: &[u8]) -> Vec<Request> {
        let is_whole = [&code.mean, &code.deviation, &code.kl]
            .iter()
            .all(|numbers| numbers.len() == self.model.n_axes());
        if !is_whole {
            return vec![];
        }
        self.posterior = Some(Arc::new(code.clone()));
        self.seen = Arc::new(seen.to_vec());
        match self.origin {
            Origin::Hand => vec![],
            _ => self.settle(),
        }
    }
}
