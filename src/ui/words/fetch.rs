use leptos::{prelude::window, wasm_bindgen::JsCast, web_sys::Response};
use wasm_bindgen_futures::JsFuture;

use super::{MarkupError, Node, parse};
use crate::protocol::{Failure, FileProblem};

/// Why there is no text.
pub enum Trouble {
    Fetch(Failure),
    Markup(MarkupError),
}

/// The text that lies at `file` on the site.
///
/// # Errors
/// [`Trouble`] where it does not come, or cannot be read.
pub async fn fetch(file: &str) -> Result<Vec<Node>, Trouble> {
    let source = source(file).await.map_err(|problem| {
        Trouble::Fetch(Failure::File {
            file: file.to_owned(),
            problem,
        })
    })?;
    parse(&source).map_err(Trouble::Markup)
}

async fn source(file: &str) -> Result<String, FileProblem> {
    let unreachable = |_| FileProblem::Unreachable;
    let response = JsFuture::from(window().fetch_with_str(file)).await;
    let response: Response = response.map_err(unreachable)?.unchecked_into();
    let status = response.status();
    if !response.ok() {
        return Err(FileProblem::Status { status });
    }
    let text = response.text().map_err(unreachable)?;
    let text = JsFuture::from(text).await.map_err(unreachable)?;
    text.as_string().ok_or(FileProblem::Unreachable)
}
