//! Training steps of both nets that predict pixel by pixel, as the page times them in the worker
//! as it ships.

use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::Page;
use density_lab::protocol::RACE_SIDES;
use serde_json::json;

const N_LAPS: usize = 15;
const N_IMAGES: usize = 4;

/// A race may take minutes.
const PATIENCE: Duration = Duration::from_secs(600);

pub async fn measure(page: &Page) -> Result<()> {
    page.go(&format!("#/pixelrnn/race?laps={N_LAPS}&images={N_IMAGES}"))
        .await?;
    page.window.set_script_timeout(PATIENCE).await?;
    page.click("run").await?;
    let over = "const [n, done] = arguments;
        const panel = document.querySelector('[data-testid=pixelrnn-race]');
        const look = () => Number(panel.dataset.laps) >= n && panel.dataset.playing === 'false'
          ? done(true) : requestAnimationFrame(look);
        look();";
    let n_laps = 2 * RACE_SIDES.len() * N_LAPS;
    page.run_async(over, vec![n_laps.into()]).await?;
    for (net, name) in [("rnn", "pixelrnn"), ("cnn", "pixelcnn")] {
        for side in RACE_SIDES {
            let line = json!({
                "name": format!("race.{name}_step_ms.{side}"),
                "value": cell(page, net, side, "ms").await?,
                "unit": "ms",
                "runs": N_LAPS,
                "images": N_IMAGES,
                "million_multiply_adds": cell(page, net, side, "adds").await?,
                "ms_a_million": cell(page, net, side, "rate").await?,
                "parallel_ms": cell(page, net, side, "parallel").await?,
            });
            println!("{line}");
        }
    }
    for (net, name) in [("rnn", "pixelrnn"), ("cnn", "pixelcnn")] {
        for side in RACE_SIDES {
            let line = json!({
                "name": format!("race.stages.{name}.{side}"),
                "value": cell(page, net, side, "stages").await?,
                "unit": "of a forward pass that must wait for one another",
            });
            println!("{line}");
        }
    }
    println!(
        "{}",
        json!({ "name": "race.clock", "value": page.text("says-clock").await? })
    );
    Ok(())
}

/// A number of the panel's table.
async fn cell(page: &Page, net: &str, side: u8, column: &str) -> Result<f64> {
    let text = page.text(&format!("race-{net}-{side}-{column}")).await?;
    text.parse().with_context(|| format!("{column}: {text}"))
}
