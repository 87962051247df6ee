use crate::ml::ops::masked_conv::Tap;
use crate::ml::{N_PIXELS, SIDE};

/// Some places of an image: what a receptive field is found with, window by window, from the
/// softmax back to the image.
#[derive(Debug, Clone, PartialEq)]
pub struct Places(Vec<bool>);

impl Places {
    pub fn none() -> Self {
        Self(vec![false; N_PIXELS])
    }

    /// The one at a row and column of the image.
    pub fn one(row: usize, col: usize) -> Self {
        let mut places = Self::none();
        if let Some(place) = places.0.get_mut(row * SIDE + col) {
            *place = true;
        }
        places
    }

    /// Adds those of `other`; whether any of them is new.
    pub fn add(&mut self, other: &Self) -> bool {
        let mut has_new = false;
        for (here, &there) in self.0.iter_mut().zip(&other.0) {
            has_new |= there && !*here;
            *here |= there;
        }
        has_new
    }

    /// The places that a window of `taps` sees from these.
    pub fn seen_through(&self, taps: &[Tap]) -> Self {
        let mut seen = Self::none();
        for at in self.indices() {
            for tap in taps {
                let row = (at / SIDE) as i32 + tap.dy;
                let col = (at % SIDE) as i32 + tap.dx;
                if (0..SIDE as i32).contains(&row) && (0..SIDE as i32).contains(&col) {
                    seen.0[row as usize * SIDE + col as usize] = true;
                }
            }
        }
        seen
    }

    /// Raster indices, rising.
    pub fn indices(&self) -> Vec<usize> {
        (0..N_PIXELS).filter(|&at| self.0[at]).collect()
    }
}
