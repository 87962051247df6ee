//! One training step of a DCGAN-shaped pair, with this project's convolutions or candle's own:
//! same graph, weights, batch, losses and optimiser.
//!
//! Generator 64 - 7x7x32 - 14x14x16 - 28x28x1, discriminator 28x28x1 - 14x14x16 - 7x7x32 - 1,
//! windows 4x4 with stride 2 (Radford et al. 2016, "Unsupervised representation learning with
//! deep convolutional generative adversarial networks", made small).

use candle_core::{Device, Result, Tensor, Var};

use super::Clock;
use crate::ml::ops::adam;
use crate::ml::ops::conv::{conv_transpose2d, conv2d};
use crate::ml::ops::logistic::binary_cross_entropy;
use crate::ml::ops::pointwise::leaky_relu;
use crate::ml::ops::window::Window;
use crate::ml::rng::{Draws, Purpose};
use crate::ml::training::Optimizer;

/// Images of a step.
pub const BATCH: usize = 64;
const N_LATENT: usize = 64;
const WINDOW: Window = Window::square(4, 2, 1);
const SLOPE: f32 = 0.2;
const LEARNING_RATE: f64 = 2e-4;
const ADAM: adam::Config = adam::Config {
    beta1: 0.5,
    beta2: 0.99,
    epsilon: 1e-8,
};

/// The passes of a step, in order; a step's times come in this order.
pub const PASSES: [&str; 7] = [
    "generator_forward",
    "discriminator_forward",
    "discriminator_backward",
    "discriminator_adam",
    "discriminator_forward_for_generator",
    "generator_backward",
    "generator_adam",
];

/// Whose convolutions, and with them the layout of images: ours NHWC, candle's NCHW.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Convolutions {
    Ours,
    Candles,
}

/// A pair of nets, their optimisers, and a fixed batch.
pub struct Pair {
    whose: Convolutions,
    generator: Vec<Var>,
    discriminator: Vec<Var>,
    generator_optimizer: Optimizer,
    discriminator_optimizer: Optimizer,
    latents: Tensor,
    real: Tensor,
}

/// What one step did, for comparing and for timing.
pub struct Step {
    /// Of discriminator and generator, in nats.
    pub losses: [f32; 2],
    /// Milliseconds of each of [`PASSES`].
    pub passes: [f64; PASSES.len()],
}

/// Weights and biases as our layout has them: linear (in, out), convolution (taps * large, small).
const GENERATOR: [(&[usize], usize); 6] = [
    (&[N_LATENT, 7 * 7 * 32], N_LATENT),
    (&[7 * 7 * 32], N_LATENT),
    (&[16 * 16, 32], 4 * 32),
    (&[16], 4 * 32),
    (&[16, 16], 4 * 16),
    (&[1], 4 * 16),
];
const DISCRIMINATOR: [(&[usize], usize); 6] = [
    (&[16, 16], 16),
    (&[16], 16),
    (&[16 * 16, 32], 16 * 16),
    (&[32], 16 * 16),
    (&[7 * 7 * 32, 1], 7 * 7 * 32),
    (&[1], 7 * 7 * 32),
];

