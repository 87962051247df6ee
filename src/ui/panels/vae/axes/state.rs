//! A code, what is decoded of it, and where it comes from.

mod asking;
mod panel_state;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::strips::Strips;
use super::{Axis, Mapping, Side};
use crate::protocol::{Code, ImageSet, JobId, Request, VaeId};
use crate::ui::client::JobIds;
use crate::ui::panels::source::{Sets, Source};
use crate::ui::panels::{Swing, Trouble};

/// So many axes are in sight unless all are asked for.
pub const N_IN_SIGHT: usize = 10;

/// How the code in force came about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// By hand, or by an axis that sweeps.
    Hand,
    /// Drawn from the prior, by the seed.
    Prior,
    /// The mean of the image's posterior.
    Mean,
    /// The draw of this number from the image's posterior.
    Drawn(u32),
}

/// What goes on without a further touch.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Play {
    /// An axis moves up and down.
    Sweep { axis: usize, swing: Swing },
    /// Epsilon is drawn again and again.
    Draws { since_ms: f64 },
}

#[derive(Debug, Clone, PartialEq)]
pub struct State {
    pub seed: u64,
    pub model: VaeId,
    pub side: Side,
    pub source: Source,
    pub origin: Origin,
    /// One number an axis.
    pub code: Vec<f32>,
    pub shows_all: bool,
    pub play: Option<Play>,
    last_swept: Option<usize>,
    /// The decoded code: the newest that has come.
    pub image: Arc<Vec<u8>>,
    /// Of the image that was encoded.
    pub posterior: Option<Arc<Code>>,
    /// That image, as the encoder sees it: zeros and ones.
    pub seen: Arc<Vec<u8>>,
    pub mapping: Mapping,
    pub strips: Strips,
    pub sets: Sets,
    /// Since a hand or a sweep moved an axis last.
    rest_ms: f64,
    /// Brings the image of the code in force.
    decoding: Option<JobId>,
    encoding: Option<JobId>,
    /// Brings the epsilon of a draw.
    drawing: Option<JobId>,
    trouble: Trouble,
    ids: JobIds,
}

impl State {
    /// One number of the code, by hand.
    pub fn set_axis(&mut self, axis: usize, z: f32) -> Vec<Request> {
        match self.play {
            Some(Play::Sweep { axis: swept, .. }) if swept != axis => {}
            _ => self.play = None,
        }
        self.move_axis(axis, z)
    }

    /// The whole code to 0.
    pub fn reset(&mut self) -> Vec<Request> {
        self.play = None;
        self.origin = Origin::Hand;
        self.code.fill(0.0);
        self.strips.moved_all();
        self.decode()
    }

    /// Lets an axis move by itself, or holds it.
    pub fn sweep(&mut self, axis: usize) -> Vec<Request> {
        self.play = match self.swept() {
            Some(swept) if swept == axis => None,
            _ => Some(Play::Sweep {
                axis,
                swing: Swing { is_rising: true },
            }),
        };
        self.last_swept = Some(axis);
        vec![]
    }

    /// Lets what the panel is about go on by itself, or holds what does: draws of an image's
    /// posterior, or else the axis that swept last, at first the one that carries most.
    pub fn play_or_pause(&mut self) -> Vec<Request> {
        if self.play.take().is_some() {
            return vec![];
        }
        if self.side == Side::Encode {
            return self.play_draws();
        }
        let first = self.in_sight().first().map(|axis| axis.idx);
        match self.last_swept.or(first) {
            Some(axis) => self.sweep(axis),
            None => vec![],
        }
    }

    /// The axis that moves by itself.
    pub const fn swept(&self) -> Option<usize> {
        match self.play {
            Some(Play::Sweep { axis, .. }) => Some(axis),
            _ => None,
        }
    }

    /// A code from the prior, by this seed; or, of an image, its draws by this seed.
    pub fn set_seed(&mut self, seed: u64) -> Vec<Request> {
        self.seed = seed;
        match self.side {
            Side::Generate => self.draw_from_prior(),
            // The seed also names the draws that make the image binary.
            Side::Encode => self.encode(),
        }
    }

    pub fn draw_from_prior(&mut self) -> Vec<Request> {
        self.play = None;
        self.origin = Origin::Prior;
        self.settle()
    }

    /// The next code from the prior.
    pub fn draw_next(&mut self) -> Vec<Request> {
        self.set_seed(self.seed.wrapping_add(1))
    }

    pub fn go_to_mean(&mut self) -> Vec<Request> {
        self.play = None;
        self.origin = Origin::Mean;
        self.settle()
    }

    /// Another epsilon.
    pub fn draw_again(&mut self) -> Vec<Request> {
        self.origin = Origin::Drawn(match self.origin {
            Origin::Drawn(number) => number.wrapping_add(1),
            _ => 0,
        });
        self.settle()
    }

