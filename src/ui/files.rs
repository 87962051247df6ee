//! Files from the visitor, and for them.

use leptos::{
    prelude::*,
    wasm_bindgen::{JsCast, JsValue, closure::Closure},
    web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, HtmlCanvasElement, Url},
};
use wasm_bindgen_futures::JsFuture;

use super::widgets::draw;
use crate::{plot::Picture, protocol::FileProblem};

/// How long the browser may take to begin with a download.
const BEGINS_WITHIN: std::time::Duration = std::time::Duration::from_secs(60);

/// The bytes of a file that the visitor has chosen.
///
/// # Errors
/// Where it has more than `most`, or the browser does not hand it over.
pub async fn read_file(file: &File, most: u64) -> Result<Vec<u8>, FileProblem> {
    let bytes = file.size() as u64;
    if bytes > most {
        return Err(FileProblem::TooLarge { bytes, most });
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| FileProblem::Unreadable)?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Saves bytes under a name, as a click on a link would.
///
/// # Errors
/// Where the browser does not take them.
pub fn download(name: &str, bytes: &[u8], kind: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    save(
        name,
        &Blob::new_with_u8_array_sequence_and_options(&parts, &options)?,
    )
}

/// Saves a picture as PNG; `on_failure` where the browser does not make one.
pub fn download_png(name: &str, picture: &Picture, on_failure: impl FnOnce() + 'static) {
    download_drawing(name, |canvas| draw(canvas, picture), Box::new(on_failure));
}

/// Saves what is drawn on a canvas as PNG; `on_failure` where the browser does not make one.
pub fn download_drawing(
    name: &str,
    draw: impl FnOnce(&HtmlCanvasElement) -> Result<(), JsValue>,
    on_failure: Box<dyn FnOnce()>,
) {
    let name = name.to_owned();
    let take = Closure::once_into_js(move |blob: Option<Blob>| {
        if blob.is_none_or(|blob| save(&name, &blob).is_err()) {
            on_failure();
        }
    });
    let canvas = document().create_element("canvas");
    let canvas = canvas.ok().and_then(|canvas| canvas.dyn_into().ok());
    let asked = canvas.is_some_and(|canvas: HtmlCanvasElement| {
        let is_drawn = draw(&canvas).is_ok();
        is_drawn && canvas.to_blob(take.unchecked_ref()).is_ok()
    });
    if !asked {
        let take: &js_sys::Function = take.unchecked_ref();
        take.call1(&JsValue::NULL, &JsValue::NULL).ok();
    }
}

fn save(name: &str, blob: &Blob) -> Result<(), JsValue> {
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // It is read some time after the click.
    set_timeout(
        move || {
            Url::revoke_object_url(&url).ok();
        },
        BEGINS_WITHIN,
    );
    Ok(())
}
