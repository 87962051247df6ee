//! What lives in the worker: the engine, which answers requests and knows nothing of the web, and
//! the host, which runs it in a browser.

pub mod engine;
#[cfg(feature = "worker")]
pub mod host;
mod models;
mod task;
