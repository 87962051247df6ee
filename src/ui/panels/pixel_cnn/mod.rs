//! The PixelCNN's panels: images that fill pixel by pixel, each drawn from a distribution that is
//! shown with it; beginnings completed; how surprising an image is; training.

pub mod complete;
pub mod sample;
pub mod training;

#[cfg(feature = "ui")]
use {
    super::{Entry, Family, surprise},
    crate::i18n::{Words, pixel_cnn::PixelCnnText},
    leptos::prelude::*,
};

/// The net whose surprise is shown.
#[cfg(feature = "ui")]
type Net = surprise::Cnn;

#[cfg(feature = "ui")]
pub const FAMILY: Family = Family {
    name: |locale| PixelCnnText::of(locale).tabs,
    panels: &[
        Entry::panel::<sample::State>(
            |locale| PixelCnnText::of(locale).tab_sample,
            || view! { <sample::SamplePanel /> }.into_any(),
        ),
        Entry::panel::<complete::State>(
            |locale| PixelCnnText::of(locale).tab_complete,
            || view! { <complete::CompletePanel /> }.into_any(),
        ),
        Entry::panel::<surprise::State<Net>>(
            |locale| PixelCnnText::of(locale).tab_surprise,
            || view! { <surprise::SurprisePanel<Net> /> }.into_any(),
        ),
        Entry::panel::<training::State>(
            |locale| PixelCnnText::of(locale).tab_training,
            || view! { <training::TrainingPanel /> }.into_any(),
        ),
    ],
};
