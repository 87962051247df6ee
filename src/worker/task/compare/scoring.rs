//! How likely the models find test digits: all of them the same ones, and binary ones binarised
//! alike.

use candle_core::Result;

use super::Outcome;
use crate::ml::N_PIXELS;
use crate::ml::dataset::{Images, unit_pixels};
use crate::ml::metrics::vae::{log_mean_exp, log_weights, normals};
use crate::ml::rng::{Draws, Purpose};
use crate::ml::sampling::categorical;
use crate::protocol::{
    CompareEvent, CompareRequest, Contender, ImageSet, LatentModel, Likelihood, MOST_IMAGES,
    PixelNet,
};
use crate::worker::store::Store;

/// Digits scored side by side, pixel by pixel.
const CHUNK: usize = MOST_IMAGES;

/// Pixels of each digit of a chunk that are scored in one step.
const PIXELS_A_STEP: usize = 4;

/// Latents of a digit, and how many of them in one step.
const N_LATENTS: usize = 256;
const LATENTS_A_STEP: usize = 64;

/// The seed of the latents: the same digits have the same bounds, whatever is drawn.
const SEED: u64 = 1;

/// Digits between two frames, where they come one by one.
const DIGITS_A_FRAME: usize = 10;

/// Digits being scored.
#[derive(Debug, Default)]
pub struct Scoring {
    /// As the model sees them.
    digits: Option<Images>,
    n_done: usize,
    /// Pixels done of the chunk under way.
    at: usize,
    /// Bits of all pixels so far.
    bits: f64,
    /// Of the latents of the digit under way.
    weights: Vec<f64>,
    /// Sums over digits, in nats.
    elbo: f64,
    weighted: f64,
}

impl Scoring {
    /// Some pixels of some digits, or some latents of one.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, request: &CompareRequest, store: &mut Store) -> Result<Outcome> {
        let Some(digits) = self.digits.take() else {
            let digits = store.images(ImageSet::TestDigits);
            self.digits = digits.map(|digits| match request.contender.is_binary() {
                true => digits.binarized(),
                false => digits.clone(),
            });
            return Ok(Outcome::Working);
        };
        let n_before = self.n_done;
        match (request.contender, request.contender.latent()) {
            (Contender::Pixels(net), _) => self.score(net, &digits, store),
            (_, Some(model)) => self.weigh(model, &digits, store)?,
            (_, None) => return Ok(Outcome::Nothing),
        }
        let is_last = self.n_done >= digits.len();
        let is_frame = self.n_done > n_before
            && (request.contender.latent().is_none() || self.n_done.is_multiple_of(DIGITS_A_FRAME));
        self.digits = Some(digits);
        Ok(match (is_last, is_frame) {
            (true, _) => Outcome::End(self.event(request)),
            (false, true) => Outcome::Frame(self.event(request)),
            (false, false) => Outcome::Working,
        })
    }

    /// Some more pixels of each digit of a chunk, exactly.
    fn score(&mut self, net: PixelNet, digits: &Images, store: &mut Store) {
        let Some(net) = store.pixel_net(net) else {
            return;
        };
        let end = (self.n_done + CHUNK).min(digits.len());
        let chunk: Vec<&[u8]> = (self.n_done..end).map(|i| digits.get(i)).collect();
        let sampler = net.sampler(chunk.len());
        // Another job may have drawn with it meanwhile.
        if (0..)
            .zip(&chunk)
            .any(|(i, digit)| sampler.pixels(i) != *digit)
        {
            sampler.set_images(&chunk);
        }
        for at in self.at..self.at + PIXELS_A_STEP {
            let logits = sampler.logits(at);
            for (digit, logits) in chunk.iter().zip(logits.chunks(logits.len() / chunk.len())) {
                self.bits += f64::from(categorical::bits(logits, usize::from(digit[at])));
            }
        }
        self.at += PIXELS_A_STEP;
        if self.at == N_PIXELS {
            (self.at, self.n_done) = (0, end);
        }
    }

    /// Some more latents of a digit.
    fn weigh(&mut self, model: LatentModel, digits: &Images, store: &Store) -> Result<()> {
        let Some(vae) = store.latent(model).and_then(|model| model.vae()) else {
            return Ok(());
        };
        let digit = digits.get(self.n_done);
        let posterior = vae.encode(&unit_pixels(digit, 1)?)?;
        let draws = Draws::new(SEED, Purpose::Latent);
        let first = (self.n_done * N_LATENTS + self.weights.len()) * vae.n_axes();
        let noise = normals(&draws, first as u64, LATENTS_A_STEP, vae.n_axes())?;
        let weights = log_weights(vae, &posterior, digit, &noise)?;
        self.weights.extend(weights);
        if self.weights.len() >= N_LATENTS {
            let weights = std::mem::take(&mut self.weights);
            self.elbo -= weights.iter().sum::<f64>() / weights.len() as f64;
            self.weighted -= log_mean_exp(&weights);
            self.n_done += 1;
        }
        Ok(())
    }

    fn event(&self, request: &CompareRequest) -> CompareEvent {
        let n = self.n_done.max(1) as f64;
        let likelihood = match (request.contender.latent(), request.contender.is_binary()) {
            (Some(_), _) => Likelihood::Bound {
                elbo: (self.elbo / n) as f32,
                weighted: (self.weighted / n) as f32,
                n_latents: N_LATENTS as u16,
            },
            (None, true) => Likelihood::Binary {
                nats: (self.bits / n * std::f64::consts::LN_2) as f32,
            },
            (None, false) => Likelihood::Grey {
                bits_per_pixel: (self.bits / n / N_PIXELS as f64) as f32,
            },
        };
        CompareEvent::Scored {
            n_digits: self.n_done as u16,
            likelihood,
        }
    }
}

const _: () =
    assert!(N_PIXELS.is_multiple_of(PIXELS_A_STEP) && N_LATENTS.is_multiple_of(LATENTS_A_STEP));
