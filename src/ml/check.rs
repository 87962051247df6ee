//! Numbers that must be the same, bit for bit, on every machine that runs this code.
//!
//! Draws and samples are made of operations whose results IEEE 754 fixes, in a fixed order; so a
//! link shows the same image everywhere. The browser computes these lines and the tests hold
//! them against what the native build computed.

use candle_core::Result;

use super::models::{Model, PixelCnn, PixelRnn, pixel_cnn, pixel_rnn};
use super::ops::math::{exp, gate};
use super::rng::{Draws, Purpose};
use super::sampling::Sampler;
use super::weights::{FreshVars, fnv1a};

/// How many lines there are.
pub const N_LINES: usize = 7;

/// Line `i`: which numbers, and the digest of their bits. None past the last.
///
/// # Errors
/// Where the little net of the last lines cannot be built.
pub fn line(i: usize) -> Result<Option<(&'static str, u64)>> {
    let draws = Draws::new(0x0123_4567_89ab_cdef, Purpose::Pixel);
    let wide = |f: &dyn Fn(u64) -> f64| digest((0..1000).flat_map(|i| f(i).to_le_bytes()));
    let line = match i {
        0 => ("rng.uniform", wide(&|i| draws.uniform(i))),
        1 => ("rng.normal", wide(&|i| draws.normal(i))),
        2 => {
            let order = draws.permutation(1000);
            (
                "rng.permutation",
                digest(order.iter().flat_map(|i| i.to_le_bytes())),
            )
        }
        3 => {
            let values = (-400..=400).map(|i| i as f32 / 20.0);
            let values = values.flat_map(|x| [exp(x), gate(x, 3.0 - 0.7 * x)]);
            ("math.exp_gate", digest(values.flat_map(f32::to_le_bytes)))
        }
        4 => {
            let mut sampler = Sampler::new(&little_net()?)?;
            let pixels: Vec<u8> = (0..200).map(|i| draws.bits(i) as u8).collect();
            sampler.set_images(&[&pixels]);
            let logits = sampler.logits(200);
            (
                "pixelcnn.logits",
                digest(logits.into_iter().flat_map(f32::to_le_bytes)),
            )
        }
        5 => {
            let mut sampler = Sampler::new(&little_net()?)?;
            while sampler.draw(7, &[0], 1.0).is_some() {}
            ("pixelcnn.image", digest(sampler.pixels(0).iter().copied()))
        }
        6 => {
            let config = pixel_rnn::Config::tiny();
            let net = PixelRnn::new(&config, FreshVars::new(3).builder())?;
            let mut sampler = Sampler::new(&net)?;
            while sampler.draw(7, &[0], 1.0).is_some() {}
            let states = sampler.states().iter().flat_map(|layer| &layer.hidden);
            let states = states.flat_map(|state| state.to_le_bytes());
            let image = sampler.pixels(0).iter().copied();
            ("pixelrnn.image_and_states", digest(image.chain(states)))
        }
        _ => return Ok(None),
    };
    Ok(Some(line))
}

fn digest(bytes: impl Iterator<Item = u8>) -> u64 {
    fnv1a(&bytes.collect::<Vec<_>>())
}

fn little_net() -> Result<PixelCnn> {
    PixelCnn::new(&pixel_cnn::Config::tiny(), FreshVars::new(3).builder())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_are_as_many_lines_as_said() -> Result<()> {
        assert!(line(N_LINES - 1)?.is_some());
        assert!(line(N_LINES)?.is_none());
        Ok(())
    }
}
