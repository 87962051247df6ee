//! What page and worker may ask of the network: their own site, and nothing else.

use anyhow::{Context, Result, ensure};
use browser_tests::{Driver, Window, sites};
use serde_json::Value;
use xtask::server::{Mount, Server};

use crate::{in_window, on_site};

#[test]
fn no_request_leaves_the_site() -> Result<()> {
    let log = Driver::log_file("network");
    let window = Window {
        network_log: Some(log.clone()),
        ..Window::LAPTOP
    };
    let (mut origin, mut site) = Default::default();
    in_window(window, Vec::new(), async |page, server| {
        (origin, site) = (server.address(), page.site.clone());
        page.go("#/pixelcnn?seed=1").await?;
        page.click("transport-end").await?;
        page.digest_at(784).await?;
        page.click("language").await?;
        page.click("theme").await?;
        Ok(())
    })?;
    let text = std::fs::read_to_string(&log).context("the browser wrote no network log")?;
    std::fs::remove_file(&log).ok();
    let urls = urls_asked_for_by(&origin, &text)?;
    for file in ["worker_boot.js", "worker_bg.wasm.bin", sites::WEIGHTS] {
        let url = format!("{site}{file}");
        ensure!(
            urls.contains(&url),
            "the log does not have the worker's own {file}"
        );
    }
    for url in &urls {
        ensure!(
            url.starts_with(&site) || url.starts_with("blob:") || url.starts_with("data:"),
            "{url} is not of the site"
        );
    }
    Ok(())
}

/// The addresses that `origin` asked for, by the browser's network log: the browser's own
/// errands have no such initiator.
fn urls_asked_for_by(origin: &str, log: &str) -> Result<Vec<String>> {
    let log: Value = serde_json::from_str(log).context("the network log is cut short")?;
    let start = &log["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
    ensure!(start.is_u64(), "the network log has another format");
    let events = log["events"]
        .as_array()
        .context("the network log is empty")?;
    let params = events
        .iter()
        .filter(|event| &event["type"] == start)
        .map(|event| &event["params"]);
    let ours = params.filter(|params| params["initiator"].as_str() == Some(origin));
    Ok(ours
        .filter_map(|params| params["url"].as_str().map(str::to_owned))
        .collect())
}

#[test]
fn the_worker_lives_under_the_pages_policy() -> Result<()> {
    let other = Server::start(0, vec![Mount::new("/", xtask::paths::dist())])?;
    let elsewhere = format!("{}/favicon.svg", other.address());
    on_site(
        vec![sites::worker_with_a_channel()],
        "#/pixelcnn",
        async |page, _| {
            let script = "const [probe, done] = arguments;
            const faults = new BroadcastChannel('faults');
            faults.onmessage = ({ data }) => { if (data.isProbe) done(data); };
            faults.postMessage({ probe });";
            let outcome = page.run_async(script, vec![elsewhere.into()]).await?;
            ensure!(
                outcome["eval"] == "blocked" && outcome["fetch"] == "blocked",
                "{outcome}"
            );
            Ok(())
        },
    )?;
    ensure!(other.requests().is_empty(), "a request has left the site");
    Ok(())
}
