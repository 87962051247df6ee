//! What page and worker say to each other.
//!
//! Two closed enums of plain data, [`Request`] and [`Event`]. A request holds everything that it
//! needs (its seed too) and names its job; an event names the job that it answers. Nothing here
//! knows candle, the web or the page.

mod asset;
mod bytes;
mod codec;
mod compare;
mod event;
mod explore;
mod failure;
mod gan;
mod latent;
mod pixel;
mod race;
mod request;

pub use asset::{Asset, ImageSet, ModelId};
pub use codec::{DecodeError, decode, encode};
pub use compare::{CompareEvent, CompareRequest, Contender, Judgement, Likelihood, ModelFacts};
pub use event::{CheckLine, Distribution, Drawn, Event, Mask, MaskKind, Neighbour, Strip};
pub use explore::{
    Axes, Density, EXPLORED_MODEL, EXPLORED_SET, EXPLORED_SIDE, ExploreAct, ExploreEvent,
    ExploreRequest, HalfStep, MOST_CLUSTERS, MOST_REGION_STEPS, N_BANDWIDTHS, N_EXPLORED,
    N_HELD_OUT, RegionNet, Regions, Scatter, bandwidth_at,
};
pub use failure::{Failure, FileProblem, RequestProblem};
pub use gan::{
    DiscriminatorStep, DuelSide, FAR_AHEAD, GanAct, GanEvent, GanLatents, GanMoment, GanNet,
    GanRequest, GanRun, GanSettings, GanStart, GeneratorLoss, GeneratorStep, LONG_RUN_SEED,
    LONG_RUN_STEPS, LayerMove, MOST_GAN_IMAGES, MOST_LEAD, MOST_TURNS, N_DUEL_SAMPLES,
    N_GAN_LATENTS, N_GAN_SAMPLES, N_STAGED, Staged, Stretch, Turn,
};
pub use latent::{
    BoundRequest, Candidate, Code, CodeSize, Codes, CodesRequest, DecodeRequest, EncodeRequest,
    FewLabelsRequest, Integral, JudgeRequest, LatentModel, LatentNet, Pixels, Proposal,
    TrainLatentRequest, Trial, VaeId, Verdict,
};
pub use pixel::{LayerStates, MOST_UNITS, PixelNet, StateParts, StatesRequest};
pub use race::{
    MOST_LAPS, MOST_RACE_IMAGES, RACE_SIDES, RaceLap, RaceNet, RaceRequest, RaceStage,
    RaceStageKind,
};
pub use request::{
    JobId, LookRequest, NearestRequest, Request, SampleRequest, ScoreRequest, TemperatureFrom,
    TrainRequest,
};

/// Raised with every change of a message; page and worker refuse to talk across versions, since
/// a browser may hold an old worker beside a new page.
pub const PROTOCOL_VERSION: u16 = 8;

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

/// Codes decoded at once, at the most.
pub const MOST_CODES: usize = 1_024;

/// Images judged in one go, at the most.
pub const MOST_JUDGED: usize = 5_000;

/// Images of each model that are compared, at the most: as many as there are test digits.
pub const MOST_COMPARED: usize = 200;

/// Latents of one estimate, at the most.
pub const MOST_LATENTS: usize = 4_096;

/// Repeats of one estimate, at the most.
pub const MOST_REPEATS: usize = 20;

/// Numbers of labels to try.
pub const LABEL_COUNTS: [u16; 6] = [10, 30, 100, 300, 1_000, 3_000];

/// Labelled digits that are shown, at most.
pub const MOST_LABELLED_SHOWN: usize = 30;

/// Digits whose reconstructions a net in training shows, and samples beside them.
pub const N_LATENT_SKETCHES: usize = 8;

/// Axes of the VAE that is trained while the visitor watches.
pub const N_LIVE_AXES: usize = 10;

/// The temperatures at which an image may be drawn.
pub const TEMPERATURES: std::ops::RangeInclusive<f32> = 0.1..=2.0;
