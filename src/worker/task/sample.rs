//! Images being drawn.

use super::{Progress, Task, check_temperature, distribution};
use crate::protocol::{
    Distribution, Event, MOST_IMAGES, N_PIXELS, PixelNet, RequestProblem, SIDE, SampleRequest,
    Strip, TemperatureFrom,
};
use crate::worker::models::LoadedPixelNet;
use crate::worker::store::Store;

/// Pixels of a frame: a row.
const FRAME: usize = SIDE;

/// Images being drawn, and the part of them that no frame has shown.
#[derive(Debug)]
pub struct Sampling {
    request: SampleRequest,
    /// Of each image, of the pixels that no frame has shown.
    bits: Vec<Vec<f32>>,
    /// Of the last pixel of the image that is looked at.
    last: Option<Distribution>,
}

/// Images that go on from where they are, at temperatures that are in order.
///
/// # Errors
/// Where they cannot.
pub fn sample(request: SampleRequest) -> Result<Task, RequestProblem> {
    let n_images = request.images.len();
    let watched = usize::from(request.watched);
    let images = |given: usize, most: usize| RequestProblem::Images {
        given: given as u64,
        most: most as u64,
    };
    if !(1..=MOST_IMAGES).contains(&n_images) {
        return Err(images(n_images, MOST_IMAGES));
    }
    if request.pixels.len() != n_images {
        return Err(images(request.pixels.len(), n_images));
    }
    if watched >= n_images {
        return Err(images(watched + 1, n_images));
    }
    let until = usize::from(request.until);
    let n_pixels = request.pixels[0].len();
    let are_alike = request.pixels.iter().all(|image| image.len() == n_pixels);
    if until > N_PIXELS || n_pixels > until || !are_alike {
        return Err(RequestProblem::Pixels {
            given: n_pixels as u64,
            until: until as u64,
        });
    }
    for &TemperatureFrom { temperature, .. } in &request.temperatures {
        check_temperature(temperature)?;
    }
    let starts: Vec<u16> = request.temperatures.iter().map(|t| t.pixel).collect();
    if starts.first() != Some(&0) || !starts.is_sorted_by(|a, b| a < b) {
        let first = request.temperatures.first();
        return Err(RequestProblem::Temperature {
            temperature: first.map_or(f32::NAN, |t| t.temperature),
        });
    }
    Ok(Task::Sample(Sampling {
        bits: vec![Vec::new(); n_images],
        request,
        last: None,
    }))
}

impl Sampling {
    pub const fn model(&self) -> PixelNet {
        self.request.model
    }

    /// One pixel of each image: computed for the cache, or drawn.
    pub fn step(&mut self, store: &mut Store) -> Progress {
        let Some(model) = store.pixel_net(self.request.model) else {
            return Progress::Working;
        };
        let request = &mut self.request;
        let at = request.pixels[0].len();
        if at >= usize::from(request.until) {
            return Progress::Finished(self.frame(model));
        }
        let sampler = model.sampler(request.images.len());
        let is_there = |(i, pixels): (usize, &Vec<u8>)| sampler.pixels(i) == pixels;
        if !request.pixels.iter().enumerate().all(is_there) {
            let images: Vec<&[u8]> = request.pixels.iter().map(Vec::as_slice).collect();
            sampler.set_images(&images);
        }
        if sampler.n_missing(at) > 1 {
            sampler.compute_next();
            return Progress::Working;
        }
        let temperature = temperature_at(&request.temperatures, at);
        let Some(drawn) = sampler.draw(request.seed, &request.images, temperature) else {
            return Progress::Finished(self.frame(model));
        };
        for (i, pixel) in drawn.iter().enumerate() {
            request.pixels[i].push(pixel.value);
            self.bits[i].push(pixel.bits);
        }
        let is_last = at + 1 >= usize::from(request.until);
        if !is_last && self.bits[0].len() < FRAME {
            return Progress::Working;
        }
        let watched = &drawn[usize::from(request.watched)];
        self.last = Some(distribution(
            at,
            temperature,
            &watched.logits,
            Some(watched.value),
            Vec::new(),
        ));
        match self.frame(model) {
            frame if is_last => Progress::Finished(frame),
            Some(frame) => Progress::Frame(frame),
            None => Progress::Working,
        }
    }

    /// What no frame has shown yet.
    fn frame(&mut self, model: &LoadedPixelNet) -> Option<Event> {
        let mut distribution = self.last.take()?;
        distribution.receptive_field = model.receptive_field(usize::from(distribution.pixel));
        let n_pixels = self.request.pixels[0].len();
        let first = n_pixels - self.bits[0].len();
        let strip = |(pixels, bits): (&Vec<u8>, &mut Vec<f32>)| Strip {
            pixels: pixels[first..].to_vec(),
            bits: std::mem::take(bits),
        };
        Some(Event::Sampled {
            job: self.request.job,
            first: first as u16,
            strips: self
                .request
                .pixels
                .iter()
                .zip(&mut self.bits)
                .map(strip)
                .collect(),
            distribution,
        })
    }
}

fn temperature_at(temperatures: &[TemperatureFrom], at: usize) -> f32 {
    let in_force = (temperatures.iter())
        .rev()
        .find(|from| usize::from(from.pixel) <= at);
    in_force.map_or(1.0, |from| from.temperature)
}
