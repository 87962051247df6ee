//! What page and worker say to each other.
//!
//! Two closed enums of plain data, [`Request`] and [`Event`]. A request holds everything that it
//! needs (its seed too) and names its job; an event names the job that it answers. Nothing here
//! knows candle, the web or the page.

mod asset;
mod codec;
mod event;
mod failure;
mod request;

pub use asset::{Asset, ImageSet, ModelId};
pub use codec::{DecodeError, decode, encode};
pub use event::{CheckLine, Distribution, Drawn, Event, Mask, MaskKind, Neighbour, Strip};
pub use failure::{Failure, FileProblem, RequestProblem};
pub use request::{
    JobId, LookRequest, NearestRequest, Request, SampleRequest, ScoreRequest, TemperatureFrom,
    TrainRequest,
};

/// Raised with every change of a message; page and worker refuse to talk across versions, since
/// a browser may hold an old worker beside a new page.
pub const PROTOCOL_VERSION: u16 = 3;

/// Pixels along one side of every image.
pub const SIDE: usize = 28;

/// Pixels of one image, in raster order.
pub const N_PIXELS: usize = SIDE * SIDE;

/// Grey values that a pixel can have.
pub const N_LEVELS: usize = 256;

/// Images that are drawn side by side, at the most.
pub const MOST_IMAGES: usize = 16;

/// Training digits that are told as the nearest ones, at the most.
pub const MOST_NEIGHBOURS: usize = 10;

/// Samples that a net in training shows.
pub const N_SKETCHES: usize = 4;

/// The temperatures at which an image may be drawn.
pub const TEMPERATURES: std::ops::RangeInclusive<f32> = 0.1..=2.0;
