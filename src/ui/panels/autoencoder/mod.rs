//! The autoencoder's panels.

pub mod code;
pub mod few_labels;
pub mod sampling;
pub mod training;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family},
    crate::i18n::{Words, autoencoder::AutoencoderText},
    leptos::prelude::*,
};

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| AutoencoderText::of(locale).tabs,
    panels: &[
        Entry::panel::<code::State>(
            |locale| AutoencoderText::of(locale).tab_code,
            || view! { <code::CodePanel /> }.into_any(),
        ),
        Entry::panel::<sampling::State>(
            |locale| AutoencoderText::of(locale).tab_sampling,
            || view! { <sampling::SamplingPanel /> }.into_any(),
        ),
        Entry::panel::<few_labels::State>(
            |locale| AutoencoderText::of(locale).tab_few_labels,
            || view! { <few_labels::FewLabelsPanel /> }.into_any(),
        ),
        Entry::panel::<training::State>(
            |locale| AutoencoderText::of(locale).tab_training,
            || view! { <training::TrainingPanel /> }.into_any(),
        ),
    ],
};