impl Pair {
    /// The same numbers for both kinds of convolutions.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn new(whose: Convolutions) -> Result<Self> {
        let draws = Draws::new(1, Purpose::Init);
        let mut at = 0;
        let mut normal = |shape: &[usize], scale: f64| {
            let n: usize = shape.iter().product();
            let values = (at..at + n).map(|i| (draws.normal(i as u64) * scale) as f32);
            at += n;
            Tensor::from_vec(values.collect(), shape, &Device::Cpu)
        };
        let mut vars = |shapes: &[(&[usize], usize)]| -> Result<Vec<Var>> {
            (shapes.iter().enumerate())
                .map(|(i, &(shape, fan_in))| {
                    let values = normal(shape, 1.0 / (fan_in as f64).sqrt())?;
                    Var::from_tensor(&whose.layout(&values, i, shapes.len())?)
                })
                .collect()
        };
        let generator = vars(&GENERATOR)?;
        let discriminator = vars(&DISCRIMINATOR)?;
        let latents = normal(&[BATCH, N_LATENT], 1.0)?;
        // One channel: NHWC and NCHW have the same numbers in the same order.
        let real = normal(&[BATCH * 28 * 28], 0.5)?.reshape(match whose {
            Convolutions::Ours => (BATCH, 28, 28, 1),
            Convolutions::Candles => (BATCH, 1, 28, 28),
        })?;
        Ok(Self {
            whose,
            generator_optimizer: Optimizer::adam(ADAM, generator.iter().cloned()),
            discriminator_optimizer: Optimizer::adam(ADAM, discriminator.iter().cloned()),
            generator,
            discriminator,
            latents,
            real,
        })
    }

    /// The two losses, and their gradients of all weights laid out as ours, without a step.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn gradients(&self) -> Result<([f32; 2], Vec<Vec<f32>>)> {
        let generated = self.generate()?;
        let discriminator_loss = self.discriminator_loss(&generated)?;
        let generator_loss = self.generator_loss(&generated)?;
        let mut all = Vec::new();
        for (loss, vars, shapes) in [
            (&discriminator_loss, &self.discriminator, &DISCRIMINATOR),
            (&generator_loss, &self.generator, &GENERATOR),
        ] {
            let gradients = loss.backward()?;
            for (i, (var, (shape, _))) in vars.iter().zip(shapes).enumerate() {
                let Some(gradient) = gradients.get(var) else {
                    candle_core::bail!("parameter {i} has no gradient")
                };
                let gradient = self.whose.layout_back(gradient, shape, i, shapes.len())?;
                all.push(gradient.flatten_all()?.to_vec1()?);
            }
        }
        let losses = [discriminator_loss.to_scalar()?, generator_loss.to_scalar()?];
        Ok((losses, all))
    }

    fn discriminator_loss(&self, generated: &Tensor) -> Result<Tensor> {
        let logits = |images: &Tensor| self.discriminate(images, false);
        let of_real = binary_cross_entropy(&logits(&self.real)?, &targets(1.0)?)?;
        of_real + binary_cross_entropy(&logits(&generated.detach())?, &targets(0.0)?)?
    }

    /// The non-saturating one (Goodfellow et al. 2014, section 3).
    fn generator_loss(&self, generated: &Tensor) -> Result<Tensor> {
        binary_cross_entropy(&self.discriminate(generated, true)?, &targets(1.0)?)
    }

    /// One step of the discriminator, on the real images and the generator's, then one of the
    /// generator through the discriminator.
    ///
    /// # Errors
    /// Where candle fails.
    pub fn step(&mut self, clock: Clock<'_>) -> Result<Step> {
        let mut marks = vec![clock()];
        let mut mark = || marks.push(clock());

        let generated = self.generate()?;
        mark();
        let loss = self.discriminator_loss(&generated)?;
        mark();
        let gradients = loss.backward()?;
        mark();
        let optimizer = &mut self.discriminator_optimizer;
        optimizer.apply(&gradients, LEARNING_RATE, 1.0)?;
        mark();
        let generator_loss = self.generator_loss(&generated)?;
        mark();
        let gradients = generator_loss.backward()?;
        mark();
        let optimizer = &mut self.generator_optimizer;
        optimizer.apply(&gradients, LEARNING_RATE, 1.0)?;
        mark();

        let mut passes = [0.0; PASSES.len()];
        for (pass, ends) in passes.iter_mut().zip(marks.windows(2)) {
            *pass = ends[1] - ends[0];
        }
        let losses = [loss.to_scalar()?, generator_loss.to_scalar()?];
        Ok(Step { losses, passes })
    }

    fn generate(&self) -> Result<Tensor> {
        let [w0, b0, k1, b1, k2, b2] = as_tensors(&self.generator, false)?;
        let hidden = self.latents.matmul(&w0)?.broadcast_add(&b0)?;
        let hidden = leaky_relu(&hidden, SLOPE)?.reshape(match self.whose {
            Convolutions::Ours => (BATCH, 7, 7, 32),
            Convolutions::Candles => (BATCH, 32, 7, 7),
        })?;
        let hidden = leaky_relu(&self.whose.enlarge(&hidden, &k1, &b1)?, SLOPE)?;
        self.whose.enlarge(&hidden, &k2, &b2)?.tanh()
    }

    /// The discriminator's logits, (b, 1); frozen, its weights get no gradient.
    fn discriminate(&self, images: &Tensor, frozen: bool) -> Result<Tensor> {
        let [k0, b0, k1, b1, w2, b2] = as_tensors(&self.discriminator, frozen)?;
        let hidden = leaky_relu(&self.whose.reduce(images, &k0, &b0)?, SLOPE)?;
        let hidden = leaky_relu(&self.whose.reduce(&hidden, &k1, &b1)?, SLOPE)?;
        let hidden = hidden.reshape((BATCH, 7 * 7 * 32))?;
        hidden.matmul(&w2)?.broadcast_add(&b2)
    }
}

fn as_tensors(vars: &[Var], frozen: bool) -> Result<[Tensor; 6]> {
    let tensors = vars.iter().map(|var| match frozen {
        true => var.as_tensor().detach(),
        false => var.as_tensor().clone(),
    });
    match <[Tensor; 6]>::try_from(tensors.collect::<Vec<_>>()) {
        Ok(tensors) => Ok(tensors),
        Err(_) => candle_core::bail!("a net of another shape"),
    }
}

