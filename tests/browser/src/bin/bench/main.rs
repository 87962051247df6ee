//! The timings, in a real browser on the release build; one JSON object a line.

mod gan;
mod page;
mod report;
mod sliders;
mod worker;

use anyhow::Result;
use browser_tests::{Driver, Page, Window, block_on, sites};
use xtask::paths;

fn main() -> Result<()> {
    let server = sites::serve_with_timings()?;
    let site = format!("{}{}", server.address(), sites::PREFIX);
    let driver = Driver::start()?;
    block_on(async {
        let window = Page::new(&driver, &Window::LAPTOP, &site).await?;
        let outcome = async {
            page::measure(&window).await?;
            sliders::measure(&window).await?;
            let at = |mount: &str| format!("{}{mount}", server.address());
            worker::measure(&window, &at(sites::TIMINGS)).await?;
            gan::measure(&window, &at(sites::SHIPPED_TIMINGS), &paths::bench()).await
        }
        .await;
        window.window.quit().await?;
        outcome
    })
}
