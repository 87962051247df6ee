//! A real browser on the site as built: what the browser tests and the timings share.

mod driver;
mod page;
pub mod sites;

pub use driver::{Driver, Window};
pub use page::{PATIENCE, Page};

use std::future::Future;

/// Runs `work` to its end on this thread.
///
/// # Errors
/// Those of `work`, and where no runtime can be had.
pub fn block_on<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(work)
}
