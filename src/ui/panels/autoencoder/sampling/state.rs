//! Four kinds of images, and how a classifier finds them.

use super::in_words;
use std::sync::Arc;

use super::{Findings, Link};
use crate::protocol::{
    Candidate, CodeSize, Event, JobId, JudgeRequest, LatentModel, N_PIXELS, Request, VaeId, Verdict,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// Images of each kind that are shown, the first ones judged.
pub const N_TILES: usize = 40;

/// A kind of images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The autoencoder's, of codes from a standard normal.
    Normal,
    /// The autoencoder's, of codes from the Gaussian fitted to the codes of digits.
    Fitted,
    /// The VAE's, of latents from its prior.
    Vae,
    Real,
}

impl Kind {
    pub const ALL: [Self; 4] = [Self::Normal, Self::Fitted, Self::Vae, Self::Real];
}

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub size: CodeSize,
    pub seed: u64,
    /// Images judged of each kind.
    pub n: u16,
    kinds: [Judged; 4],
    /// Whether the visitor has stopped it.
    is_stopped: bool,
    is_open: bool,
    /// Jobs whose newest frame is yet to be seen.
    unseen: Vec<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

/// What is known of the images of one kind.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Judged {
    /// Who makes them, by which seed, and how many.
    of: Option<(Candidate, u64, u16)>,
    pub verdict: Option<Verdict>,
    /// The first images.
    pub pixels: Arc<Vec<u8>>,
    job: Option<JobId>,
    is_done: bool,
}

impl State {
    pub fn judged(&self, kind: Kind) -> &Judged {
        &self.kinds[kind as usize]
    }

    pub fn score(&self, kind: Kind) -> Option<f64> {
        Some(self.judged(kind).verdict.as_ref()?.score.into())
    }

    /// What all scores say together, once all images are judged.
    pub fn findings(&self) -> Option<Findings> {
        let score = |kind| self.score(kind).filter(|_| self.judged(kind).is_done);
        Some(Findings {
            normal: score(Kind::Normal)?,
            fitted: score(Kind::Fitted)?,
            vae: score(Kind::Vae)?,
            real: score(Kind::Real)?,
            n: self.n,
        })
    }

    /// Images judged so far, of all kinds.
    pub fn n_judged(&self) -> usize {
        let verdicts = self.kinds.iter().filter_map(|kind| kind.verdict.as_ref());
        verdicts.map(|verdict| usize::from(verdict.n)).sum()
    }

    /// Whether all images that are to be judged are.
    pub fn is_done(&self) -> bool {
        self.kinds.iter().all(|kind| kind.is_done)
    }

    pub fn set_size(&mut self, size: CodeSize) -> Vec<Request> {
        self.size = size;
        self.go_on()
    }

    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        self.go_on()
    }

    pub fn set_n(&mut self, n: u16) -> Vec<Request> {
        self.n = n;
        self.go_on()
    }

    /// Stops, and goes on with what is not judged yet.
    pub fn play_or_stop(&mut self) -> Vec<Request> {
        if self.is_running() {
            self.is_stopped = true;
            return self.cancel();
        }
        self.go_on()
    }

    fn go_on(&mut self) -> Vec<Request> {
        self.is_stopped = false;
        self.ask()
    }

    fn cancel(&mut self) -> Vec<Request> {
        self.unseen.clear();
        let jobs = self.kinds.iter_mut().filter_map(|kind| kind.job.take());
        jobs.map(|job| Request::Cancel { job }).collect()
    }

    const fn candidate(&self, kind: Kind) -> Candidate {
        let model = LatentModel::Autoencoder(self.size);
        match kind {
            Kind::Normal => Candidate::Normal(model),
            Kind::Fitted => Candidate::Fitted(model),
            Kind::Vae => Candidate::Normal(LatentModel::Vae(VaeId::Good)),
            Kind::Real => Candidate::Real,
        }
    }

    /// Asks for what is neither judged nor on its way.
    fn ask(&mut self) -> Vec<Request> {
        let mut requests = vec![];
        for kind in Kind::ALL {
            let (candidate, seed, n) = (self.candidate(kind), self.seed, self.n);
            let wanted = Some((candidate, seed, n));
            let judged = &mut self.kinds[kind as usize];
            let is_same = judged.of == wanted;
            if is_same && (judged.is_done || judged.job.is_some()) {
                continue;
            }
            if let Some(job) = judged.job.take() {
                self.unseen.retain(|unseen| *unseen != job);
                requests.push(Request::Cancel { job });
            }
            let job = self.ids.next_id();
            *judged = Judged {
                of: wanted,
                job: Some(job),
                ..Judged::default()
            };
            requests.push(Request::Judge(JudgeRequest {
                job,
                candidate,
                seed,
                n,
                pixels: vec![],
            }));
        }
        requests
    }

    fn take(&mut self, job: JobId, verdict: &Verdict, pixels: &[u8]) {
        let mut kinds = self.kinds.iter_mut();
        let Some(judged) = kinds.find(|kind| kind.job == Some(job)) else {
            return;
        };
        let missing = (N_TILES * N_PIXELS).saturating_sub(judged.pixels.len());
        if missing > 0 {
            let more = &pixels[..missing.min(pixels.len())];
            judged.pixels = Arc::new([&judged.pixels, more].concat());
        }
        judged.verdict = Some(verdict.clone());
        self.unseen.push(job);
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("autoencoder/sampling");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let Link { seed, size, n } = Link::default();
        Self {
            size,
            seed,
            n,
            kinds: Default::default(),
            is_stopped: false,
            is_open: false,
            unseen: vec![],
            trouble: Trouble::default(),
            ids: ids(),
        }
    }

    fn link(&self) -> Link {
        Link {
            seed: self.seed,
            size: self.size,
            n: self.n,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        let is_new = link != self.link();
        Link {
            seed: self.seed,
            size: self.size,
            n: self.n,
        } = link;
        self.is_open = true;
        match self.is_stopped && !is_new {
            true => vec![],
            false => self.go_on(),
        }
    }

    fn is_blank(&self) -> bool {
        !self.is_open
    }

    fn close(&mut self) -> Vec<Request> {
        self.is_open = false;
        self.cancel()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        if let Event::Judged {
            job,
            verdict,
            pixels,
            ..
        } = event
        {
            self.take(*job, verdict, pixels);
        }
        if event.ends_job() {
            self.unseen.retain(|job| event.job() != Some(*job));
            for kind in &mut self.kinds {
                if kind.job.take_if(|job| event.job() == Some(*job)).is_some() {
                    kind.is_done = matches!(event, Event::Done { .. });
                }
            }
        }
        vec![]
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        let seen = std::mem::take(&mut self.unseen);
        seen.into_iter().map(|job| Request::Ack { job }).collect()
    }

    fn needs_frames(&self) -> bool {
        !self.unseen.is_empty()
    }

    fn is_running(&self) -> bool {
        self.kinds.iter().any(|kind| kind.job.is_some())
    }

    fn findings(&self) -> Vec<Measured> {
        in_words::findings(self)
    }

    fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }

    fn retry(&mut self) -> Vec<Request> {
        self.trouble = Trouble::default();
        self.go_on()
    }
}

#[cfg(test)]
mod tests;
