//! Sets of grey images: which train, which are held out, and in what order they come.

use candle_core::{Device, Result, Tensor};

use super::rng::{Draws, Purpose};
use super::{N_LEVELS, N_PIXELS, SIDE};

/// Training images kept aside to choose by; the test images are for the final figures alone.
pub const N_VALIDATION: usize = 5_000;

/// The seed of the split, the same for every model so that none has seen another's held-out set.
pub const SPLIT_SEED: u64 = 13;

/// The seed from which held-out and test images are made binary, the same for every model.
pub const BINARY_SEED: u64 = 1;

/// Images of `N_PIXELS` grey values, one after the other.
#[derive(Debug, Clone, PartialEq)]
pub struct Images {
    pixels: Vec<u8>,
}

impl Images {
    /// Whole images; a last part of one is left out.
    pub fn new(mut pixels: Vec<u8>) -> Self {
        pixels.truncate(pixels.len() / N_PIXELS * N_PIXELS);
        Self { pixels }
    }

    pub const fn len(&self) -> usize {
        self.pixels.len() / N_PIXELS
    }

    pub const fn is_empty(&self) -> bool {
        self.pixels.is_empty()
    }

    pub fn pixels(&self) -> &[u8] {
        &self.pixels
    }

    /// Image `i`.
    pub fn get(&self, i: usize) -> &[u8] {
        &self.pixels[i * N_PIXELS..(i + 1) * N_PIXELS]
    }

    /// The first `n` images, or all.
    pub fn first(&self, n: usize) -> &[u8] {
        &self.pixels[..n.min(self.len()) * N_PIXELS]
    }

    /// The pixels of `n` images at a time.
    pub fn chunks(&self, n: usize) -> impl Iterator<Item = &[u8]> {
        self.pixels.chunks(n.max(1) * N_PIXELS)
    }

    /// The images of `order`, one after the other.
    pub fn gather(&self, order: &[u32]) -> Vec<u8> {
        order
            .iter()
            .flat_map(|&i| self.get(i as usize))
            .copied()
            .collect()
    }

    /// The images made binary from a fixed seed, for measuring.
    pub fn binarized(&self) -> Self {
        let draws = Draws::new(BINARY_SEED, Purpose::Binarize);
        Self::new(binarize(&self.pixels, &draws, 0))
    }

    /// One image of which every pixel is drawn alone, each grey value as likely as any other.
    pub fn noise(seed: u64) -> Self {
        let draws = Draws::new(seed, Purpose::Noise);
        let value = |at: usize| (draws.uniform(at as u64) * N_LEVELS as f64) as u8;
        Self::new((0..N_PIXELS).map(value).collect())
    }

    /// Training and validation images: [`N_VALIDATION`] drawn by [`SPLIT_SEED`] are held out.
    pub fn split(&self) -> (Self, Self) {
        let (training, validation) = split_order(self.len());
        (
            Self::new(self.gather(&training)),
            Self::new(self.gather(&validation)),
        )
    }
}

/// Which of `n_images` are for training and which are held out, as [`Images::split`] has them.
pub fn split_order(n_images: usize) -> (Vec<u32>, Vec<u32>) {
    let mut validation = Draws::new(SPLIT_SEED, Purpose::Split).permutation(n_images);
    let training = validation.split_off(N_VALIDATION.min(n_images));
    (training, validation)
}

/// Binary images: each pixel is 1 with probability grey / 255, drawn, never thresholded, from
/// `draws` from index `first` on. Likelihoods on thresholded digits compare with nothing.
pub fn binarize(pixels: &[u8], draws: &Draws, first: u64) -> Vec<u8> {
    (first..)
        .zip(pixels)
        .map(|(i, &grey)| u8::from(draws.uniform(i) * 255.0 < f64::from(grey)))
        .collect()
}

/// `pixels` as numbers, (n, 784): each value of 0 to `white` in 0..1.
///
/// # Errors
/// Where `pixels` are not whole images.
pub fn unit_pixels(pixels: &[u8], white: u8) -> Result<Tensor> {
    let values = (pixels.iter()).map(|&value| f32::from(value) / f32::from(white));
    Tensor::from_iter(values, &Device::Cpu)?.reshape(((), N_PIXELS))
}

/// Images with each pixel blotted out (0) with probability `part`, drawn from `draws` from index
/// `first` on.
pub fn corrupt(pixels: &[u8], part: f64, draws: &Draws, first: u64) -> Vec<u8> {
    (first..)
        .zip(pixels)
        .map(|(i, &grey)| match part > 0.0 && draws.uniform(i) < part {
            true => 0,
            false => grey,
        })
        .collect()
}

