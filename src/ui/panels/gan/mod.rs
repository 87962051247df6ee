//! The GAN's panel: one run, and four ways to look at it.

#[cfg(feature = "ui")]
mod controls;
pub mod curves;
pub mod files;
mod in_words;
pub mod latents;
mod link;
pub mod losses;
#[cfg(feature = "ui")]
mod notes;
pub mod run;
pub mod samples;
#[cfg(feature = "ui")]
mod settings;
pub mod staging;
mod state;
mod subject;
#[cfg(feature = "ui")]
mod view;

pub use link::{Link, Show};
pub use state::State;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family},
    crate::i18n::{Words, gan::GanText},
    leptos::prelude::*,
};

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| GanText::of(locale).tabs,
    panels: &[Entry::panel::<State>(
        |locale| GanText::of(locale).tab,
        || view! { <view::GanPanel /> }.into_any(),
    )],
};
