//! The timings, in a real browser on the release build; one JSON object a line. Arguments
//! name the parts to be timed; without any, all are.

mod gan;
mod page;
mod race;
mod report;
mod sliders;
mod worker;

use std::env;

use anyhow::{Result, ensure};
use browser_tests::{Driver, Page, Window, block_on, sites};
use xtask::paths;

/// What is timed, in this order.
const PARTS: [&str; 5] = ["page", "sliders", "worker", "race", "gan"];

fn main() -> Result<()> {
    let named: Vec<String> = env::args().skip(1).collect();
    for name in &named {
        ensure!(
            PARTS.contains(&&**name),
            "no part {name}; there are {PARTS:?}"
        );
    }
    let server = sites::serve_with_timings()?;
    let site = format!("{}{}", server.address(), sites::PREFIX);
    let driver = Driver::start()?;
    block_on(async {
        let window = Page::new(&driver, &Window::LAPTOP, &site).await?;
        let at = |mount: &str| format!("{}{mount}", server.address());
        let outcome = async {
            for part in PARTS {
                if !named.is_empty() && !named.iter().any(|name| name == part) {
                    continue;
                }
                match part {
                    "page" => page::measure(&window).await?,
                    "sliders" => sliders::measure(&window).await?,
                    "worker" => worker::measure(&window, &at(sites::TIMINGS)).await?,
                    "race" => race::measure(&window).await?,
                    _ => {
                        gan::measure(&window, &at(sites::SHIPPED_TIMINGS), &paths::bench()).await?
                    }
                }
            }
            Ok(())
        }
        .await;
        window.window.quit().await?;
        outcome
    })
}
