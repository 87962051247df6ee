//! The work of one job, done a little at a time.

use super::models::LoadedPixelCnn;
use crate::ml::check;
use crate::ml::sampling::categorical;
use crate::protocol::{
    CheckLine, Distribution, Drawn, Event, Failure, JobId, LookRequest, ModelId, N_PIXELS,
    RequestProblem, SampleRequest, TEMPERATURES, TemperatureFrom,
};

/// Pixels of a frame: a row.
const FRAME: usize = 28;

/// What a job does, from the most urgent kind to the least.
#[derive(Debug)]
pub enum Task {
    Look(LookRequest),
    Load(ModelId),
    Sample(Sampling),
    Check(Vec<CheckLine>),
}

/// An image being drawn, and the part of it that no frame has shown.
#[derive(Debug)]
pub struct Sampling {
    request: SampleRequest,
    bits: Vec<f32>,
    /// Of the last pixel drawn.
    distribution: Option<Distribution>,
}

/// What one step of a task brought.
#[derive(Debug)]
pub enum Progress {
    /// Nothing to show yet.
    Working,
    /// Something to show; there is more to come.
    Frame(Event),
    /// The last word, after what there is still to show.
    Finished(Option<Event>),
}

impl Task {
    /// The model that must be loaded first.
    pub const fn model(&self) -> Option<ModelId> {
        match self {
            Self::Look(request) => Some(request.model),
            Self::Load(model) => Some(*model),
            Self::Sample(sampling) => Some(sampling.request.model),
            Self::Check(_) => None,
        }
    }

    /// Its place in the queue: a look, which a hand waits for, comes before an image.
    pub const fn urgency(&self) -> u8 {
        match self {
            Self::Look(_) => 0,
            Self::Load(_) => 1,
            Self::Sample(_) => 2,
            Self::Check(_) => 3,
        }
    }

    /// Whether `newer` makes this one pointless: the same kind of work on the same model.
    pub fn is_replaced_by(&self, newer: &Self) -> bool {
        self.urgency() == newer.urgency()
            && self.model() == newer.model()
            && !matches!(self, Self::Load(_))
    }
}

/// A look at a pixel that is there or next, at a temperature that may be.
pub fn look(request: LookRequest) -> Result<Task, RequestProblem> {
    check_temperature(request.temperature)?;
    let at = usize::from(request.pixel);
    if request.pixels.len() > N_PIXELS || at > request.pixels.len() || at >= N_PIXELS {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: at as u64,
        });
    }
    Ok(Task::Look(request))
}

/// An image that goes on from where it is, at temperatures that are in order.
pub fn sample(request: SampleRequest) -> Result<Task, RequestProblem> {
    let until = usize::from(request.until);
    if until > N_PIXELS || request.pixels.len() > until {
        return Err(RequestProblem::Pixels {
            given: request.pixels.len() as u64,
            until: until as u64,
        });
    }
    for &TemperatureFrom { temperature, .. } in &request.temperatures {
        check_temperature(temperature)?;
    }
    let starts: Vec<u16> = request.temperatures.iter().map(|t| t.pixel).collect();
    if starts.first() != Some(&0) || !starts.is_sorted_by(|a, b| a < b) {
        let temperature = request
            .temperatures
            .first()
            .map_or(f32::NAN, |t| t.temperature);
        return Err(RequestProblem::Temperature { temperature });
    }
    Ok(Task::Sample(Sampling {
        request,
        bits: Vec::new(),
        distribution: None,
    }))
}

fn check_temperature(temperature: f32) -> Result<(), RequestProblem> {
    if TEMPERATURES.contains(&temperature) {
        return Ok(());
    }
    Err(RequestProblem::Temperature { temperature })
}

impl LookRequest {
    /// One pixel's worth of catching up, or the answer.
    pub(super) fn step(&self, model: &mut LoadedPixelCnn) -> Progress {
        let at = usize::from(self.pixel);
        let sampler = &mut model.sampler;
        if !sampler.pixels(0).starts_with(&self.pixels[..at]) {
            sampler.set_images(&[&self.pixels[..at]]);
        }
        if sampler.n_missing(at) > 1 {
            sampler.compute_next();
            return Progress::Working;
        }
        let logits = sampler.logits(at);
        let drawn = self.pixels.get(at).map(|&value| Drawn {
            value,
            bits: categorical::bits(&logits, usize::from(value)),
        });
        Progress::Finished(Some(Event::Looked {
            job: self.job,
            distribution: Distribution {
                pixel: self.pixel,
                temperature: self.temperature,
                probabilities: categorical::softmax(&logits, self.temperature),
                drawn,
                receptive_field: model.receptive_field(at),
            },
        }))
    }
}

impl Sampling {
    /// One pixel: computed for the cache, or drawn.
    pub(super) fn step(&mut self, model: &mut LoadedPixelCnn) -> Progress {
        let sampler = &mut model.sampler;
        let at = self.request.pixels.len();
        if at >= usize::from(self.request.until) {
            return Progress::Finished(self.frame(model));
        }
        if sampler.pixels(0) != self.request.pixels {
            sampler.set_images(&[&self.request.pixels]);
        }
        if sampler.n_missing(at) > 1 {
            sampler.compute_next();
            return Progress::Working;
        }
        let temperature = self.temperature_at(at);
        let drawn = sampler.draw(self.request.seed, &[self.request.image], temperature);
        let Some(pixel) = drawn.and_then(|mut drawn| drawn.pop()) else {
            return Progress::Finished(self.frame(model));
        };
        self.request.pixels.push(pixel.value);
        self.bits.push(pixel.bits);
        self.distribution = Some(Distribution {
            pixel: at as u16,
            temperature,
            probabilities: pixel.probabilities,
            drawn: Some(Drawn {
                value: pixel.value,
                bits: pixel.bits,
            }),
            receptive_field: Vec::new(),
        });
        if self.request.pixels.len() >= usize::from(self.request.until) {
            return Progress::Finished(self.frame(model));
        }
        if self.bits.len() >= FRAME
            && let Some(frame) = self.frame(model)
        {
            return Progress::Frame(frame);
        }
        Progress::Working
    }

    fn temperature_at(&self, at: usize) -> f32 {
        let in_force = (self.request.temperatures.iter())
            .rev()
            .find(|from| usize::from(from.pixel) <= at);
        in_force.map_or(1.0, |from| from.temperature)
    }

    /// What no frame has shown yet.
    fn frame(&mut self, model: &LoadedPixelCnn) -> Option<Event> {
        let mut distribution = self.distribution.take()?;
        distribution.receptive_field = model.receptive_field(usize::from(distribution.pixel));
        let bits = std::mem::take(&mut self.bits);
        let first = self.request.pixels.len() - bits.len();
        Some(Event::Sampled {
            job: self.request.job,
            first: first as u16,
            pixels: self.request.pixels[first..].to_vec(),
            bits,
            distribution,
        })
    }
}

/// The next line of the check.
pub fn check_step(job: JobId, lines: &mut Vec<CheckLine>) -> Result<Progress, Failure> {
    let internal = |error: candle_core::Error| Failure::Internal {
        detail: error.to_string(),
    };
    match check::line(lines.len()).map_err(internal)? {
        Some((name, digest)) => {
            lines.push(CheckLine {
                name: name.to_owned(),
                digest,
            });
            Ok(Progress::Working)
        }
        None => Ok(Progress::Finished(Some(Event::Checked {
            job,
            lines: std::mem::take(lines),
        }))),
    }
}