impl Convolutions {
    fn reduce(self, x: &Tensor, kernel: &Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Ours => conv2d(x, kernel, bias, WINDOW),
            Self::Candles => x
                .conv2d(kernel, WINDOW.padding, WINDOW.stride, 1, 1)?
                .broadcast_add(&bias.reshape((1, (), 1, 1))?),
        }
    }

    fn enlarge(self, x: &Tensor, kernel: &Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Ours => conv_transpose2d(x, kernel, bias, WINDOW),
            Self::Candles => x
                .conv_transpose2d(kernel, WINDOW.padding, 0, WINDOW.stride, 1)?
                .broadcast_add(&bias.reshape((1, (), 1, 1))?),
        }
    }

    /// Parameter `i` of `n` of a net, from our layout to that of these convolutions.
    fn layout(self, values: &Tensor, i: usize, n: usize) -> Result<Tensor> {
        if self == Self::Ours {
            return Ok(values.clone());
        }
        let by_pixel = |values: &Tensor, rows: usize| {
            let pixels = values.reshape((rows, 7 * 7, 32))?;
            pixels.transpose(1, 2)?.contiguous()
        };
        match *values.dims() {
            [N_LATENT, _] => by_pixel(values, N_LATENT)?.reshape((N_LATENT, ())),
            [n] if n == 7 * 7 * 32 => by_pixel(values, 1)?.reshape(n),
            [_, 1] if i + 2 == n => by_pixel(values, 1)?.reshape(((), 1)),
            [_, c_small] => {
                let kernel = values.reshape((4, 4, (), c_small))?;
                kernel.permute((3, 2, 0, 1))?.contiguous()
            }
            _ => Ok(values.clone()),
        }
    }

    /// The way back of [`Self::layout`].
    fn layout_back(self, values: &Tensor, shape: &[usize], i: usize, n: usize) -> Result<Tensor> {
        if self == Self::Ours {
            return Ok(values.clone());
        }
        let by_channel = |values: &Tensor, rows: usize| {
            let channels = values.reshape((rows, 32, 7 * 7))?;
            channels.transpose(1, 2)?.contiguous()
        };
        match *shape {
            [N_LATENT, _] => by_channel(values, N_LATENT),
            [n] if n == 7 * 7 * 32 => by_channel(values, 1),
            [_, 1] if i + 2 == n => by_channel(values, 1),
            [_, _] => values.permute((2, 3, 1, 0))?.contiguous(),
            _ => Ok(values.clone()),
        }
    }
}

/// Steps of both kinds in turn, `n` of each after warming up: total milliseconds of each step and
/// milliseconds of its passes, ours first.
///
/// # Errors
/// Where the two do not agree in losses and gradients, or candle fails.
pub fn interleaved(n: usize, clock: Clock<'_>) -> Result<[Vec<Step>; 2]> {
    let (mut ours, mut candles) = (
        Pair::new(Convolutions::Ours)?,
        Pair::new(Convolutions::Candles)?,
    );
    assert_equal(&ours, &candles)?;
    for pair in [&mut ours, &mut candles] {
        pair.step(clock)?;
    }
    let mut steps = [Vec::new(), Vec::new()];
    for _ in 0..n {
        steps[0].push(ours.step(clock)?);
        steps[1].push(candles.step(clock)?);
    }
    Ok(steps)
}

/// Losses and gradients of the two within float32's rounding, which differs with the order of
/// the sums.
///
/// # Errors
/// Where they are not.
pub fn assert_equal(ours: &Pair, candles: &Pair) -> Result<()> {
    let ((our_losses, ours), (candles_losses, candles)) = (ours.gradients()?, candles.gradients()?);
    for (a, b) in our_losses.iter().zip(candles_losses) {
        if (a - b).abs() > 1e-5 || a.is_nan() || b.is_nan() {
            candle_core::bail!("the losses differ: {a} and {b}");
        }
    }
    for (i, (a, b)) in ours.iter().zip(&candles).enumerate() {
        let largest = b.iter().fold(0f32, |max, b| max.max(b.abs()));
        let differs = |(a, b): (&f32, &f32)| (a - b).abs() > 1e-4 * largest;
        if a.len() != b.len() || largest == 0.0 || a.iter().zip(b).any(differs) {
            candle_core::bail!("the gradients of parameter {i} differ");
        }
    }
    Ok(())
}

fn targets(value: f32) -> Result<Tensor> {
    Tensor::full(value, (BATCH, 1), &Device::Cpu)
}
