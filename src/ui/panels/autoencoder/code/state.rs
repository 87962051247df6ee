//! An image, its code, and what the decoder makes of the code, or of another one.

use super::in_words;
use std::sync::Arc;

use super::Link;
use super::link::settled;
use crate::protocol::{
    CodeSize, Codes, CodesRequest, DecodeRequest, EncodeRequest, Event, ImageSet, JobId,
    LatentModel, N_PIXELS, Pixels, Request,
};
use crate::ui::address::Page;
use crate::ui::client::JobIds;
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{Newest, PanelState, Trouble};
use crate::ui::words::{Finding, Measured};

/// Which picture of the page is decoded here.
const PICTURE: u8 = 10;

/// The real digits whose codes are on the plane, and give the sliders their ranges.
const SET: ImageSet = ImageSet::TestDigits;

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub size: CodeSize,
    pub source: Source,
    /// The image, once it is there.
    pub pixels: Vec<u8>,
    /// Of the newest image that has been encoded: while a hand draws, a little older than
    /// `pixels`.
    pub encoded: Option<Encoded>,
    /// A code in the place of the encoder's own.
    pub dragged: Option<Vec<f32>>,
    /// What the decoder made of the newest dragged code that has come back.
    pub decoded: Option<Arc<Vec<u8>>>,
    pub sets: Sets,
    clouds: Vec<Arc<Cloud>>,
    trouble: Trouble,
    ids: JobIds,
    encoding: Newest,
    decoding: Newest,
    /// Clouds on their way.
    asked: Vec<(JobId, CodeSize)>,
    is_open: bool,
}

/// An image's own code.
#[derive(Debug, Clone, PartialEq)]
pub struct Encoded {
    pub size: CodeSize,
    pub code: Vec<f32>,
    pub seen: Arc<Vec<u8>>,
    pub reconstruction: Arc<Vec<u8>>,
    /// Mean squared difference of the two, pixels in 0..1.
    pub squared_error: f32,
}

/// The codes of some real digits.
#[derive(Debug, Clone, PartialEq)]
pub struct Cloud {
    pub size: CodeSize,
    /// One after the other.
    pub codes: Vec<f32>,
    pub labels: Vec<u8>,
}

impl Cloud {
    /// From where to where the codes go along an axis.
    pub fn range(&self, axis: usize) -> (f32, f32) {
        let along = self.codes.iter().skip(axis).step_by(self.size.n());
        along.fold((0.0, 0.0), |(low, high), z| (z.min(low), z.max(high)))
    }

    /// How far from 0 the numbers are: the root of their mean square.
    pub fn spread(&self) -> f32 {
        let squares: f32 = self.codes.iter().map(|z| z * z).sum();
        (squares / self.codes.len().max(1) as f32).sqrt()
    }
}

impl State {
    const fn model(&self) -> LatentModel {
        LatentModel::Autoencoder(self.size)
    }

    /// The code that the picture on the right is made of; none until there is one of this size.
    pub fn code(&self) -> Option<&[f32]> {
        let own = || Some(&self.own()?.code[..]);
        self.dragged.as_deref().or_else(own)
    }

    /// The image's own code and reconstruction, by the autoencoder in force.
    pub fn own(&self) -> Option<&Encoded> {
        (self.encoded.as_ref()).filter(|encoded| encoded.size == self.size)
    }

    /// The codes of real digits, by the autoencoder in force.
    pub fn cloud(&self) -> Option<&Arc<Cloud>> {
        self.clouds.iter().find(|cloud| cloud.size == self.size)
    }

    /// What the decoder makes of [`Self::code`]. The last picture stays until the next one comes.
    pub fn output(&self) -> Option<&Arc<Vec<u8>>> {
        let reconstruction = || Some(&self.encoded.as_ref()?.reconstruction);
        match self.dragged {
            Some(_) => self.decoded.as_ref().or_else(reconstruction),
            None => reconstruction(),
        }
    }

