//! Images made, by the clock.

use std::ops::Range;

use candle_core::{Device, Result, Tensor};

use super::{Outcome, white};
use crate::ml::N_PIXELS;
use crate::ml::dataset::Images;
use crate::ml::layers::Use;
use crate::ml::models::gan;
use crate::ml::models::{DrawingCost, Generator};
use crate::ml::rng::{Draws, Purpose};
use crate::ml::training::gan::{generator_from_bytes, latents};
use crate::protocol::{
    CompareEvent, CompareRequest, Contender, GanMoment, ImageSet, LatentModel, MOST_IMAGES,
    ModelId, N_GAN_LATENTS, PixelNet,
};
use crate::worker::models::{LoadedLatent, greys};
use crate::worker::store::Store;
use crate::worker::task::latent::{drawn, fitted};

/// Images made side by side.
const CHUNK: usize = MOST_IMAGES;

/// Pixels of each image of a chunk that are drawn in one step.
const PIXELS_A_STEP: usize = 4;

/// A browser's clock goes by tenths of a millisecond or by whole ones, and programs run slower the
/// first time: what took less than this is made again, for the clock alone, until it does not.
const LEAST_MS: f64 = 100.0;

/// Images after which that has an end, even by a clock that stands still.
const MOST_TIMED: usize = 4_096;

/// Images in the making.
#[derive(Debug, Default)]
pub struct Making {
    maker: Option<Maker>,
    /// Images made of those that are wanted.
    n_made: usize,
    /// Whether they are made again.
    is_again: bool,
    /// The pixels so far of the chunk under way, where they come one by one.
    begun: Vec<Vec<u8>>,
    n_timed: usize,
    elapsed_ms: f64,
}

#[derive(Debug)]
enum Maker {
    PixelByPixel(PixelNet),
    /// Of all these codes.
    Decoder(LatentModel, Vec<f32>),
    Generator(Box<Generator>),
    /// Which of the test digits.
    Real(Vec<u32>),
}

/// What drawing an image takes; of real digits, or without the model, None.
///
/// # Errors
/// Where candle fails.
pub fn cost(contender: Contender, store: &mut Store) -> Result<Option<DrawingCost>> {
    Ok(match (contender.latent(), contender.model()) {
        (Some(latent), _) => store.latent(latent).map(LoadedLatent::drawing_cost),
        (None, Some(ModelId::Gan(_))) => {
            Some(DrawingCost::of_generator(&gan::Config::convolutional())?)
        }
        (None, Some(ModelId::PixelNet(net))) => store.pixel_net(net).map(|net| net.drawing_cost()),
        (None, _) => None,
    })
}

impl Making {
    /// Some pixels of a chunk, or a chunk.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, request: &CompareRequest, store: &mut Store) -> Result<Outcome> {
        let Some(maker) = &self.maker else {
            self.maker = begin(request, store)?;
            return Ok(Outcome::Working);
        };
        let n = usize::from(request.n_images);
        if self.n_made == n {
            match maker {
                Maker::Real(_) => return Ok(Outcome::Nothing),
                Maker::PixelByPixel(_) => return Ok(Outcome::End(self.timed())),
                Maker::Decoder(..) | Maker::Generator(_) => {}
            }
            if self.elapsed_ms >= LEAST_MS || self.n_timed >= MOST_TIMED {
                return Ok(Outcome::End(self.timed()));
            }
            if !self.is_again {
                (self.is_again, self.n_timed, self.elapsed_ms) = (true, 0, 0.0);
            }
            self.n_made = 0;
        }
        let range = self.n_made..(self.n_made + CHUNK).min(n);
        let clock = store.clock.clone();
        let (made, elapsed_ms) = clock.time(|| match maker {
            Maker::PixelByPixel(net) => {
                let begun = &mut self.begun;
                Ok(some_pixels(*net, range.clone(), begun, request.seed, store))
            }
            Maker::Decoder(model, codes) => decoded(*model, codes, range.clone(), request, store),
            Maker::Generator(generator) => generated(generator, range.clone(), request.seed),
            Maker::Real(order) => Ok(real(&order[range.clone()], request.contender, store)),
        });
        self.elapsed_ms += elapsed_ms;
        let Some(pixels) = made? else {
            return Ok(Outcome::Working);
        };
        self.n_made = range.end;
        self.n_timed += range.len();
        Ok(match self.is_again {
            true => Outcome::Working,
            false => Outcome::Frame(CompareEvent::Drawn {
                first: range.start as u16,
                pixels,
            }),
        })
    }

    fn timed(&self) -> CompareEvent {
        CompareEvent::Timed {
            ms_per_image: (self.elapsed_ms / self.n_timed.max(1) as f64) as f32,
            n_timed: self.n_timed as u32,
        }
    }
}

