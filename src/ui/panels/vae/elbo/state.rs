//! An image, and what becomes known of its density.

use super::in_words;
use super::{Bound, Link, Samples};
use crate::protocol::{
    BoundRequest, Code, EncodeRequest, Event, ImageSet, Integral, JobId, LatentModel, Request,
    VaeId,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// Names the draws that make an image binary: fixed, as it is where a model is tested.
const BINARY_SEED: u64 = 1;

/// Repeats of each estimate.
pub const N_REPEATS: u8 = 10;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub model: VaeId,
    pub source: Source,
    pub seed: u64,
    pub samples: Samples,
    pub sets: Sets,
    pub image: Option<Image>,
    pub bound: Option<Bound>,
    /// The latent that is looked at on the map.
    pub probe: Option<[f32; 2]>,
    /// The image has changed since it was sent to be encoded.
    has_changed: bool,
    /// The image is to be encoded as soon as the digits are there.
    is_due: bool,
    encoding: Option<JobId>,
    bounding: Option<JobId>,
    unseen: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// An image as the model sees it, and what it makes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Image {
    /// Zeros and ones.
    pub seen: Vec<u8>,
    /// The decoder's mean at the posterior's: grey 0-255.
    pub reconstruction: Vec<u8>,
    pub code: Code,
}

impl State {
    /// Another image.
    pub fn set_source(&mut self, source: Source) -> Vec<Request> {
        // While a hand draws, what is known of the strokes before stays until the next is.
        let draws_on = matches!(
            (&self.source, &source),
            (Source::Drawing(_), Source::Drawing(_))
        );
        self.source = source;
        if !draws_on {
            return self.begin_again();
        }
        let mut requests = self.stop();
        // One drawing is under way at a time, so that the newest is always seen soon.
        match self.encoding {
            Some(_) => self.has_changed = true,
            None => requests.extend(self.encode()),
        }
        requests
    }

    pub fn set_model(&mut self, model: VaeId) -> Vec<Request> {
        self.model = model;
        self.begin_again()
    }

    /// Other latents.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        self.estimate()
    }

    pub fn set_samples(&mut self, samples: Samples) -> Vec<Request> {
        self.samples = samples;
        self.estimate()
    }

    /// The bound anew, of the same image. Where the image is yet to come, so is the bound.
    pub fn estimate(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        if self.encoding.is_none() {
            self.bound = None;
            requests.extend(self.ask_bound());
        }
        requests
    }

    /// What is known stays.
    pub fn stop(&mut self) -> Vec<Request> {
        self.unseen = None;
        let bounding = self.bounding.take();
        let cancel = |job| Request::Cancel { job };
        bounding.map(cancel).into_iter().collect()
    }

    /// Looks at a latent on the map.
    pub fn point_at(&mut self, latent: [f32; 2]) -> Vec<Request> {
        self.probe = Some(latent);
        vec![]
    }

    /// q(z | x) on a plane: its mean, and its standard deviation by axis.
    pub fn posterior(&self) -> Option<([f32; 2], [f32; 2])> {
        let Code {
            mean, deviation, ..
        } = &self.image.as_ref()?.code;
        let pair = |values: &[f32]| <[f32; 2]>::try_from(values).ok();
        Some((pair(mean)?, pair(deviation)?))
    }

    /// The true posterior and q at a latent, each in parts of its largest density.
    pub fn densities_at(&self, latent: [f32; 2]) -> Option<[f32; 2]> {
        let integral = self.bound.as_ref()?.integral.as_ref()?;
        let (mean, deviation) = self.posterior()?;
        let distance = |axis: usize| (latent[axis] - mean[axis]) / deviation[axis].max(1e-6);
        let q = (-0.5 * (distance(0).powi(2) + distance(1).powi(2))).exp();
        Some([density_at(integral, latent), q])
    }

    /// The whole source, once it is there.
    pub fn picture(&self) -> Option<Vec<u8>> {
        match &self.source {
            Source::Digit(place) => {
                let digit = self.sets.image(ImageSet::TestDigits, *place);
                digit.map(<[u8]>::to_vec)
            }
            Source::Drawing(ink) => Some(ink.pixels()),
            Source::Fashion(_) | Source::Noise(_) | Source::Sample(_) => None,
        }
    }

    /// Whether what is shown is not all that is to be known.
    pub const fn is_waiting(&self) -> bool {
        self.encoding.is_some() || self.bounding.is_some()
    }

    /// Whether all is known of the image.
    pub fn is_complete(&self) -> bool {
        let is_last = |bound: &Bound| {
            let last = bound.by_prior.last();
            last.is_some_and(|last| last.n_samples >= self.samples.n())
        };
        !self.is_waiting() && self.bound.as_ref().is_some_and(is_last)
    }

    /// The part of the work that is done, in 0..1.
    pub fn part(&self) -> f64 {
        let has_grid = self.model == VaeId::Plane;
        let bound = self.bound.as_ref();
        bound.map_or(0.0, |bound| bound.part(self.samples.n(), has_grid))
    }

    fn begin_again(&mut self) -> Vec<Request> {
        let mut requests = self.forget();
        requests.extend(self.encode());
        requests
    }

    /// Nothing is known and nothing on its way.
    fn forget(&mut self) -> Vec<Request> {
        let mut requests = self.stop();
        self.image = None;
        self.bound = None;
        self.probe = None;
        self.has_changed = false;
        self.is_due = false;
        let encoding = self.encoding.take();
        requests.extend(encoding.map(|job| Request::Cancel { job }));
        requests
    }

    /// Sends the image to be encoded, or asks for it.
    fn encode(&mut self) -> Option<Request> {
        let picture = self.picture();
        self.is_due = picture.is_none();
        let Some(pixels) = picture else {
            return self.sets.ask(ImageSet::TestDigits, &mut self.ids);
        };
        let job = self.ids.next_id();
        self.encoding = Some(job);
        Some(Request::Encode(EncodeRequest {
            job,
            model: LatentModel::Vae(self.model),
            pixels,
            seed: BINARY_SEED,
        }))
    }

    fn ask_bound(&mut self) -> Option<Request> {
        let pixels = self.image.as_ref()?.seen.clone();
        let job = self.ids.next_id();
        self.bounding = Some(job);
        Some(Request::Bound(BoundRequest {
            job,
            model: self.model,
            pixels,
            seed: self.seed,
            n_samples: self.samples.n(),
            n_repeats: N_REPEATS,
        }))
    }

    fn take_code(&mut self, event: &Event) -> Vec<Request> {
        let Event::Encoded {
            code,
            seen,
            reconstruction,
            ..
        } = event
        else {
            return vec![];
        };
        self.image = Some(Image {
            seen: seen.clone(),
            reconstruction: reconstruction.clone(),
            code: code.clone(),
        });
        self.encoding = None;
        let next = match std::mem::take(&mut self.has_changed) {
            true => self.encode(),
            false => self.ask_bound(),
        };
        next.into_iter().collect()
    }

    fn take_frame(&mut self, job: JobId, event: &Event) {
        match event {
            Event::Bounded {
                log_likelihood,
                n_samples,
                kl,
                ..
            } => self.bound = Some(Bound::new(*log_likelihood, *n_samples, kl)),
            Event::Estimated { .. } | Event::Integrated { .. } => {
                if let Some(bound) = &mut self.bound {
                    bound.hear(event);
                }
            }
            _ => return,
        }
        self.unseen = Some(job);
    }
}