    /// Whether [`Self::output`] is that of an earlier image, code or autoencoder.
    pub fn is_waiting(&self) -> bool {
        let is_behind = match self.dragged {
            Some(_) => self.decoded.is_none() || self.decoding.is_waiting(),
            None => self.own().is_none(),
        };
        is_behind || self.encoding.is_waiting()
    }

    /// Mean squared difference of image and output, pixels in 0..1: as the worker says it for the
    /// encoder's own code.
    pub fn squared_error(&self) -> Option<f64> {
        let own = self.own()?;
        if self.dragged.is_none() {
            return Some(own.squared_error.into());
        }
        let output = self.decoded.as_ref()?;
        let squares = own.seen.iter().zip(output.iter()).map(|(a, b)| {
            let difference = (f64::from(*a) - f64::from(*b)) / 255.0;
            difference * difference
        });
        Some(squares.sum::<f64>() / N_PIXELS as f64)
    }

    /// Another image. A code that was dragged goes with the old one.
    pub fn set_source(&mut self, source: Source) -> Vec<Request> {
        self.source = source;
        let mut requests = self.own_code();
        requests.extend(self.make());
        requests
    }

    /// Another autoencoder.
    pub fn set_size(&mut self, size: CodeSize) -> Vec<Request> {
        if size == self.size {
            return vec![];
        }
        self.size = size;
        let mut requests = self.own_code();
        // Its answer would be another autoencoder's.
        requests.extend(self.encoding.stop());
        requests.extend(self.ask_cloud());
        requests.extend(self.encode());
        requests
    }

    /// Puts a code in the place of the encoder's own.
    pub fn set_code(&mut self, code: &[f32]) -> Vec<Request> {
        if code.len() != self.size.n() {
            return vec![];
        }
        self.dragged = Some(code.iter().copied().map(settled).collect());
        self.decode()
    }

    /// Changes one number of the code.
    pub fn set_axis(&mut self, axis: usize, z: f32) -> Vec<Request> {
        let Some(mut code) = self.code().map(<[f32]>::to_vec) else {
            return vec![];
        };
        if let Some(number) = code.get_mut(axis) {
            *number = z;
        }
        self.set_code(&code)
    }

    /// Back to the encoder's own code.
    pub fn own_code(&mut self) -> Vec<Request> {
        self.dragged = None;
        self.decoded = None;
        self.decoding.stop().into_iter().collect()
    }

    /// Brings the image, or asks for it.
    fn make(&mut self) -> Vec<Request> {
        match &self.source {
            Source::Drawing(ink) => self.pixels = ink.pixels(),
            Source::Digit(place) | Source::Fashion(place) => {
                let set = self.source.set().unwrap_or(SET);
                let Some(pixels) = self.sets.image(set, *place) else {
                    self.pixels.clear();
                    return self.sets.ask(set, &mut self.ids).into_iter().collect();
                };
                self.pixels = pixels.to_vec();
            }
            // Offered by other panels alone.
            Source::Noise(_) | Source::Sample(_) => self.pixels = vec![0; N_PIXELS],
        }
        self.encode().into_iter().collect()
    }

    fn encode(&mut self) -> Option<Request> {
        if self.pixels.len() != N_PIXELS {
            return None;
        }
        let job = self.encoding.ask(&mut self.ids)?;
        Some(Request::Encode(EncodeRequest {
            job,
            model: self.model(),
            pixels: self.pixels.clone(),
            seed: 0,
        }))
    }

    fn decode(&mut self) -> Vec<Request> {
        let Some(code) = self.dragged.clone() else {
            return vec![];
        };
        let job = self.decoding.ask(&mut self.ids);
        let request = job.map(|job| {
            Request::Decode(DecodeRequest {
                job,
                model: self.model(),
                codes: Codes::Given(code),
                pixels: Pixels::Means,
                picture: PICTURE,
            })
        });
        request.into_iter().collect()
    }

