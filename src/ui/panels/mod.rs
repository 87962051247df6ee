//! One folder a model, in it one a panel, each with a pure state and views of it; beside them what
//! panels share.

pub mod autoencoder;
#[cfg(feature = "ui")]
pub mod check;
pub mod classified;
pub mod compare;
#[cfg(feature = "ui")]
mod frame;
pub mod gan;
pub mod growth;
pub mod latent_run;
mod nearest;
mod newest;
#[cfg(feature = "ui")]
mod on_demand;
pub mod overview;
#[cfg(feature = "ui")]
mod panel;
#[cfg(feature = "ui")]
mod part;
#[cfg(feature = "ui")]
pub mod picker;
pub mod pixel_cnn;
pub mod pixel_rnn;
pub mod source;
mod state;
pub mod surprise;
mod swing;
#[cfg(feature = "ui")]
mod tabs;
mod trouble;
#[cfg(feature = "ui")]
mod trouble_view;
pub mod vae;

pub use newest::Newest;
#[cfg(feature = "ui")]
use panel::panel_kept;
pub use state::PanelState;
pub use swing::Swing;
pub use trouble::Trouble;
#[cfg(feature = "ui")]
pub use {
    frame::{CONTENT_ID, Datum, PanelFrame},
    on_demand::OnDemand,
    panel::{Panel, provide_panel, use_panel},
    part::{Entry, Family, Part, Word},
    tabs::Tabs,
    trouble_view::TroubleNotices,
};
