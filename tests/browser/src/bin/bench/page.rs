//! What a visitor waits for.

use std::time::Instant;

use anyhow::Result;
use browser_tests::Page;

use super::report::print_ms;

/// Each figure is the median of so many.
const N_RUNS: usize = 5;
/// Pictures of the overview.
const N_PICTURES: usize = 5;

pub async fn measure(page: &Page) -> Result<()> {
    let (mut load, mut first, mut longest) = (Vec::new(), Vec::new(), Vec::new());
    let (mut image, mut longest_of_image) = (Vec::new(), Vec::new());
    for seed in 0..N_RUNS {
        // What opens first, until it is there, its first picture, and all of them.
        let started = Instant::now();
        page.open(&format!("#/overview?seed={seed}")).await?;
        page.find("overview").await?;
        load.push(started.elapsed().as_secs_f64() * 1e3);
        wait_for_pictures(page, 1).await?;
        first.push(started.elapsed().as_secs_f64() * 1e3);
        wait_for_pictures(page, N_PICTURES).await?;
        longest.push(longest_task(page).await?);

        page.go(&format!("#/pixelcnn?seed={seed}")).await?;
        // The page's own clock, from the click to the last pixel: frames and all.
        let draw = "const done = arguments[0];
            const panel = document.querySelector('[data-testid=pixelcnn]');
            const start = performance.now();
            const look = () => panel.dataset.position === '784'
              ? done(performance.now() - start) : requestAnimationFrame(look);
            document.querySelector('[data-testid=transport-end]').click();
            look();";
        image.push(number(page, draw).await?);
        longest_of_image.push(longest_task(page).await?);
    }
    let busy = longest_while_busy(page).await?;
    print_ms("page.load_ms", load);
    print_ms("overview.first_picture_ms", first);
    print_ms("pixelcnn.image_on_screen_ms", image);
    // The browser reports tasks from 50 ms on: 0 says that there was none.
    print_ms("overview.longest_task_ms", longest);
    print_ms("page.longest_task_ms", longest_of_image);
    print_ms("page.longest_task_busy_ms", busy);
    Ok(())
}

async fn wait_for_pictures(page: &Page, n: usize) -> Result<()> {
    let enough = |made: &str| made.parse().is_ok_and(|made: usize| made >= n);
    page.wait_for_attribute("overview", "data-made", enough)
        .await?;
    Ok(())
}

/// The longest since the page was opened.
async fn longest_task(page: &Page) -> Result<f64> {
    let tasks = "const done = arguments[0];
        new PerformanceObserver((list) => done(Math.max(
            0, ...list.getEntries().map((entry) => entry.duration))))
          .observe({ type: 'longtask', buffered: true });
        setTimeout(() => done(0), 500);";
    number(page, tasks).await
}

/// The longest task while every panel does what takes longest on it: sixteen images drawn at
/// once, completions, scores under a moving hand, training.
async fn longest_while_busy(page: &Page) -> Result<Vec<f64>> {
    let mut longest = Vec::new();
    for seed in 0..N_RUNS {
        page.go(&format!("#/pixelcnn?seed={seed}&n=16")).await?;
        let watch = "window.longest = 0;
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
              window.longest = Math.max(window.longest, entry.duration);
            })).observe({ type: 'longtask' });";
        page.run(watch, vec![]).await?;
        page.click("transport-end").await?;
        page.wait_for_pixels(784).await?;
        page.click("nearest").await?;
        page.find("nearest-digits").await?;
        page.follow(&format!("#/pixelcnn/complete?seed={seed}&speed=max"))
            .await?;
        page.find("sheet").await?;
        page.click("try-few").await?;
        page.wait_for_attribute("complete", "data-position", |position| position == "784")
            .await?;
        page.follow("#/pixelcnn/surprise?of=ink.").await?;
        let stroke: Vec<(f64, f64)> = (20..80).map(|i| (f64::from(i) / 100.0, 0.4)).collect();
        page.drag("drawing-board", &stroke).await?;
        page.wait_for_attribute("surprise-panel", "data-scored", |scored| scored == "true")
            .await?;
        page.follow(&format!("#/pixelcnn/training?seed={seed}&steps=5"))
            .await?;
        page.wait_for_attribute("training", "data-steps", |steps| steps == "5")
            .await?;
        longest.push(number(page, "arguments[0](window.longest);").await?);
    }
    Ok(longest)
}

async fn number(page: &Page, script: &str) -> Result<f64> {
    let answer = page.run_async(script, vec![]).await?;
    Ok(answer.as_f64().unwrap_or(f64::NAN))
}
