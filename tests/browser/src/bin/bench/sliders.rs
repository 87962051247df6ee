//! From the hand on a latent's slider to the pixels.

use std::time::Duration;

use anyhow::{Result, ensure};
use browser_tests::Page;
use thirtyfour::By;

use super::report::{percentile, print};

/// Moves that are measured; the first ones are not.
const N_MOVES: usize = 200;
const N_BEFORE: usize = 20;
/// A mouse reports its place about once a frame.
const BETWEEN_MOVES: Duration = Duration::from_millis(16);

pub async fn measure(page: &Page) -> Result<()> {
    page.go("#/vae").await?;
    page.wait_for_attribute("vae-axes", "data-settled", |settled| settled == "true")
        .await?;
    // The page says after each move how long the pixels took. Frames are counted from the event
    // to the one that shows them: that after the drawing.
    let watch = "const picture = document.querySelector('[data-testid=decoded]');
        const moves = window.moves = [];
        let frame = 0, framesBefore = 0;
        const count = () => { frame += 1; requestAnimationFrame(count); };
        requestAnimationFrame(count);
        document.addEventListener('input', () => { framesBefore = frame; }, true);
        new MutationObserver(() => moves.push(
            [Number(picture.dataset.drawnAfterMs), frame - framesBefore + 1]))
          .observe(picture, { attributeFilter: ['data-drawn'] });";
    page.run(watch, vec![]).await?;
    let slider = page.window.find(By::Css(".axis-track > input")).await?;
    let mut hand = (page.window)
        .action_chain_with_delay(None, Some(BETWEEN_MOVES))
        .move_to_element_center(&slider)
        .click_and_hold();
    for step in 0..N_BEFORE + N_MOVES {
        // To and fro, a fifth of the track or so to either side.
        let by = if (step / 25) % 2 == 0 { 2 } else { -2 };
        hand = hand.move_by_offset(by, 0);
    }
    hand.release().perform().await?;
    let moves = page.run("return window.moves;", vec![]).await?;
    let moves: Vec<(f64, f64)> = serde_json::from_value(moves)?;
    ensure!(
        moves.len() > N_BEFORE,
        "only {} moves were drawn",
        moves.len()
    );
    let (times, frames): (Vec<f64>, Vec<f64>) = moves.into_iter().skip(N_BEFORE).unzip();
    print("vae.slider_moves", times.len() as f64, "moves");
    print("vae.slider_to_pixels_ms", percentile(&times, 95), "ms");
    print(
        "vae.slider_to_pixels_ms.median",
        percentile(&times, 50),
        "ms",
    );
    print(
        "vae.slider_to_screen_frames",
        percentile(&frames, 95),
        "frames",
    );
    Ok(())
}
