//! The VAE's panels.

pub mod axes;
pub mod elbo;
pub mod model;
pub mod sampling;
pub mod training;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family},
    crate::i18n::{Words, vae::VaeText},
    leptos::prelude::*,
};

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| VaeText::of(locale).tabs,
    panels: &[
        Entry::panel::<axes::State>(
            |locale| VaeText::of(locale).tab_axes,
            || view! { <axes::AxesPanel /> }.into_any(),
        ),
        Entry::panel::<elbo::State>(
            |locale| VaeText::of(locale).tab_elbo,
            || view! { <elbo::ElboPanel /> }.into_any(),
        ),
        Entry::panel::<sampling::State>(
            |locale| VaeText::of(locale).tab_sampling,
            || view! { <sampling::SamplingPanel /> }.into_any(),
        ),
        Entry::panel::<training::State>(
            |locale| VaeText::of(locale).tab_training,
            || view! { <training::TrainingPanel /> }.into_any(),
        ),
    ],
};
