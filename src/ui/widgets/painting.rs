use leptos::{
    ev, html,
    prelude::*,
    wasm_bindgen::{Clamped, JsCast, JsValue},
    web_sys::{CanvasRenderingContext2d, Element, HtmlCanvasElement, ImageData},
};

use crate::{
    plot::Picture,
    ui::signals::{Live, effect},
};

/// A canvas that shows a picture, one pixel for one. However often the picture changes, it is
/// drawn once a frame.
#[component]
pub fn Painting(
    picture: Live<Picture>,
    /// Of a picture that a hand waits for: it is drawn at once, not in the next frame, and then
    /// this is called.
    #[prop(optional)]
    on_drawn: Option<Callback<()>>,
) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let is_due = StoredValue::new(false);
    effect(move || {
        let now = picture.read();
        let target = canvas.get();
        if let Some(on_drawn) = on_drawn {
            if let Some(canvas) = target {
                draw(&canvas, &now).ok();
                on_drawn.run(());
            }
            return;
        }
        if is_due.get_value() {
            return;
        }
        is_due.set_value(true);
        // The widget may be gone by then, hence `try_`.
        request_animation_frame(move || {
            is_due.try_set_value(false);
            if let Some(Some(canvas)) = canvas.try_get_untracked()
                && let Some(picture) = untrack(|| picture.try_read())
            {
                draw(&canvas, &picture).ok();
            }
        });
    });
    view! { <canvas node_ref=canvas aria-hidden="true"></canvas> }
}

/// Puts a picture on a canvas of its size.
///
/// # Errors
/// Where the browser does not let it.
pub fn draw(canvas: &HtmlCanvasElement, picture: &Picture) -> Result<(), JsValue> {
    let (width, height) = (picture.width as u32, picture.height as u32);
    if width == 0 || height == 0 {
        return Ok(());
    }
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

/// How far across and down the element that listens a pointer is, each 0 to 1; None outside it.
pub fn place_of(event: &ev::PointerEvent) -> Option<(f64, f64)> {
    let (x, y) = free_place_of(event)?;
    let inside = |share: f64| (0.0..1.0).contains(&share);
    (inside(x) && inside(y)).then_some((x, y))
}

/// The same without an edge: a pointer that the element holds may be anywhere.
pub fn free_place_of(event: &ev::PointerEvent) -> Option<(f64, f64)> {
    let element: Element = event.current_target()?.dyn_into().ok()?;
    let bounds = element.get_bounding_client_rect();
    let share = |at: i32, from: f64, length: f64| (f64::from(at) - from) / length;
    let x = share(event.client_x(), bounds.left(), bounds.width());
    let y = share(event.client_y(), bounds.top(), bounds.height());
    (x.is_finite() && y.is_finite()).then_some((x, y))
}
