//! An image, the surprise of each of its pixels, and the softmax of one of them.

use std::marker::PhantomData;

use super::{Link, Net, in_words};
use crate::plot::{BarScale, GreyRange};
use crate::protocol::{
    Distribution, Event, ImageSet, JobId, LookRequest, N_PIXELS, Request, SampleRequest,
    ScoreRequest, Strip, TemperatureFrom,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::growth::Bars;
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// Surprise is always that of the model itself.
const TEMPERATURE: f32 = 1.0;

#[derive(Debug, Clone, PartialEq)]
pub struct State<N> {
    pub source: Source,
    /// What is scored: whole, or a sample as far as it is drawn.
    pub pixels: Vec<u8>,
    /// Of all of `pixels`, once they are whole and scored.
    pub score: Option<Score>,
    /// Of the pixel pointed at, or else of the most surprising one.
    pub distribution: Option<Distribution>,
    pub bars: Bars,
    pub sets: Sets,
    pointed: Option<u16>,
    trouble: Trouble,
    ids: JobIds,
    /// What brings the pixels: noise, or a sample.
    making: Option<JobId>,
    scoring: Option<JobId>,
    looking: Option<JobId>,
    /// The job whose newest frame is yet to be seen.
    unseen: Option<JobId>,
    of: PhantomData<N>,
}

/// How surprising an image is.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Of each pixel given those before it.
    pub bits: Vec<f32>,
    /// Of all pixels together, where only the grey values' frequencies are known.
    pub histogram_bits: f64,
}

impl Score {
    /// Of all pixels together.
    pub fn total_bits(&self) -> f64 {
        self.bits.iter().map(|bits| f64::from(*bits)).sum()
    }
}

impl<N: Net> State<N> {
    /// Another image.
    pub fn set_source(&mut self, source: Source) -> Vec<Request> {
        // While a hand draws, the score of the strokes before stays until the next one comes.
        let draws_on = matches!(
            (&self.source, &source),
            (Source::Drawing(_), Source::Drawing(_))
        );
        self.source = source;
        let mut requests = self.stop();
        if !draws_on {
            self.score = None;
            self.distribution = None;
        }
        requests.extend(self.make());
        requests
    }

    /// Shows the softmax of a pixel, or again that of the most surprising one.
    pub fn point_at(&mut self, pixel: Option<u16>) -> Vec<Request> {
        let pixel = pixel.filter(|at| usize::from(*at) < self.pixels.len());
        if pixel == self.pointed || self.score.is_none() {
            return vec![];
        }
        self.pointed = pixel;
        self.look()
    }

    /// How the distribution is looked at.
    pub fn set_range(&mut self, range: GreyRange) -> Vec<Request> {
        self.bars.range = range;
        vec![]
    }

    pub fn set_scale(&mut self, scale: BarScale) -> Vec<Request> {
        self.bars.scale = scale;
        vec![]
    }

    /// Whether the score that is shown is not that of the pixels that are shown.
    pub const fn is_waiting(&self) -> bool {
        self.making.is_some() || self.scoring.is_some()
    }

    /// The place of the most surprising pixel.
    pub fn most_surprising(&self) -> Option<u16> {
        let bits = &self.score.as_ref()?.bits;
        let (at, _) = (bits.iter().enumerate()).max_by(|a, b| a.1.total_cmp(b.1))?;
        Some(at as u16)
    }

    /// Brings the pixels of the source, or asks for them.
    fn make(&mut self) -> Vec<Request> {
        self.pixels.clear();
        match &self.source {
            Source::Digit(place) => self.take_real(ImageSet::TestDigits, *place),
            Source::Fashion(place) => self.take_real(ImageSet::Fashion, *place),
            Source::Drawing(ink) => {
                self.pixels = ink.pixels();
                vec![self.ask_score()]
            }
            Source::Noise(seed) => {
                let (job, seed) = (self.ids.next_id(), *seed);
                self.making = Some(job);
                vec![Request::Noise { job, seed }]
            }
            Source::Sample(seed) => {
                let (job, seed) = (self.ids.next_id(), *seed);
                self.making = Some(job);
                vec![Request::Sample(SampleRequest {
                    job,
                    model: N::ID,
                    seed,
                    images: vec![0],
                    temperatures: vec![TemperatureFrom {
                        pixel: 0,
                        temperature: TEMPERATURE,
                    }],
                    pixels: vec![vec![]],
                    until: N_PIXELS as u16,
                    watched: 0,
                })]
            }
        }
    }

