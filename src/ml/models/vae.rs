//! Variational autoencoder: a density with latent variables, and a bound on it.
//!
//! `p(x) = integral of p(x | z) p(z) dz` with z a standard normal of a few axes and the pixels
//! independent Bernoulli variables given z. The integral has no closed form; an encoder proposes
//! where z lies for a given image, a normal distribution q(z | x) with independent axes, and
//! `log p(x) >= E_q[log p(x | z)] - KL(q(z | x) || p(z))`, the evidence lower bound, which both
//! nets are trained on (Kingma & Welling 2014, "Auto-encoding variational Bayes").
//!
//! Binary pixels (n, 784) to posteriors over (n, n_axes); latents (n, n_axes) to logits (n, 784).

use candle_core::{D, Result, Tensor};
use candle_nn::VarBuilder;

use super::Model;
use crate::ml::N_PIXELS;
use crate::ml::layers::Mlp;
use crate::ml::ops::activation::Activation;
use crate::ml::ops::tape::Tape;

/// The network's shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Latent axes.
    pub n_axes: usize,
    /// Widths of the encoder's hidden layers; the decoder has them in reverse.
    pub hidden: Vec<usize>,
}

impl Config {
    /// The one with the best likelihood.
    pub fn good() -> Self {
        Self {
            n_axes: 32,
            hidden: vec![352, 352],
        }
    }

    /// The one with few axes that can be read.
    pub fn readable() -> Self {
        Self {
            n_axes: 10,
            hidden: vec![96, 96],
        }
    }

    /// The one whose latents fit on a sheet of paper.
    pub fn plane() -> Self {
        Self {
            n_axes: 2,
            hidden: vec![96, 96],
        }
    }
}

/// The VAE itself.
#[derive(Debug, Clone)]
pub struct Vae {
    encoder: Mlp,
    decoder: Mlp,
}

/// q(z | x) of some images: a normal distribution with independent axes.
#[derive(Debug, Clone)]
pub struct Posterior {
    /// (n, n_axes).
    pub mean: Tensor,
    /// (n, n_axes): logarithms of variances.
    pub log_variance: Tensor,
}

/// The two terms of the bound, scalars, each the mean over the images in nats.
#[derive(Debug, Clone)]
pub struct Terms {
    /// `-E_q[log p(x | z)]`, by one sample of z an image.
    pub reconstruction: Tensor,
    /// (n_axes): `KL(q(z | x) || p(z))`, axis by axis.
    pub kl: Tensor,
}

impl Model for Vae {
    type Config = Config;

    fn new(config: &Config, vb: VarBuilder<'_>) -> Result<Self> {
        let mut sizes = vec![N_PIXELS];
        sizes.extend(&config.hidden);
        sizes.push(2 * config.n_axes);
        let encoder = Mlp::new(Activation::Silu, &sizes, &vb.pp("encoder"))?;
        sizes.reverse();
        sizes[0] = config.n_axes;
        let decoder = Mlp::new(Activation::Silu, &sizes, &vb.pp("decoder"))?;
        Ok(Self { encoder, decoder })
    }
}

impl Vae {
    /// Latent axes.
    pub fn n_axes(&self) -> usize {
        self.encoder.n_out() / 2
    }

    /// The half that images are drawn with.
    pub const fn decoder(&self) -> &Mlp {
        &self.decoder
    }

    /// The posteriors of binary `pixels` (n, 784), zeros and ones.
    ///
    /// # Errors
    /// Where `pixels` does not fit.
    pub fn encode(&self, pixels: &Tensor) -> Result<Posterior> {
        let both = self.encoder.forward(pixels)?;
        let n = self.n_axes();
        Ok(Posterior {
            mean: both.narrow(D::Minus1, 0, n)?.contiguous()?,
            log_variance: both.narrow(D::Minus1, n, n)?.contiguous()?,
        })
    }

    /// Latents (n, n_axes) to logits (n, 784); a pixel is ink with the sigmoid's probability.
    ///
    /// # Errors
    /// Where `latents` does not fit.
    pub fn decode(&self, latents: &Tensor) -> Result<Tensor> {
        self.decoder.forward(latents)
    }

    /// Both terms for binary `pixels` (n, 784), with z drawn by `noise` (n, n_axes), standard
    /// normal numbers.
    ///
    /// # Errors
    /// Where shapes do not fit.
    pub fn terms(&self, pixels: &Tensor, noise: &Tensor) -> Result<Terms> {
        let terms = self.terms_on(&mut Tape::off(), pixels, noise)?;
        Ok(Terms {
            reconstruction: (terms.reconstruction * N_PIXELS as f64)?,
            kl: terms.kl,
        })
    }

    /// The same, kept on a tape; the reconstruction in nats a pixel.
    ///
    /// # Errors
    /// As [`Self::terms`].
    pub fn terms_on(&self, tape: &mut Tape, pixels: &Tensor, noise: &Tensor) -> Result<Terms> {
        let posteriors = self.encoder.forward_on(tape, pixels)?; // (n, 2 n_axes)
        let latents = tape.draw(&posteriors, noise)?; // (n, n_axes)
        let logits = self.decoder.forward_on(tape, &latents)?; // (n, 784)
        Ok(Terms {
            reconstruction: tape.binary_cross_entropy(&logits, pixels)?,
            kl: tape.mean_kl(&posteriors)?,
        })
    }
}

impl Posterior {
    /// z = mean + standard deviation * noise, of one shape (Kingma & Welling 2014, section 2.4).
    ///
    /// # Errors
    /// Where `noise` does not fit.
    pub fn sample(&self, noise: &Tensor) -> Result<Tensor> {
        let deviation = (&self.log_variance * 0.5)?.exp()?;
        &self.mean + (deviation * noise)?
    }

    /// The same for `noise` (n, n_axes) and the posterior of one image.
    ///
    /// # Errors
    /// Where `noise` does not fit.
    pub fn sample_many(&self, noise: &Tensor) -> Result<Tensor> {
        let deviation = (&self.log_variance * 0.5)?.exp()?;
        self.mean.broadcast_add(&noise.broadcast_mul(&deviation)?)
    }

    /// The posterior of image `i` alone, (1, n_axes).
    ///
    /// # Errors
    /// Where there is no such image.
    pub fn of_image(&self, i: usize) -> Result<Self> {
        Ok(Self {
            mean: self.mean.narrow(0, i, 1)?,
            log_variance: self.log_variance.narrow(0, i, 1)?,
        })
    }

    /// The divergence from the prior in closed form, in nats, (n, n_axes):
    /// `(mean^2 + variance - 1 - log variance) / 2` (Kingma & Welling 2014, appendix B).
    ///
    /// # Errors
    /// Where candle fails.
    pub fn kl(&self) -> Result<Tensor> {
        let sum = (self.mean.sqr()? + self.log_variance.exp()?)?;
        ((sum - &self.log_variance)? - 1.0)? * 0.5
    }
}

impl Terms {
    /// `reconstruction + beta * KL`, in nats an image: the negative bound where `beta` is 1
    /// (Higgins et al. 2017 for other values).
    ///
    /// # Errors
    /// Where candle fails.
    pub fn loss(&self, beta: f64) -> Result<Tensor> {
        &self.reconstruction + (self.kl.sum_all()? * beta)?
    }
}
