use leptos::{ev, prelude::*};

use super::{
    painting::{Painting, place_of},
    pixel_after_key,
};
use crate::{
    plot::{Picture, fixed},
    ui::signals::{Live, derived, memo},
};

/// A pixel of the picture with a frame around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    pub pixel_idx: usize,
    /// An empty one is filled, so that it is seen on the well.
    pub is_drawn: bool,
}

/// A square picture of a few pixels, shown large with sharp edges. However often it changes, it is drawn
/// once a frame.
#[component]
pub fn PixelCanvas(
    #[prop(into)] picture: Live<Picture>,
    /// What the picture shows, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The pixel that everything beside the picture speaks of: its raster index, and whether it
    /// is there yet.
    #[prop(into)]
    marked: Live<Option<Marked>>,
    /// The first so many pixels can be pointed at.
    #[prop(into)]
    n_pointable: Live<usize>,
    /// Called when pointer or keys come to a pixel, and with none when they leave.
    on_point: Callback<Option<usize>>,
    /// HTML over the picture: further marks.
    #[prop(optional, into)]
    overlay: ViewFn,
) -> impl IntoView {
    // Painted once a change, however often it is read.
    let picture = memo(move || picture.get());
    let percent = move |of: fn(usize, usize) -> usize| {
        derived(move || {
            let width = picture.read().width.max(1);
            let marked = marked.get().map_or(0, |marked| marked.pixel_idx);
            format!(
                "{}%",
                fixed(of(marked, width) as f64 * 100.0 / width as f64, 4)
            )
        })
    };
    let side = move || picture.read_untracked().width;
    let by_keys = StoredValue::new(None::<usize>);
    let point = move |pixel: Option<usize>| {
        by_keys.set_value(pixel);
        on_point.run(pixel.filter(|at| *at < n_pointable.get_untracked()));
    };
    let point_by_pointer = move |event: ev::PointerEvent| point(pixel_under(&event, side()));
    let point_by_key = move |event: ev::KeyboardEvent| {
        let n_pointable = n_pointable.get_untracked();
        let target = pixel_after_key(&event.key(), by_keys.get_value(), side(), n_pointable);
        if target.is_some() {
            // Else the arrow keys would step as well.
            event.prevent_default();
            point(target);
        }
    };
    view! {
        <div
            class="pixel-canvas"
            role="slider"
            tabindex="0"
            aria-label=label
            aria-valuemin="1"
            aria-valuemax=derived(move || n_pointable.get().max(1).to_string())
            aria-valuenow=derived(move || {
                marked.get().map_or(1, |marked| marked.pixel_idx + 1).to_string()
            })
            on:pointermove=point_by_pointer
            on:pointerdown=point_by_pointer
            on:pointerleave=move |event| {
                // A finger that is lifted has not gone elsewhere.
                if event.pointer_type() != "touch" {
                    point(None);
                }
            }
            on:blur=move |_| point(None)
            on:keydown=point_by_key
            // A click would take the arrow keys away from stepping.
            on:mousedown=|event| event.prevent_default()
        >
            <Painting picture=picture />
            <span
                class="pixel-mark"
                class:is-empty=derived(move || marked.get().is_some_and(|marked| !marked.is_drawn))
                hidden=derived(move || marked.get().is_none())
                style:left=percent(|pixel_idx, width| pixel_idx % width)
                style:top=percent(|pixel_idx, width| pixel_idx / width)
                style:width=percent(|_, _| 1)
            ></span>
            {overlay.run()}
        </div>
    }
}

/// The raster index of the pixel under a pointer, on a picture of `side` pixels a side.
fn pixel_under(event: &ev::PointerEvent, side: usize) -> Option<usize> {
    let (x, y) = place_of(event)?;
    let cell = |share: f64| (share * side as f64) as usize;
    Some(cell(y) * side + cell(x))
}
