//! Jobs of the models with a code in their middle.

mod bound;
mod codes;
mod decode;
mod encode;
mod judge;
mod train;

pub use bound::{Bounding, bound};
pub use codes::codes;
pub use decode::{Decoding, decode, drawn, fitted};
pub use encode::{encode, encoding};
pub use judge::{Judging, judge};
pub use train::{LatentRun, train_latent};

use crate::protocol::{N_PIXELS, RequestProblem};

fn check_image(pixels: &[u8]) -> Result<(), RequestProblem> {
    match pixels.len() {
        N_PIXELS => Ok(()),
        given => Err(RequestProblem::Pixels {
            given: given as u64,
            until: N_PIXELS as u64,
        }),
    }
}

fn check_count(given: usize, most: usize) -> Result<(), RequestProblem> {
    match (1..=most).contains(&given) {
        true => Ok(()),
        false => Err(RequestProblem::Count {
            given: given as u64,
            most: most as u64,
        }),
    }
}
