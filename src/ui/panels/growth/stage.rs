use leptos::prelude::*;

use super::Growing;
use crate::{
    i18n::growth::GrowthText,
    plot::Picture,
    protocol::N_PIXELS,
    ui::{
        panels::Panel,
        settings::use_text,
        signals::{Live, derived, live},
        widgets::{Marked, PixelCanvas},
    },
};

/// The image that is looked at, large, whatever is shown of it.
#[component]
pub fn GrowingImage<S: Growing>(
    panel: Panel<S>,
    #[prop(into)] picture: Live<Picture>,
) -> impl IntoView {
    let text = use_text();
    let n_pixels = panel.read(|state| state.growth().pixels().len());
    let label = derived(move || (text.of::<GrowthText>().image)(n_pixels.get(), N_PIXELS));
    view! {
        <PixelCanvas
            picture=picture
            label=label
            marked=marked(panel)
            n_pointable=live(move || n_pixels.get())
            on_point=on_point(panel)
            attr:data-testid="stage"
        />
    }
}

/// The pixel whose softmax is shown beside the picture.
pub fn marked<S: Growing>(panel: Panel<S>) -> Live<Option<Marked>> {
    panel.read(|state| {
        let distribution = state.growth().distribution.as_ref()?;
        Some(Marked {
            pixel_idx: usize::from(distribution.pixel),
            is_drawn: distribution.drawn.is_some(),
        })
    })
}

/// What pointing at a pixel does.
pub fn on_point<S: Growing>(panel: Panel<S>) -> Callback<Option<usize>> {
    panel.on(|state, pixel: Option<usize>| {
        state.grow(|growth| growth.point_at(pixel.map(|at| at as u16)))
    })
}

/// The pixels that can reach it, by raster index.
pub fn field<S: Growing>(panel: Panel<S>) -> Live<Vec<u16>> {
    panel.read(|state| {
        let shown = state.growth().distribution.as_ref();
        shown.map_or_else(Vec::new, |shown| shown.receptive_field.clone())
    })
}
