//! How surprising an image is.

use anyhow::{Context, Result, ensure};
use browser_tests::Page;
use thirtyfour::Key;

use crate::on_page;

/// Waits for the score of what is shown; the bits of bar `i`.
async fn bits(page: &Page, i: usize) -> Result<f64> {
    page.wait_for_attribute("surprise-panel", "data-scored", |scored| scored == "true")
        .await?;
    let text = page.text(&format!("totals-{i}")).await?;
    let words: Vec<&str> = text.split_whitespace().collect();
    let unit = words
        .iter()
        .position(|word| *word == "bits,")
        .context("no bits")?;
    Ok(words[unit - 1].parse()?)
}

#[test]
fn a_digit_costs_less_than_a_shoe_and_noise_more_than_a_guess() -> Result<()> {
    on_page("#/pixelcnn/surprise?of=digit.0", async |page| {
        let digit = bits(page, 0).await?;
        // The first test digit's own bits, by the native build: 0.69 a pixel or so.
        ensure!((200.0..1000.0).contains(&digit), "{digit}");
        ensure!(bits(page, 1).await? > digit, "the histogram knows less");
        ensure!((bits(page, 2).await? - 8.0 * 784.0).abs() < 1.0);
        page.click("try-shoe").await?;
        page.wait_for_address("of=shoe.0").await?;
        let shoe = bits(page, 0).await?;
        ensure!(shoe > 2.0 * digit, "{shoe} and {digit}");
        page.click("try-noise").await?;
        page.wait_for_address("of=noise.1").await?;
        let noise = bits(page, 0).await?;
        ensure!(noise > 8.0 * 784.0, "{noise}");
        let image = page.canvas("image").await?;
        page.click("seed-next").await?;
        page.wait_for_address("of=noise.2").await?;
        bits(page, 0).await?;
        ensure!(page.canvas("image").await? != image, "the same noise");
        page.choose("source-0").await?;
        page.wait_for_address("of=digit.0").await?;
        page.focus("sheet").await?;
        page.press(Key::Right.into()).await?;
        page.wait_for_address("of=digit.1").await?;
        ensure!(bits(page, 0).await? < noise);
        Ok(())
    })
}

#[test]
fn pixels_of_the_map_show_their_softmax_and_the_link_keeps_how_it_is_seen() -> Result<()> {
    on_page("#/pixelcnn/surprise?of=digit.2", async |page| {
        bits(page, 0).await?;
        let map = page.stage().await?;
        ensure!(map != page.canvas("image").await?, "the map is the image");
        page.focus("stage").await?;
        for _ in 0..10 {
            page.press(Key::Up.into()).await?;
        }
        page.wait_for_attribute("stage", "aria-valuenow", |at| at == "532")
            .await?;
        page.wait_for_text("surprise-panel", |text| text.contains("row 19, column 28"))
            .await?;
        page.choose("grey-range-2").await?;
        page.choose("bar-scale-1").await?;
        page.wait_for_address("zoom=bright&scale=log").await?;
        Ok(())
    })
}

#[test]
fn a_sample_and_a_drawing_are_scored_too() -> Result<()> {
    on_page("#/pixelcnn/surprise?of=sample.7", async |page| {
        let sample = bits(page, 0).await?;
        ensure!((100.0..1500.0).contains(&sample), "{sample}");
        page.click("try-drawing").await?;
        page.wait_for_address("of=ink.").await?;
        let empty = bits(page, 0).await?;
        page.drag("drawing-board", &[(0.5, 0.2), (0.5, 0.5), (0.5, 0.8)])
            .await?;
        page.wait_for_address("of=ink.1").await?;
        page.wait_for_text("totals-0", |text| {
            !text.contains(&format!("{empty:.0} bits"))
        })
        .await?;
        let one = bits(page, 0).await?;
        ensure!(one < 1000.0, "a straight stroke is a one: {one}");
        // What was chosen of each kind comes back with it.
        page.choose("source-2").await?;
        page.wait_for_address("of=sample.7").await?;
        ensure!((bits(page, 0).await? - sample).abs() < 1.0);
        Ok(())
    })
}
