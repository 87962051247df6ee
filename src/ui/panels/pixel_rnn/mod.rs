//! The PixelRNN's panels: an image that fills with the recurrent state where it is; how
//! surprising an image is; what recurrence costs.

pub mod race;
pub mod sample;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family, surprise},
    crate::i18n::{Words, pixel_rnn::PixelRnnText},
    leptos::prelude::*,
};

/// The net whose surprise is shown.
#[cfg(feature = "ui")]
type Net = surprise::Rnn;

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| PixelRnnText::of(locale).tabs,
    panels: &[
        Entry::panel::<sample::State>(
            |locale| PixelRnnText::of(locale).tab_sample,
            || view! { <sample::SamplePanel /> }.into_any(),
        ),
        Entry::panel::<surprise::State<Net>>(
            |locale| PixelRnnText::of(locale).tab_surprise,
            || view! { <surprise::SurprisePanel<Net> /> }.into_any(),
        ),
        Entry::panel::<race::State>(
            |locale| PixelRnnText::of(locale).tab_race,
            || view! { <race::RacePanel /> }.into_any(),
        ),
    ],
};
