//! One folder a panel, each with a pure state and views of it; beside them what panels share.

#[cfg(feature = "ui")]
pub mod check;
#[cfg(feature = "ui")]
mod panel;
pub mod pixel_cnn;
mod state;
mod trouble;
#[cfg(feature = "ui")]
mod trouble_view;

pub use state::PanelState;
pub use trouble::Trouble;
#[cfg(feature = "ui")]
pub use {
    panel::{Panel, provide_panel, use_panel},
    trouble_view::TroubleNotices,
};
