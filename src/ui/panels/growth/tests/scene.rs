//! A panel and a stand-in for its worker.

use super::super::*;
use crate::protocol::{Drawn, Event, Request, SampleRequest, Strip};

/// Stands in for the worker: what it draws is a function of seed, pixel and temperature, as
/// with the real one. It answers a row at a time.
#[derive(Default)]
pub struct Worker {
    /// What it was asked, all of it.
    pub heard: Vec<Request>,
    sampling: Option<SampleRequest>,
}

/// Pixels of one answer.
pub const ROW: usize = 28;

fn drawn(seed: u64, pixel: usize, temperature: f32) -> u8 {
    let mixed = (seed ^ pixel as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32;
    (mixed as u8).wrapping_add((temperature * 50.0) as u8)
}

pub fn distribution(pixel: usize, temperature: f32, value: Option<u8>) -> Distribution {
    Distribution {
        pixel: pixel as u16,
        temperature,
        probabilities: vec![1.0 / 256.0; 256],
        untempered: vec![],
        drawn: value.map(|value| Drawn { value, bits: 8.0 }),
        receptive_field: (0..pixel as u16).collect(),
    }
}

impl Worker {
    /// Its answers to `requests`; a sample's next row comes when the one before is acknowledged.
    fn answer(&mut self, requests: Vec<Request>) -> Vec<Event> {
        let mut events = vec![];
        for request in requests {
            self.heard.push(request.clone());
            match request {
                Request::Sample(sample) => {
                    self.sampling = Some(sample);
                    events.extend(self.next_row());
                }
                Request::Ack { .. } => events.extend(self.next_row()),
                Request::Cancel { job } => {
                    self.sampling.take_if(|sample| sample.job == job);
                    events.push(Event::Cancelled { job });
                }
                Request::Look(look) => {
                    let value = look.pixels.get(usize::from(look.pixel)).copied();
                    let job = look.job;
                    let pixel = usize::from(look.pixel);
                    let distribution = distribution(pixel, look.temperature, value);
                    events.push(Event::Looked { job, distribution });
                    events.push(Event::Done { job });
                }
                _ => {}
            }
        }
        events
    }

    pub fn next_row(&mut self) -> Vec<Event> {
        let Some(sample) = &mut self.sampling else {
            return vec![];
        };
        let job = sample.job;
        let first = sample.pixels[0].len();
        let end = (first + ROW).min(usize::from(sample.until));
        if first >= end {
            self.sampling = None;
            return vec![Event::Done { job }];
        }
        let schedule = Schedule::new(sample.temperatures.clone()).expect("a schedule");
        let strip = |image: u32| Strip {
            pixels: (first..end)
                .map(|pixel| drawn(sample.seed + u64::from(image), pixel, schedule.at(pixel)))
                .collect(),
            bits: vec![8.0; end - first],
        };
        let strips: Vec<Strip> = sample.images.iter().map(|image| strip(*image)).collect();
        for (pixels, strip) in sample.pixels.iter_mut().zip(&strips) {
            pixels.extend(&strip.pixels);
        }
        let value = strips[usize::from(sample.watched)].pixels.last().copied();
        vec![Event::Sampled {
            job,
            first: first as u16,
            strips,
            distribution: distribution(end - 1, schedule.at(end - 1), value),
        }]
    }
}

/// A panel and its worker.
pub struct Scene {
    pub state: Growth,
    pub worker: Worker,
}

impl Scene {
    pub fn new() -> Self {
        let mut scene = Self {
            state: Growth::new(PixelNet::Cnn, JobIds::block(1)),
            worker: Worker::default(),
        };
        scene.act(|state| state.open(Plan::default(), vec![]));
        scene
    }

    pub fn act(&mut self, act: impl FnOnce(&mut Growth) -> Vec<Request>) {
        let requests = act(&mut self.state);
        for event in self.worker.answer(requests) {
            let requests = self.state.apply(&event);
            self.worker.answer(requests);
        }
    }

    pub fn frames(&mut self, n_frames: usize) {
        for _ in 0..n_frames {
            self.act(|state| state.tick(1000.0 / 60.0));
        }
    }

    pub fn draw_all(&mut self) {
        self.act(Growth::to_end);
        self.frames(60);
        assert_eq!(self.state.pixels().len(), N_PIXELS);
    }

    pub fn until(&self) -> Vec<u16> {
        let samples = self
            .worker
            .heard
            .iter()
            .filter_map(|request| match request {
                Request::Sample(sample) => Some(sample.until),
                _ => None,
            });
        samples.collect()
    }

    pub fn shown(&self) -> (u16, f32, bool) {
        let shown = self.state.distribution.as_ref().expect("a distribution");
        (shown.pixel, shown.temperature, shown.drawn.is_some())
    }
}