/// Of the grid's square that a latent is in; 0 outside the grid, where nearly nothing is.
fn density_at(integral: &Integral, latent: [f32; 2]) -> f32 {
    let side = usize::from(integral.side);
    let share =
        |axis: usize| (latent[axis] - integral.middle[axis]) / (2.0 * integral.half_width) + 0.5;
    let (across, down) = (share(0), 1.0 - share(1));
    let inside = |share: f32| (0.0..1.0).contains(&share);
    if !inside(across) || !inside(down) {
        return 0.0;
    }
    let cell = |share: f32| (share * side as f32) as usize;
    let value = integral.posterior.get(cell(down) * side + cell(across));
    value.copied().unwrap_or_default()
}

impl PanelState for State {
    const PAGE: Page = Page::new("vae/elbo");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            model: link.model,
            source: link.source,
            seed: link.seed,
            samples: link.samples,
            sets: Sets::default(),
            image: None,
            bound: None,
            probe: None,
            has_changed: false,
            is_due: false,
            encoding: None,
            bounding: None,
            unseen: None,
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link {
            model: self.model,
            source: self.source.clone(),
            seed: self.seed,
            samples: self.samples,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.model = link.model;
        self.source = link.source;
        self.seed = link.seed;
        self.samples = link.samples;
        // The digits to choose from are shown beside a drawing too.
        let digits = self.sets.ask(ImageSet::TestDigits, &mut self.ids);
        let mut requests: Vec<_> = digits.into_iter().collect();
        requests.extend(self.begin_again());
        requests
    }

    fn is_blank(&self) -> bool {
        self.image.is_none() && self.encoding.is_none() && !self.is_due
    }

    fn close(&mut self) -> Vec<Request> {
        match self.is_waiting() || self.is_due {
            true => self.forget(),
            false => vec![],
        }
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        let mut requests = vec![];
        let job = event.job();
        if self.is_due && self.picture().is_some() {
            requests.extend(self.encode());
        }
        if job.is_some() && job == self.encoding {
            requests.extend(self.take_code(event));
        }
        if let Some(job) = self.bounding.filter(|bounding| job == Some(*bounding)) {
            self.take_frame(job, event);
        }
        if event.ends_job() {
            self.encoding.take_if(|waiting| job == Some(*waiting));
            self.bounding.take_if(|waiting| job == Some(*waiting));
        }
        requests
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = self.unseen.take();
        seen.map(|job| Request::Ack { job }).into_iter().collect()
    }

    fn needs_frames(&self) -> bool {
        self.unseen.is_some()
    }

    fn is_running(&self) -> bool {
        false
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.open(self.link())
    }
}

#[cfg(test)]
mod tests;