/// What makes the images; None as long as a Gaussian is being fitted.
fn begin(request: &CompareRequest, store: &mut Store) -> Result<Option<Maker>> {
    let n = usize::from(request.n_images);
    Ok(Some(
        match (request.contender, request.contender.latent()) {
            (Contender::Autoencoder(_), Some(model)) => {
                let codes = fitted(model, request.seed, n, store)?;
                return Ok(codes.map(|codes| Maker::Decoder(model, codes)));
            }
            (_, Some(model)) => {
                let draws = Draws::new(request.seed, Purpose::Latent);
                Maker::Decoder(model, draws.normals(0, n * model.n_code()))
            }
            (Contender::Gan, None) => {
                let bytes = store.moment(GanMoment::End).unwrap_or_default();
                let config = gan::Config::convolutional();
                match generator_from_bytes(&config, bytes)? {
                    Ok(generator) => Maker::Generator(Box::new(generator)),
                    Err(error) => candle_core::bail!("{error}"),
                }
            }
            (Contender::Pixels(net), None) => Maker::PixelByPixel(net),
            (_, None) => {
                let n_digits = store.images(ImageSet::TestDigits).map_or(0, Images::len);
                let mut order = Draws::new(request.seed, Purpose::Shuffle).permutation(n_digits);
                order.truncate(n);
                Maker::Real(order)
            }
        },
    ))
}

/// The next pixels of the images `numbers` of `seed`, of which there are `begun`; the images once
/// they are whole.
fn some_pixels(
    net: PixelNet,
    numbers: Range<usize>,
    begun: &mut Vec<Vec<u8>>,
    seed: u64,
    store: &mut Store,
) -> Option<Vec<u8>> {
    let numbers: Vec<u32> = numbers.map(|number| number as u32).collect();
    let sampler = store.pixel_net(net)?.sampler(numbers.len());
    begun.resize(numbers.len(), Vec::new());
    // Another job may have drawn with it meanwhile.
    if (0..)
        .zip(&*begun)
        .any(|(i, pixels)| sampler.pixels(i) != pixels)
    {
        let images: Vec<&[u8]> = begun.iter().map(Vec::as_slice).collect();
        sampler.set_images(&images);
    }
    for _ in 0..PIXELS_A_STEP {
        let drawn = sampler.draw(seed, &numbers, 1.0).unwrap_or_default();
        for (pixels, pixel) in begun.iter_mut().zip(drawn) {
            pixels.push(pixel.value);
        }
    }
    if begun.iter().any(|pixels| pixels.len() < N_PIXELS) {
        return None;
    }
    let pixels = std::mem::take(begun).concat();
    Some(match net {
        PixelNet::CnnBinary => white(&pixels),
        PixelNet::Rnn | PixelNet::Cnn => pixels,
    })
}

/// What a decoder makes of some of `codes`.
fn decoded(
    model: LatentModel,
    codes: &[f32],
    range: Range<usize>,
    request: &CompareRequest,
    store: &Store,
) -> Result<Option<Vec<u8>>> {
    let Some(loaded) = store.latent(model) else {
        return Ok(None);
    };
    let n_code = model.n_code();
    let means = loaded.decode(&codes[range.start * n_code..range.end * n_code])?;
    Ok(Some(match request.contender.is_binary() {
        true => drawn(&means, request.seed, (range.start * N_PIXELS) as u64),
        false => greys(&means),
    }))
}

/// What a generator makes of some latents of `seed`.
fn generated(generator: &Generator, range: Range<usize>, seed: u64) -> Result<Option<Vec<u8>>> {
    let noise = latents(seed, range.start, range.len(), N_GAN_LATENTS);
    let noise = Tensor::from_vec(noise, (range.len(), N_GAN_LATENTS), &Device::Cpu)?;
    gan::greys(&generator.forward(&noise, Use::Sampling)?).map(Some)
}

/// Some test digits, as they are or binary.
fn real(order: &[u32], contender: Contender, store: &Store) -> Option<Vec<u8>> {
    let digits = store.images(ImageSet::TestDigits)?;
    Some(match contender.is_binary() {
        true => white(&digits.binarized().gather(order)),
        false => digits.gather(order),
    })
}
