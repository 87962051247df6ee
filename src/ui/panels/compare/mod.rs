//! All models side by side, measured on the visitor's machine.

#[cfg(feature = "ui")]
mod controls;
mod csv;
mod figure;
mod in_words;
mod link;
mod measured;
#[cfg(feature = "ui")]
mod notes;
#[cfg(feature = "ui")]
mod sheet;
#[cfg(feature = "ui")]
mod shown;
mod state;
#[cfg(feature = "ui")]
mod table;
#[cfg(feature = "ui")]
mod view;

pub use csv::csv;
pub use figure::Figure;
pub use link::{Axes, COUNTS, Chosen, Link, name_of};
pub use measured::{Measured, Near};
pub use state::State;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family},
    crate::i18n::{Words, compare::CompareText},
    leptos::prelude::*,
};

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| CompareText::of(locale).title,
    panels: &[Entry::panel::<State>(
        |locale| CompareText::of(locale).title,
        || view! { <view::ComparePanel /> }.into_any(),
    )],
};