    fn take_real(&mut self, set: ImageSet, place: u16) -> Vec<Request> {
        match self.sets.image(set, place) {
            Some(pixels) => {
                self.pixels = pixels.to_vec();
                vec![self.ask_score()]
            }
            None => (self.sets.ask(set, &mut self.ids)).into_iter().collect(),
        }
    }

    fn ask_score(&mut self) -> Request {
        let job = self.ids.next_id();
        self.scoring = Some(job);
        Request::Score(ScoreRequest {
            job,
            model: N::ID,
            pixels: self.pixels.clone(),
        })
    }

    fn look(&mut self) -> Vec<Request> {
        let Some(pixel) = self.pointed.or_else(|| self.most_surprising()) else {
            return vec![];
        };
        let job = self.ids.next_id();
        self.looking = Some(job);
        vec![Request::Look(LookRequest {
            job,
            model: N::ID,
            pixels: self.pixels.clone(),
            pixel,
            temperature: TEMPERATURE,
        })]
    }

    /// What is on its way no longer counts.
    fn stop(&mut self) -> Vec<Request> {
        self.pointed = None;
        self.unseen = None;
        let jobs = [&mut self.making, &mut self.scoring, &mut self.looking];
        let jobs = jobs.into_iter().filter_map(Option::take);
        jobs.map(|job| Request::Cancel { job }).collect()
    }

    fn take_strip(&mut self, job: JobId, first: usize, strip: &Strip) -> Vec<Request> {
        self.unseen = Some(job);
        if first > self.pixels.len() || first + strip.pixels.len() > N_PIXELS {
            return vec![];
        }
        self.pixels.truncate(first);
        self.pixels.extend_from_slice(&strip.pixels);
        if self.pixels.len() < N_PIXELS {
            return vec![];
        }
        vec![self.ask_score()]
    }
}

impl<N: Net> PanelState for State<N> {
    const PAGE: Page = N::PAGE;
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            source: link.source,
            pixels: vec![],
            score: None,
            distribution: None,
            bars: link.bars,
            sets: Sets::default(),
            pointed: None,
            trouble: Trouble::default(),
            ids: ids(),
            making: None,
            scoring: None,
            looking: None,
            unseen: None,
            of: PhantomData,
        }
    }

    fn link(&self) -> Link {
        Link {
            source: self.source.clone(),
            bars: self.bars,
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.bars = link.bars;
        // All kinds of images are offered at once.
        let mut requests: Vec<_> = [ImageSet::TestDigits, ImageSet::Fashion]
            .into_iter()
            .filter_map(|set| self.sets.ask(set, &mut self.ids))
            .collect();
        requests.extend(self.set_source(link.source));
        requests
    }

    fn is_blank(&self) -> bool {
        self.pixels.is_empty() && self.making.is_none()
    }

    fn close(&mut self) -> Vec<Request> {
        self.pixels.clear();
        self.score = None;
        self.distribution = None;
        self.stop()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        let mut requests = vec![];
        match event {
            Event::Images { set, .. }
                if self.source.set() == Some(*set) && self.pixels.is_empty() =>
            {
                requests = self.make();
            }
            Event::Noise { job, pixels } if self.making == Some(*job) => {
                self.pixels.clone_from(pixels);
                requests.push(self.ask_score());
            }
            Event::Sampled {
                job, first, strips, ..
            } if self.making == Some(*job) => {
                if let [strip] = &strips[..] {
                    requests = self.take_strip(*job, usize::from(*first), strip);
                }
            }
            Event::Scored {
                job,
                bits,
                histogram_bits,
            } if self.scoring == Some(*job) => {
                self.score = Some(Score {
                    bits: bits.clone(),
                    histogram_bits: *histogram_bits,
                });
                requests = self.look();
            }
            Event::Looked { job, distribution } if self.looking == Some(*job) => {
                self.distribution = Some(distribution.clone());
            }
            _ => {}
        }
        if event.ends_job() {
            let jobs = [&mut self.making, &mut self.scoring, &mut self.looking];
            for waiting in jobs {
                waiting.take_if(|job| event.job() == Some(*job));
            }
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
