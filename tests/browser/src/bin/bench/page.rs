//! What a visitor waits for.

use std::time::Instant;

use anyhow::Result;
use browser_tests::Page;

use super::report::print_ms;

/// Each figure is the median of so many.
const N_RUNS: usize = 5;

pub async fn measure(page: &Page) -> Result<()> {
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
        image.push(number(page, draw).await?);

        let tasks = "const done = arguments[0];
            new PerformanceObserver((list) => done(Math.max(
                0, ...list.getEntries().map((entry) => entry.duration))))
              .observe({ type: 'longtask', buffered: true });
            setTimeout(() => done(0), 500);";
        longest.push(number(page, tasks).await?);
    }
    print_ms("page.load_ms", load);
    print_ms("pixelcnn.image_on_screen_ms", image);
    // The browser reports tasks from 50 ms on: 0 says that there was none.
    print_ms("page.longest_task_ms", longest);
    Ok(())
}

async fn number(page: &Page, script: &str) -> Result<f64> {
    let answer = page.run_async(script, vec![]).await?;
    Ok(answer.as_f64().unwrap_or(f64::NAN))
}
