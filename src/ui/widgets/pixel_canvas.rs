use leptos::{
    html,
    prelude::*,
    wasm_bindgen::{Clamped, JsCast, JsValue},
    web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, ImageData},
};

use crate::plot::Picture;

/// A picture of a few pixels, shown large with sharp edges. However often it changes, it is drawn
/// once a frame.
#[component]
pub fn PixelCanvas(
    #[prop(into)] picture: Signal<Picture>,
    /// What the picture shows, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
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
    view! { <canvas node_ref=canvas class="pixel-canvas" role="img" aria-label=label></canvas> }
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
