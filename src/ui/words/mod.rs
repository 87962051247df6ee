//! The lecture in words: a page of text for each panel, which anyone may edit without Rust.
//!
//! The texts are files of `public/words`, fetched when one is opened first, in the small markup
//! that its `README.md` describes: of Markdown's crates even the smallest would outweigh all that
//! is here, and none knows of terms in colour or of figures that a panel measures. [`parse`] makes
//! a tree of them, of which elements are made one by one: nothing of a text is taken for HTML.

mod finding;
mod formula;
mod inline;
mod node;
mod parse;

#[cfg(feature = "ui")]
mod draw;
#[cfg(feature = "ui")]
mod fetch;
#[cfg(feature = "ui")]
mod view;

pub use finding::{Finding, Measured, Outcome};
pub use formula::{Formula, formula};
pub use node::{Kind, Node};
pub use parse::{MarkupError, Problem, parse};
#[cfg(feature = "ui")]
pub use {draw::draw_formulas, view::InWords};

use crate::i18n::Locale;
use crate::ui::address::Page;

/// Where a panel's text lies on the site: `words/pixelcnn/training.ko.md`.
pub fn file_of(page: Page, locale: Locale) -> String {
    format!("words/{}.{}.md", page.path(), locale.tag())
}
