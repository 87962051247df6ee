//! What lives in the worker: the engine, which answers requests and knows nothing of the web, and
//! the host, which runs it in a browser.

pub mod clock;
pub mod engine;
#[cfg(feature = "worker")]
pub mod host;
mod manifest;
mod models;
mod store;
mod task;
pub mod timings;

// The protocol names no model and the models no protocol: this is where the two sizes meet.
const _: () = assert!(
    crate::ml::N_PIXELS == crate::protocol::N_PIXELS
        && crate::ml::N_LEVELS == crate::protocol::N_LEVELS
);
