//! Counter-based randomness: a draw is a function of seed, purpose and index.
//!
//! There is no state to carry, so stepping back, resuming, one image or sixteen, and a link
//! opened a year later all see the same numbers. The generator is Philox4x32-10 (Salmon et al.
//! 2011, "Parallel random numbers: as easy as 1, 2, 3"); transcendental functions come from
//! `libm`, whose results do not depend on the platform.

/// What a number is drawn for. Two purposes never share a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub enum Purpose {
    /// First values of weights.
    Init = 1,
    /// Which images are held out for validation.
    Split = 2,
    /// The order of the training images.
    Shuffle = 3,
    /// The grey values of sampled pixels.
    Pixel = 4,
    /// Which pixels of a grey image are ink in a binary one.
    Binarize = 5,
    /// Images of nothing.
    Noise = 6,
    /// Latent codes, and the noise of a posterior's samples.
    Latent = 7,
    /// What an autoencoder's input loses.
    Corrupt = 8,
    /// Which images come with a label.
    Label = 9,
    /// How training images are moved about.
    Augment = 10,
    /// The noise of the samples that a GAN shows.
    Sample = 11,
    /// Where clusters begin.
    Cluster = 15,
}

/// All the numbers of one seed and purpose.
#[derive(Debug, Clone, Copy)]
pub struct Draws {
    key: [u32; 2],
    purpose: Purpose,
}

impl Draws {
    pub const fn new(seed: u64, purpose: Purpose) -> Self {
        Self {
            key: [seed as u32, (seed >> 32) as u32],
            purpose,
        }
    }

    /// 64 random bits.
    pub fn bits(&self, index: u64) -> u64 {
        let [a, b, ..] = self.block(index);
        u64::from(a) | (u64::from(b) << 32)
    }

    /// Uniform in [0, 1), a multiple of 2^-53.
    pub fn uniform(&self, index: u64) -> f64 {
        (self.bits(index) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }

    /// Standard normal, by Box and Muller's transform.
    pub fn normal(&self, index: u64) -> f64 {
        let [a, b, c, d] = self.block(index);
        let unit = |lo: u32, hi: u32| {
            ((u64::from(lo) | (u64::from(hi) << 32)) >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
        };
        // 1 - u lies in (0, 1], whose logarithm is finite.
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - unit(a, b)));
        radius * libm::cos(std::f64::consts::TAU * unit(c, d))
    }

    /// `n` standard normal numbers, from index `first` on.
    pub fn normals(&self, first: u64, n: usize) -> Vec<f32> {
        (first..first + n as u64)
            .map(|i| self.normal(i) as f32)
            .collect()
    }

    /// The numbers `0..n` in random order: sorted by the bits of their index.
    pub fn permutation(&self, n: usize) -> Vec<u32> {
        let mut order: Vec<u32> = (0..n as u32).collect();
        self.permute(&mut order);
        order
    }

    /// Brings different numbers into random order: they are sorted by their bits, which are drawn
    /// again for each comparison, so that it takes no memory.
    pub fn permute(&self, numbers: &mut [u32]) {
        numbers.sort_unstable_by_key(|&i| (self.bits(u64::from(i)), i));
    }

    fn block(&self, index: u64) -> [u32; 4] {
        let counter = [index as u32, (index >> 32) as u32, self.purpose as u32, 0];
        philox4x32(counter, self.key)
    }
}

/// Ten rounds of Philox4x32 on `counter` under `key`.
fn philox4x32(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
    const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
    for _ in 0..10 {
        let p0 = u64::from(MULTIPLIERS[0]) * u64::from(counter[0]);
        let p1 = u64::from(MULTIPLIERS[1]) * u64::from(counter[2]);
        counter = [
            (p1 >> 32) as u32 ^ counter[1] ^ key[0],
            p1 as u32,
            (p0 >> 32) as u32 ^ counter[3] ^ key[1],
            p0 as u32,
        ];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    counter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answers that Random123 ships for philox4x32-10 (kat_vectors).
    #[test]
    fn philox_gives_the_known_answers() {
        assert_eq!(
            philox4x32([0; 4], [0; 2]),
            [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]
        );
        assert_eq!(
            philox4x32([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox4x32(
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0]
            ),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn draws_have_the_moments_of_their_distribution() {
        let draws = Draws::new(7, Purpose::Init);
        let n = 100_000;
        let mean = |f: &dyn Fn(u64) -> f64| (0..n).map(f).sum::<f64>() / n as f64;
        // Three standard errors of each mean.
        assert!((mean(&|i| draws.uniform(i)) - 0.5).abs() < 3.0 * 0.2887 / 316.0);
        assert!(mean(&|i| draws.normal(i)).abs() < 3.0 / 316.0);
        assert!((mean(&|i| draws.normal(i).powi(2)) - 1.0).abs() < 3.0 * 1.414 / 316.0);
    }

    #[test]
    fn seeds_purposes_and_indices_are_told_apart() {
        let here = Draws::new(1, Purpose::Pixel);
        assert_ne!(here.bits(0), here.bits(1));
        assert_ne!(here.bits(0), Draws::new(1, Purpose::Init).bits(0));
        assert_ne!(here.bits(0), Draws::new(1 << 32, Purpose::Pixel).bits(0));
    }

    #[test]
    fn a_permutation_has_every_number_once() {
        let mut order = Draws::new(3, Purpose::Shuffle).permutation(1000);
        assert_ne!(order, (0..1000).collect::<Vec<_>>());
        order.sort_unstable();
        assert_eq!(order, (0..1000).collect::<Vec<_>>());
    }
}
