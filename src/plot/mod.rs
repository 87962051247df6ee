//! Numbers into shapes: plain functions that know neither the web nor the models.
//!
//! Scales and ticks say where a value stands; bars and lines turn whole series into SVG paths;
//! pictures are pixels for a canvas; the palette says what a colour means.

mod bars;
mod code;
mod curve;
mod gaussian;
mod generator_loss;
mod grey_range;
mod judged;
mod line;
mod marks;
mod number;
mod palette;
mod picture;
mod plane;
mod scale;
mod scatter;
mod signed;
mod spread;
mod state_map;
mod ticks;
mod timeline;

pub use bars::{BarFrame, BarScale};
pub use code::{CODE_SIDE, code_bars, error_map};
pub use curve::{Curve, dots_path};
pub use gaussian::{bell_path, normal_quantile, normal_share};
pub use generator_loss::{
    LogitLoss, logit_range, mean_sigmoid, probability_marks, sampled, sigmoid, softplus, verdict,
};
pub use grey_range::GreyRange;
pub use judged::{Judged, judged_grid};
pub use line::{Extent, Series, line_path, thinned};
pub use marks::{Mark, MarkFrame, MarkPlace};
pub use number::{decimal, fixed, percent, percent_tick, short, significant};
pub use palette::{Rgb, Role, StageColors, Theme};
pub use picture::{
    Picture, SURPRISE_OF_A_GUESS, drawing, field_map, image_in_progress, mask_map, mask_reach,
    paired_grid, surprise_map, tile_grid,
};
pub use plane::{Backdrop, Ellipse, PLANE_SIDE, PlanePoint, Square};
pub use scale::{PLOT_HEIGHT, PLOT_WIDTH, Scale};
pub use scatter::PlaneShape;
pub use signed::Signed;
pub use spread::{Level, Spread, SpreadFrame, SpreadSeries, columns_path, named_places};
pub use state_map::{norm_map, norm_range, unit_map, unit_strips, unit_tiles};
pub use ticks::{AxisTick, decade_ticks, log_ticks, nice_ticks};
pub use timeline::{Block, LANE_HEIGHT, LANE_WIDTH, in_sequence, lane_path};
