use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{Clamped, JsCast, JsValue},
    web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData},
};

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
    view! {
        <div class="pixel-canvas">
            <canvas node_ref=canvas role="img" aria-label=label></canvas>
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
