use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::{Clamped, JsCast, JsValue},
    web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData},
};

use super::pixel_after_key;
use crate::plot::Picture;

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
    #[prop(into)] picture: Signal<Picture>,
    /// What the picture shows, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The pixel that everything beside the picture speaks of: its raster index, and whether it
    /// is there yet.
    #[prop(into)]
    marked: Signal<Option<Marked>>,
    /// The first so many pixels can be pointed at.
    #[prop(into)]
    n_pointable: Signal<usize>,
    /// Called when pointer or keys come to a pixel, and with none when they leave.
    on_point: Callback<Option<usize>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    // Painted once a change, however often it is read.
    let picture = Memo::new(move |_| picture.get());
    let is_due = StoredValue::new(false);
    Effect::new(move |_| {
        picture.track();
        canvas.track();
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        // The widget may be gone by then, hence `try_`.
        request_animation_frame(move || {
            is_due.try_set_value(false);
            if let Some(Some(canvas)) = canvas.try_get_untracked() {
                picture.try_with_untracked(|picture| draw(&canvas, picture).ok());
            }
        });
    });
    let percent = move |of: fn(usize, usize) -> usize| {
        let width = picture.read().width.max(1);
        let marked = marked.get().map_or(0, |marked| marked.pixel_idx);
        format!("{}%", of(marked, width) as f64 * 100.0 / width as f64)
    };
    let side = move || picture.with_untracked(|picture| picture.width);
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
            aria-valuemax=move || n_pointable.get().max(1)
            aria-valuenow=move || marked.get().map_or(1, |marked| marked.pixel_idx + 1)
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
            <canvas node_ref=canvas aria-hidden="true"></canvas>
            <span
                class="pixel-mark"
                class:is-empty=move || marked.get().is_some_and(|marked| !marked.is_drawn)
                hidden=move || marked.get().is_none()
                style:left=move || percent(|pixel_idx, width| pixel_idx % width)
                style:top=move || percent(|pixel_idx, width| pixel_idx / width)
                style:width=move || percent(|_, _| 1)
            ></span>
        </div>
    }
}

/// The raster index of the pixel under a pointer, on a picture of `side` pixels a side.
fn pixel_under(event: &ev::PointerEvent, side: usize) -> Option<usize> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    let cell = |at: i32, from: f64, length: f64| {
        let share = (f64::from(at) - from) / length;
        (0.0..1.0)
            .contains(&share)
            .then_some((share * side as f64) as usize)
    };
    let column = cell(event.client_x(), bounds.left(), bounds.width())?;
    let row = cell(event.client_y(), bounds.top(), bounds.height())?;
    Some(row * side + column)
}

fn draw(canvas: &HtmlCanvasElement, picture: &Picture) -> Result<(), JsValue> {
    let (width, height) = (picture.width as u32, picture.height as u32);
    // Setting the size, even to what it is, clears the canvas.
    if (canvas.width(), canvas.height()) != (width, height) {
        canvas.set_width(width);
        canvas.set_height(height);
    }
    let Some(context) = canvas.get_context("2d")? else {
        return Ok(());
    };
    let context: CanvasRenderingContext2d = context.unchecked_into();
    let pixels =
        ImageData::new_with_u8_clamped_array_and_sh(Clamped(&picture.rgba), width, height)?;
    context.put_image_data(&pixels, 0.0, 0.0)
}
