//! Along each axis, seven images: what a code becomes while that axis alone moves.

use std::sync::Arc;

use crate::protocol::{Codes, DecodeRequest, JobId, LatentModel, Pixels, Request, VaeId};
use crate::ui::client::JobIds;

/// Images of a strip, at -3, -2 and so on to 3.
pub const N_TILES: usize = 7;
/// How far from 0 the outermost ones are.
pub const REACH: f32 = 3.0;

/// Which picture of the page the strips are, one after the other.
const PICTURE: u8 = 21;

/// The strips of all axes. One axis is asked for at a time, so that a hand that moves a slider
/// never waits for more than seven images.
#[derive(Debug, Clone, PartialEq)]
pub struct Strips {
    strips: Vec<Strip>,
    asked: Option<(JobId, usize, u64)>,
    /// The axis after the one asked for last: all get their turn while a slider moves on.
    next: usize,
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Strip {
    pixels: Arc<Vec<u8>>,
    /// Counts up whenever another axis moves; 0 is no code yet.
    wanted: u64,
    /// Which of them is shown.
    shown: u64,
}

impl Strips {
    pub fn new(n_axes: usize) -> Self {
        Self {
            strips: vec![Strip::default(); n_axes],
            asked: None,
            next: 0,
        }
    }

    /// The images along an axis, one after the other; none until they have come.
    pub fn of(&self, axis: usize) -> Arc<Vec<u8>> {
        let strip = self.strips.get(axis);
        strip.map_or_else(Arc::default, |strip| Arc::clone(&strip.pixels))
    }

    /// One axis has moved: its own strip stays as it is.
    pub fn moved(&mut self, axis: usize) {
        for (idx, strip) in self.strips.iter_mut().enumerate() {
            if idx != axis || strip.wanted == 0 {
                strip.wanted += 1;
            }
        }
    }

    /// The whole code is another one.
    pub fn moved_all(&mut self) {
        for strip in &mut self.strips {
            strip.wanted += 1;
        }
    }

    /// Whether all of these axes' strips are those of the code in force.
    pub fn are_settled(&self, axes: &[usize]) -> bool {
        axes.iter().all(|&axis| !self.is_stale(axis))
    }

    fn is_stale(&self, axis: usize) -> bool {
        let strip = self.strips.get(axis);
        strip.is_some_and(|strip| strip.wanted > strip.shown)
    }

    /// Asks for the next strip of `axes` that is not the code's any more, unless one is on its
    /// way.
    pub fn ask(
        &mut self,
        model: VaeId,
        code: &[f32],
        axes: &[usize],
        ids: &mut JobIds,
    ) -> Option<Request> {
        if self.asked.is_some() || axes.is_empty() || code.len() != self.strips.len() {
            return None;
        }
        let in_turn = (0..axes.len()).map(|i| (self.next + i) % axes.len());
        let turn = in_turn.into_iter().find(|&i| self.is_stale(axes[i]))?;
        let axis = axes[turn];
        self.next = turn + 1;
        let job = ids.next_id();
        self.asked = Some((job, axis, self.strips[axis].wanted));
        let mut codes = Vec::with_capacity(N_TILES * code.len());
        for tile in 0..N_TILES {
            codes.extend_from_slice(code);
            let from = codes.len() - code.len();
            codes[from + axis] = tile_value(tile);
        }
        Some(Request::Decode(DecodeRequest {
            job,
            model: LatentModel::Vae(model),
            codes: Codes::Given(codes),
            pixels: Pixels::Means,
            picture: PICTURE,
        }))
    }

    /// Takes in decoded images; whether they were a strip's.
    pub fn take(&mut self, job: JobId, pixels: &[u8]) -> bool {
        let Some((_, axis, of)) = self.asked.take_if(|(asked, ..)| *asked == job) else {
            return false;
        };
        if let Some(strip) = self.strips.get_mut(axis) {
            strip.pixels = Arc::new(pixels.to_vec());
            strip.shown = of;
        }
        true
    }

    /// A job has ended, whether or not it brought anything; whether it was a strip's.
    pub fn end(&mut self, job: JobId) -> bool {
        self.asked.take_if(|(asked, ..)| *asked == job).is_some()
    }

    /// What is on its way no longer counts.
    pub fn stop(&mut self) -> Option<Request> {
        self.asked.take().map(|(job, ..)| Request::Cancel { job })
    }
}

/// Where a strip's image is on its axis.
pub fn tile_value(tile: usize) -> f32 {
    tile as f32 - REACH
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(strips: &mut Strips, ids: &mut JobIds) -> Option<(JobId, Vec<f32>)> {
        match strips.ask(VaeId::Plane, &[0.5, -1.0], &[1, 0], ids)? {
            Request::Decode(request) => match request.codes {
                Codes::Given(codes) => Some((request.job, codes)),
                other => panic!("{other:?}"),
            },
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn strips_come_one_after_the_other_and_an_axis_leaves_its_own_alone() {
        let (mut strips, mut ids) = (Strips::new(2), JobIds::block(1));
        assert!(asked(&mut strips, &mut ids).is_none(), "there is no code");
        strips.moved_all();
        let (job, codes) = asked(&mut strips, &mut ids).expect("the first");
        assert_eq!(codes[..4], [0.5, -3.0, 0.5, -2.0]);
        assert!(asked(&mut strips, &mut ids).is_none(), "one at a time");
        assert!(strips.take(job, &[7]) && !strips.take(job, &[8]));
        let (job, codes) = asked(&mut strips, &mut ids).expect("the second");
        assert_eq!(codes[..4], [-3.0, -1.0, -2.0, -1.0]);
        // A move of the first axis while it is on its way: it stays good, the other does not.
        strips.moved(0);
        assert!(strips.take(job, &[9]));
        assert_eq!((strips.of(1)[0], strips.of(0)[0]), (7, 9));
        assert!(!strips.are_settled(&[0, 1]) && strips.are_settled(&[0]));
        let (job, codes) = asked(&mut strips, &mut ids).expect("the second axis again");
        assert_eq!(codes[1], -3.0);
        // Cancelled without an answer: it is asked for again.
        assert!(strips.end(job));
        assert!(asked(&mut strips, &mut ids).is_some());
    }
}
