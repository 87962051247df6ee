//! The way in: the lecture's tree with a picture at each leaf, and what labels change.

pub mod labels;
pub mod tree;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family},
    crate::i18n::{Words, overview::OverviewText},
    leptos::prelude::*,
};

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| OverviewText::of(locale).tabs,
    panels: &[
        Entry::panel::<tree::State>(
            |locale| OverviewText::of(locale).tab_tree,
            || view! { <tree::TreePanel /> }.into_any(),
        ),
        Entry::panel::<labels::State>(
            |locale| OverviewText::of(locale).tab_labels,
            || view! { <labels::LabelsPanel /> }.into_any(),
        ),
    ],
};