    fn ask_cloud(&mut self) -> Option<Request> {
        let size = self.size;
        let is_asked = self.asked.iter().any(|(_, asked)| *asked == size);
        if is_asked || self.cloud().is_some() {
            return None;
        }
        let job = self.ids.next_id();
        self.asked.push((job, size));
        Some(Request::Codes(CodesRequest {
            job,
            model: self.model(),
            set: SET,
        }))
    }
}

impl PanelState for State {
    const PAGE: Page = Page::new("autoencoder");
    type Link = Link;
    const FINDINGS: &'static [Finding] = in_words::FINDINGS;

    fn new(ids: &mut dyn FnMut() -> JobIds) -> Self {
        let link = Link::default();
        Self {
            size: link.size,
            source: link.source,
            pixels: vec![],
            encoded: None,
            dragged: link.code,
            decoded: None,
            sets: Sets::default(),
            clouds: vec![],
            trouble: Trouble::default(),
            ids: ids(),
            encoding: Newest::default(),
            decoding: Newest::default(),
            asked: vec![],
            is_open: false,
        }
    }

    fn link(&self) -> Link {
        Link {
            size: self.size,
            source: self.source.clone(),
            code: self.dragged.clone(),
        }
    }

    fn open(&mut self, link: Link) -> Vec<Request> {
        self.is_open = true;
        let mut requests = self.own_code();
        if self.size != link.size {
            requests.extend(self.encoding.stop());
        }
        self.size = link.size;
        self.source = link.source;
        requests.extend(self.sets.ask(SET, &mut self.ids));
        requests.extend(self.ask_cloud());
        requests.extend(self.make());
        self.dragged = link.code;
        requests.extend(self.decode());
        requests
    }

    fn is_blank(&self) -> bool {
        self.pixels.is_empty()
    }

    fn close(&mut self) -> Vec<Request> {
        self.pixels.clear();
        self.encoded = None;
        self.decoded = None;
        self.is_open = false;
        let clouds = self.asked.drain(..).map(|(job, _)| Request::Cancel { job });
        let jobs = [self.encoding.stop(), self.decoding.stop()];
        jobs.into_iter().flatten().chain(clouds).collect()
    }

    fn apply(&mut self, event: &Event) -> Vec<Request> {
        self.trouble.hear(event, &self.ids);
        self.sets.apply(event);
        let mut requests = vec![];
        match event {
            Event::Images { set, .. }
                if self.is_open && self.source.set() == Some(*set) && self.pixels.is_empty() =>
            {
                requests = self.make();
            }
            Event::Encoded {
                job,
                code,
                seen,
                reconstruction,
                squared_error,
            } if self.encoding.is(*job) => {
                self.encoded = Some(Encoded {
                    size: self.size,
                    code: code.mean.clone(),
                    seen: Arc::new(seen.clone()),
                    reconstruction: Arc::new(reconstruction.clone()),
                    squared_error: *squared_error,
                });
            }
            Event::Decoded { job, pixels, .. } if self.decoding.is(*job) => {
                self.decoded = Some(Arc::new(pixels.clone()));
            }
            Event::Codes {
                job, means, labels, ..
            } => {
                if let Some(idx) = self.asked.iter().position(|(asked, _)| asked == job) {
                    self.clouds.push(Arc::new(Cloud {
                        size: self.asked.remove(idx).1,
                        codes: means.clone(),
                        labels: labels.clone(),
                    }));
                }
            }
            _ => {}
        }
        if event.ends_job() {
            self.asked.retain(|(job, _)| event.job() != Some(*job));
        }
        if self.encoding.has_ended(event) {
            requests.extend(self.encode());
        }
        if self.decoding.has_ended(event) {
            requests.extend(self.decode());
        }
        requests
    }

    fn tick(&mut self, _: f64) -> Vec<Request> {
        vec![]
    }

    fn needs_frames(&self) -> bool {
        false
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
