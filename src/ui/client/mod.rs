//! The page's end of the wire: it starts the worker, hands it requests, hands out its events,
//! and starts another when it dies.
//!
//! `desk` and `ledger` decide, without any web type; `handle` and `spawn` carry out.

mod desk;
#[cfg(feature = "ui")]
mod handle;
mod job_ids;
mod ledger;
#[cfg(feature = "ui")]
mod spawn;

pub use desk::{Desk, Order, Phase, StopReason};
#[cfg(feature = "ui")]
pub use handle::{Client, ListenerId, Status, provide_client, use_client};
pub use job_ids::JobIds;
