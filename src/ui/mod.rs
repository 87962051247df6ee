//! The page: it asks the worker in the words of [`protocol`](crate::protocol) and shows what
//! comes back. It knows no model.
//!
//! The arithmetic and the states of the page are plain Rust that always compiles, so that
//! `cargo test` runs them natively; what touches the web needs the feature `ui`.

pub mod address;
#[cfg(feature = "ui")]
pub mod app;
pub mod client;
#[cfg(feature = "ui")]
mod files;
#[cfg(feature = "ui")]
pub mod hooks;
pub mod panels;
#[cfg(feature = "ui")]
pub mod parts;
#[cfg(feature = "ui")]
pub mod settings;
#[cfg(feature = "ui")]
pub mod signals;
#[cfg(feature = "ui")]
mod storage;
pub mod widgets;
pub mod words;