/// One image moved `right` and `down`; what comes in is black.
pub fn moved(pixels: &[u8], right: isize, down: isize) -> Vec<u8> {
    let from = |at: usize, by: isize| at.checked_add_signed(-by).filter(|&at| at < SIDE);
    let value = |row: usize, col: usize| {
        let at = from(row, down)? * SIDE + from(col, right)?;
        pixels.get(at).copied()
    };
    (0..N_PIXELS)
        .map(|at| value(at / SIDE, at % SIDE).unwrap_or(0))
        .collect()
}

/// An endless row of `n_images`: every one once, then every one again in another order.
#[derive(Debug, Clone)]
pub struct Order {
    seed: u64,
    n_images: usize,
    /// The last pass asked for.
    pass: Option<u64>,
    /// Its order.
    order: Vec<u32>,
}

impl Order {
    pub const fn new(seed: u64, n_images: usize) -> Self {
        Self {
            seed,
            n_images,
            pass: None,
            order: Vec::new(),
        }
    }

    pub const fn n_images(&self) -> usize {
        self.n_images
    }

    /// The `n` images from place `first` of the row on; none of an empty set.
    pub fn at(&mut self, first: u64, n: usize) -> Vec<u32> {
        let length = self.n_images as u64;
        if length == 0 {
            return vec![];
        }
        (first..first + n as u64)
            .filter_map(|place| {
                let order = self.pass(place / length);
                order.get((place % length) as usize).copied()
            })
            .collect()
    }

    fn pass(&mut self, pass: u64) -> &[u32] {
        if self.pass != Some(pass) {
            // In its place: a run's memory does not grow for the end of an epoch.
            self.order.resize(self.n_images, 0);
            for (number, image) in (0..).zip(&mut self.order) {
                *image = number;
            }
            epoch_draws(self.seed, pass).permute(&mut self.order);
            self.pass = Some(pass);
        }
        &self.order
    }
}

/// What an epoch's order is drawn from. Golden-ratio steps keep the seeds of successive epochs apart.
const fn epoch_draws(seed: u64, epoch: u64) -> Draws {
    let seed = seed ^ epoch.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    Draws::new(seed, Purpose::Shuffle)
}

/// The order in which `n_images` come, batch by batch: every image once an epoch, shuffled anew
/// each time. A function of seed and step, so that a run resumes where it was.
#[derive(Debug, Clone)]
pub struct Batches {
    seed: u64,
    n_images: usize,
    batch_size: usize,
    /// The last epoch asked for, and its order.
    epoch: Option<(u64, Vec<u32>)>,
}

impl Batches {
    pub const fn new(seed: u64, n_images: usize, batch_size: usize) -> Self {
        Self {
            seed,
            n_images,
            batch_size,
            epoch: None,
        }
    }

    /// Whole batches in one pass over the images.
    pub const fn per_epoch(&self) -> u64 {
        (self.n_images / self.batch_size) as u64
    }

    /// The images of step `step`, counted from 0.
    pub fn at(&mut self, step: u64) -> &[u32] {
        let epoch = step / self.per_epoch().max(1);
        let order = match self.epoch.take() {
            Some((at, order)) if at == epoch => order,
            _ => epoch_draws(self.seed, epoch).permutation(self.n_images),
        };
        let start = (step % self.per_epoch().max(1)) as usize * self.batch_size;
        let end = (start + self.batch_size).min(order.len());
        let (_, order) = self.epoch.insert((epoch, order));
        &order[start..end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_epoch_has_every_image_once_and_any_step_can_be_asked_for() {
        let mut batches = Batches::new(5, 100, 10);
        let epoch: Vec<Vec<u32>> = (10..20).map(|step| batches.at(step).to_vec()).collect();
        let mut all = epoch.concat();
        all.sort_unstable();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
        assert_eq!(Batches::new(5, 100, 10).at(13), epoch[3]);
        assert_ne!(batches.at(3).to_vec(), epoch[3]);
    }

    #[test]
    fn the_split_holds_out_and_keeps_all() {
        let n = N_VALIDATION + 300;
        let images = Images::new((0..n).flat_map(|i| [(i % 251) as u8; N_PIXELS]).collect());
        let (training, validation) = images.split();
        assert_eq!((training.len(), validation.len()), (300, N_VALIDATION));
    }
}
