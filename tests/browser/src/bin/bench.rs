//! The timings, in a real browser on the release build; one JSON object a line.

use std::time::Instant;

use anyhow::Result;
use browser_tests::{Driver, Page, Window, block_on, sites};
use serde_json::json;

/// Each figure is the median of so many.
const N_RUNS: usize = 5;

fn main() -> Result<()> {
    let server = sites::serve(Vec::new())?;
    let site = format!("{}{}", server.address(), sites::PREFIX);
    let driver = Driver::start()?;
    block_on(async {
        let page = Page::new(&driver, &Window::LAPTOP, &site).await?;
        let outcome = measure(&page).await;
        page.window.quit().await?;
        outcome
    })
}

async fn measure(page: &Page) -> Result<()> {
    let (mut load, mut image, mut longest) = (Vec::new(), Vec::new(), Vec::new());
    for seed in 0..N_RUNS {
        let started = Instant::now();
        page.go(&format!("#/pixelcnn?seed={seed}")).await?;
        load.push(started.elapsed().as_secs_f64() * 1e3);

        // The page's own clock, from the click to the last pixel: frames and all.
        let draw = "const done = arguments[0];
            const panel = document.querySelector('[data-testid=pixelcnn]');
            const start = performance.now();
            const look = () => panel.dataset.position === '784'
              ? done(performance.now() - start) : requestAnimationFrame(look);
            document.querySelector('[data-testid=transport-end]').click();
            look();";
        image.push(
            page.run_async(draw, vec![])
                .await?
                .as_f64()
                .unwrap_or(f64::NAN),
        );

        let tasks = "const done = arguments[0];
            new PerformanceObserver((list) => done(Math.max(
                0, ...list.getEntries().map((entry) => entry.duration))))
              .observe({ type: 'longtask', buffered: true });
            setTimeout(() => done(0), 500);";
        longest.push(
            page.run_async(tasks, vec![])
                .await?
                .as_f64()
                .unwrap_or(f64::NAN),
        );
    }
    print("page.load_ms", load);
    print("pixelcnn.image_on_screen_ms", image);
    // The browser reports tasks from 50 ms on: 0 says that there was none.
    print("page.longest_task_ms", longest);
    Ok(())
}

fn print(name: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    let round = |value: f64| (value * 10.0).round() / 10.0;
    let line = json!({
        "name": name,
        "value": round(values[values.len() / 2]),
        "unit": "ms",
        "runs": values.len(),
        "max": round(values[values.len() - 1]),
    });
    println!("{line}");
}