    /// Draws epsilon again and again, or stops.
    pub fn play_draws(&mut self) -> Vec<Request> {
        if matches!(self.play, Some(Play::Draws { .. })) {
            self.play = None;
            return vec![];
        }
        self.play = Some(Play::Draws { since_ms: 0.0 });
        self.draw_again()
    }

    /// The same from wherever the panel is.
    pub fn show_draws(&mut self) -> Vec<Request> {
        if matches!(self.play, Some(Play::Draws { .. })) {
            return vec![];
        }
        self.side = Side::Encode;
        self.play_draws()
    }

    pub fn set_model(&mut self, model: VaeId) -> Vec<Request> {
        let mut requests = self.stop();
        self.take_model(model);
        self.origin = self.first_origin();
        requests.extend(self.mapping.ask(model, &mut self.ids));
        requests.extend(self.settle());
        requests
    }

    pub fn set_side(&mut self, side: Side) -> Vec<Request> {
        self.play = None;
        self.side = side;
        self.origin = self.first_origin();
        if side == Side::Generate {
            self.posterior = None;
            self.encoding = None;
        }
        self.settle()
    }

    /// Another image to encode.
    pub fn set_source(&mut self, source: Source) -> Vec<Request> {
        self.play = None;
        self.source = source;
        self.side = Side::Encode;
        self.origin = Origin::Mean;
        self.encode()
    }

    pub fn show_all(&mut self, shows_all: bool) -> Vec<Request> {
        self.shows_all = shows_all;
        self.ask_strip()
    }

    /// Whether all strips may follow one after the other: while an axis moves, each image brings
    /// one of them along, so that the next image does not wait for more.
    fn rests(&self) -> bool {
        /// Longer than a frame.
        const REST_MS: f64 = 50.0;
        self.rest_ms >= REST_MS
    }

    /// The axes in sight, those that carry most first; none until that is known.
    pub fn in_sight(&self) -> Vec<Axis> {
        let axes = self.mapping.of(self.model).unwrap_or_default();
        let n_alive = axes.iter().filter(|axis| !axis.is_dead()).count();
        let n = match self.shows_all {
            true => axes.len(),
            false => n_alive.clamp(1, N_IN_SIGHT),
        };
        axes.iter().take(n).copied().collect()
    }

    /// Axes in all, and how many of them carry nothing.
    pub fn counts(&self) -> (usize, usize) {
        let axes = self.mapping.of(self.model).unwrap_or_default();
        (
            axes.len(),
            axes.iter().filter(|axis| axis.is_dead()).count(),
        )
    }

    /// Whether the image that is shown is not, or not yet, that of the code in force.
    pub const fn is_waiting(&self) -> bool {
        self.decoding.is_some() || self.encoding.is_some() || self.drawing.is_some()
    }

    /// Whether everything in sight is that of the code in force.
    pub fn is_settled(&self) -> bool {
        let axes = self.places_in_sight();
        !self.is_waiting()
            && !self.image.is_empty()
            && !axes.is_empty()
            && self.strips.are_settled(&axes)
    }

    fn places_in_sight(&self) -> Vec<usize> {
        self.in_sight().iter().map(|axis| axis.idx).collect()
    }

    /// The mean, the deviation and the divergence of the image's posterior on an axis.
    pub fn posterior_on(&self, axis: usize) -> Option<(f32, f32, f32)> {
        let posterior = self.posterior.as_ref()?;
        Some((
            *posterior.mean.get(axis)?,
            *posterior.deviation.get(axis)?,
            *posterior.kl.get(axis)?,
        ))
    }

    /// The whole source, once it is there.
    fn source_pixels(&self) -> Option<Vec<u8>> {
        match &self.source {
            Source::Digit(place) => {
                let digit = self.sets.image(ImageSet::TestDigits, *place);
                digit.map(<[u8]>::to_vec)
            }
            Source::Drawing(ink) => Some(ink.pixels()),
            Source::Fashion(_) | Source::Noise(_) | Source::Sample(_) => None,
        }
    }

    const fn first_origin(&self) -> Origin {
        match self.side {
            Side::Generate => Origin::Prior,
            Side::Encode => Origin::Mean,
        }
    }

    fn take_model(&mut self, model: VaeId) {
        self.play = None;
        self.last_swept = None;
        self.model = model;
        self.code = vec![0.0; model.n_axes()];
        self.strips = Strips::new(model.n_axes());
        self.image = Arc::default();
        self.posterior = None;
    }

    fn move_axis(&mut self, axis: usize, z: f32) -> Vec<Request> {
        // A code that is neither drawn nor encoded any more: three decimals, which a link keeps.
        if self.origin != Origin::Hand {
            for z in &mut self.code {
                *z = rounded(*z);
            }
            self.strips.moved_all();
            self.origin = Origin::Hand;
        }
        let Some(here) = self.code.get_mut(axis) else {
            return vec![];
        };
        *here = rounded(z);
        self.rest_ms = 0.0;
        self.strips.moved(axis);
        self.decode()
    }
}

fn rounded(z: f32) -> f32 {
    (z * 1e3).round() / 1e3
}
