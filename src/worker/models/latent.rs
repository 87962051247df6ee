//! The loaded models with a code in their middle.

use candle_core::{Device, Result, Tensor};

use super::model;
use crate::ml::N_PIXELS;
use crate::ml::dataset::{binarize, unit_pixels};
use crate::ml::models::vae::Posterior;
use crate::ml::models::{Autoencoder, DrawingCost, Vae, autoencoder, vae};
use crate::ml::ops::math::sigmoid_all;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::sampling::gaussian::{Gaussian, Moments};
use crate::protocol::{CodeSize, Failure, LatentModel, VaeId};

/// An autoencoder or a VAE.
#[derive(Debug)]
pub struct LoadedLatent {
    net: Net,
    /// Of the codes of real digits, once it has been fitted.
    pub fit: Fit,
}

#[derive(Debug)]
enum Net {
    Autoencoder(Autoencoder),
    Vae(Vae),
}

/// The Gaussian fitted to real digits' codes, or how far it is.
#[derive(Debug)]
pub enum Fit {
    Fitting(Moments),
    Fitted(Gaussian),
}

/// The shape of each autoencoder.
pub fn autoencoder_config(size: CodeSize) -> autoencoder::Config {
    match size {
        CodeSize::Two => autoencoder::Config::code_2(),
        CodeSize::Eight => autoencoder::Config::code_8(),
        CodeSize::ThirtyTwo => autoencoder::Config::code_32(),
    }
}

fn vae_config(id: VaeId) -> vae::Config {
    match id {
        VaeId::Good => vae::Config::good(),
        VaeId::Readable => vae::Config::readable(),
        VaeId::Plane => vae::Config::plane(),
    }
}

impl LoadedLatent {
    /// # Errors
    /// Where `bytes` are not the model's weights.
    pub fn new(of: LatentModel, bytes: &[u8]) -> std::result::Result<Self, Failure> {
        let net = match of {
            LatentModel::Autoencoder(size) => {
                Net::Autoencoder(model(of.id(), &autoencoder_config(size), bytes)?)
            }
            LatentModel::Vae(id) => Net::Vae(model(of.id(), &vae_config(id), bytes)?),
        };
        Ok(Self {
            net,
            fit: Fit::Fitting(Moments::new(of.n_code())),
        })
    }

    pub const fn vae(&self) -> Option<&Vae> {
        match &self.net {
            Net::Vae(vae) => Some(vae),
            Net::Autoencoder(_) => None,
        }
    }

    /// What it takes to draw an image.
    pub fn drawing_cost(&self) -> DrawingCost {
        DrawingCost::of_decoder(match &self.net {
            Net::Autoencoder(net) => net.decoder(),
            Net::Vae(net) => net.decoder(),
        })
    }

    /// Grey `pixels` as the model sees them: a VAE sees ink or none, drawn by `seed` from index
    /// `first` on. The second number is what white is.
    pub fn seen(&self, pixels: &[u8], seed: u64, first: u64) -> (Vec<u8>, u8) {
        match &self.net {
            Net::Autoencoder(_) => (pixels.to_vec(), 255),
            Net::Vae(_) => {
                let draws = Draws::new(seed, Purpose::Binarize);
                (binarize(pixels, &draws, first), 1)
            }
        }
    }

    /// The codes of images as the model sees them: means (n, n_code), and of a VAE the posteriors.
    ///
    /// # Errors
    /// Where `seen` are not whole images.
    pub fn encode(&self, (seen, white): &(Vec<u8>, u8)) -> Result<(Tensor, Option<Posterior>)> {
        let pixels = unit_pixels(seen, *white)?;
        match &self.net {
            Net::Autoencoder(net) => Ok((net.encode(&pixels)?, None)),
            Net::Vae(net) => {
                let posterior = net.encode(&pixels)?;
                Ok((posterior.mean.clone(), Some(posterior)))
            }
        }
    }

    /// Codes, one after the other, to pixels in 0..1, 784 a code.
    ///
    /// # Errors
    /// Where `codes` are not whole codes.
    pub fn decode(&self, codes: &[f32]) -> Result<Vec<f32>> {
        let n_code = match &self.net {
            Net::Autoencoder(net) => net.n_code(),
            Net::Vae(net) => net.n_axes(),
        };
        let codes = Tensor::from_slice(codes, (codes.len() / n_code, n_code), &Device::Cpu)?;
        let logits = match &self.net {
            Net::Autoencoder(net) => net.decode(&codes)?,
            Net::Vae(net) => net.decode(&codes)?,
        };
        let mut pixels: Vec<f32> = logits.flatten_all()?.to_vec1()?;
        sigmoid_all(&mut pixels);
        Ok(pixels)
    }

    /// Takes the codes of some more of `digits` in; the Gaussian after the last.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn go_on_fitting(&mut self, digits: &[u8]) -> Result<Option<&Gaussian>> {
        /// Digits of one step.
        const CHUNK: usize = 250;
        /// A VAE's digits are made binary alike each time.
        const SEED: u64 = 1;
        if let Fit::Fitting(moments) = &self.fit {
            let first = moments.len() * N_PIXELS;
            let chunk = &digits[first..(first + CHUNK * N_PIXELS).min(digits.len())];
            let codes = match chunk.is_empty() {
                true => Vec::new(),
                false => {
                    let seen = self.seen(chunk, SEED, first as u64);
                    self.encode(&seen)?.0.flatten_all()?.to_vec1::<f32>()?
                }
            };
            if let Fit::Fitting(moments) = &mut self.fit {
                moments.add(&codes);
                if first + chunk.len() == digits.len() {
                    self.fit = Fit::Fitted(moments.gaussian());
                }
            }
        }
        Ok(match &self.fit {
            Fit::Fitting(_) => None,
            Fit::Fitted(gaussian) => Some(gaussian),
        })
    }
}

/// Pixels in 0..1 as greys.
pub fn greys(pixels: &[f32]) -> Vec<u8> {
    let grey = |&pixel: &f32| (pixel * 255.0 + 0.5) as u8;
    pixels.iter().map(grey).collect()
}
