//! The site as built, whole or with something broken on purpose.

use anyhow::{Context, Result};
use xtask::paths;
use xtask::server::{Fault, Mount, Server};

/// The file of the PixelCNN's weights.
pub const WEIGHTS: &str = "weights/pixelcnn.safetensors";

/// Where the tests' sites lie: below a path, as on many a host.
pub const PREFIX: &str = "/lectures/density/";

/// The site with `faults`.
pub fn mount(faults: Vec<Fault>) -> Mount {
    let whole = Mount::new(PREFIX, paths::dist());
    faults.into_iter().fold(whole, Mount::with_fault)
}

/// Where the worker with the timings in it lies, beside the site.
pub const TIMINGS: &str = "/timings/";

/// The same, built as it ships.
pub const SHIPPED_TIMINGS: &str = "/timings-shipped/";

/// Serves the site, and the worker with the timings in it, on a free port.
///
/// # Errors
/// As [`serve`].
pub fn serve_with_timings() -> Result<Server> {
    let mounts = vec![
        mount(Vec::new()),
        Mount::new(TIMINGS, paths::timings()),
        Mount::new(SHIPPED_TIMINGS, paths::shipped_timings()),
    ];
    Server::start(0, mounts).context("no port to serve on")
}

/// Serves the site with `faults` on a free port.
///
/// # Errors
/// Where the site is not built or no port can be had.
pub fn serve(faults: Vec<Fault>) -> Result<Server> {
    anyhow::ensure!(
        paths::dist().join("index.html").is_file(),
        "there is no dist: run `cargo xtask dist` first"
    );
    Server::start(0, vec![mount(faults)]).context("no port to serve on")
}

/// A worker that a test can hurt: the page's own, whose start script also obeys a channel.
/// `throw` and `reject` are errors that nothing catches, `hang` never returns, and `probe` tries
/// what the policy forbids and says what came of it.
pub fn worker_with_a_channel() -> Fault {
    let script = r#"
const faults = new BroadcastChannel("faults");
faults.onmessage = async ({ data }) => {
  if (data === "throw") setTimeout(() => { throw new Error("thrown by a test"); });
  if (data === "reject") Promise.reject(new Error("rejected by a test"));
  if (data === "hang") for (;;) {}
  if (data.probe) {
    const outcome = { isProbe: true };
    try { eval("1"); outcome.eval = "allowed"; } catch { outcome.eval = "blocked"; }
    try { await fetch(data.probe, { mode: "no-cors" }); outcome.fetch = "allowed"; }
    catch { outcome.fetch = "blocked"; }
    faults.postMessage(outcome);
  }
};
"#;
    Fault::Append {
        path: "worker_boot.js".to_owned(),
        bytes: script.as_bytes().to_vec(),
    }
}
