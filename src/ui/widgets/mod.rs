//! What every panel is made of. A widget takes signals in and gives callbacks out, brings its own
//! keyboard and accessibility, and knows neither the models nor the protocol.
//!
//! What needs no browser to be right (keys, speeds, seeds) stands in files of its own, which
//! compile without the feature `ui` and are tested natively.

pub mod chart;
pub mod drawing_board;
mod pixel_cursor;
pub mod seed_field;
pub mod transport;

#[cfg(feature = "ui")]
mod axis_slider;
#[cfg(feature = "ui")]
mod bar_chart;
#[cfg(feature = "ui")]
mod column_chart;
#[cfg(feature = "ui")]
mod curve_chart;
#[cfg(feature = "ui")]
mod hand_picture;
#[cfg(feature = "ui")]
pub mod icon;
#[cfg(feature = "ui")]
mod later;
#[cfg(feature = "ui")]
mod line_block;
#[cfg(feature = "ui")]
mod line_chart;
#[cfg(feature = "ui")]
mod mark_chart;
#[cfg(feature = "ui")]
mod math;
#[cfg(feature = "ui")]
mod meters;
#[cfg(feature = "ui")]
mod notes;
#[cfg(feature = "ui")]
mod painting;
#[cfg(feature = "ui")]
mod pixel_canvas;
#[cfg(feature = "ui")]
mod plane;
#[cfg(feature = "ui")]
mod read_out;
#[cfg(feature = "ui")]
mod segmented;
#[cfg(feature = "ui")]
mod slider;
#[cfg(feature = "ui")]
mod spread_chart;
#[cfg(feature = "ui")]
mod stack;
#[cfg(feature = "ui")]
mod stage_colors;
#[cfg(feature = "ui")]
mod tile_sheet;

pub use pixel_cursor::pixel_after_key;
pub use transport::TransportAction;

#[cfg(feature = "ui")]
pub use self::{
    axis_slider::{AxisNames, AxisSlider, Bell},
    bar_chart::BarChart,
    column_chart::ColumnChart,
    curve_chart::{CURVE_POSITIONS, CurveChart},
    drawing_board::DrawingBoard,
    hand_picture::{HandPicture, Moved},
    later::Later,
    line_block::LineBlock,
    line_chart::LineChart,
    mark_chart::MarkChart,
    math::Math,
    meters::{Meter, Meters},
    notes::{Notes, Try, paragraphs},
    painting::{Painting, draw, place_of},
    pixel_canvas::{Marked, PixelCanvas},
    plane::Plane,
    read_out::{ReadOut, Row},
    seed_field::SeedField,
    segmented::Segmented,
    slider::Slider,
    spread_chart::{SpreadChart, SpreadShape},
    stack::{Stack, StackPart},
    stage_colors::{stage_colors, use_stage_colors},
    tile_sheet::TileSheet,
    transport::Transport,
};
